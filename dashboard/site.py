"""From a URL to a whole page: finds the release, the page module, and puts the shell around."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dash import html

from dashboard.components import shell
from dashboard.components.attributes import data
from dashboard.islands import settled
from dashboard.routing import Routes
from dashboard.selection import Address
from dashboard.texts import load
from dashboard.visit import Page, Visit
from warehouse.queries import NoRelease, Releases

_KEPT = 256  # pages kept ready to serve, about 100 kB each


@dataclass(frozen=True)
class Answer:
    """A page ready to be served, as HTML and as components.

    view: the page's one element; the script in assets/navigation.js reads title, language and
        address from its `data-` attributes.
    """

    status: int
    lang: str
    title: str
    description: str
    view: Any


class Site:
    """Answers every address. Asks for the current release each time; keeps no state of readers."""

    def __init__(self, releases: Releases, *, contact: str) -> None:
        self._releases = releases
        self._contact = contact
        self._routes = Routes()
        self._ready = lru_cache(_KEPT)(self._made)

    def answer(self, pathname: str, search: str = "") -> Answer:
        """The page of a URL; a page that says so where there is none, or no release yet."""
        address = Address.parse(pathname, search)
        try:
            version = self._releases.current().version
        except NoRelease:
            return self._dressed(address, None, shell.no_release(load(address.lang)), 503)
        return self._ready(version, address.href)

    def _made(self, version: str, href: str) -> Answer:
        """The page of an address in one release, which never changes."""
        address = Address.parse(*href.split("?", 1))
        visit = Visit(address, self._releases.named(version))
        page = self._page(visit)
        if page is None:
            return self._dressed(address, visit, shell.not_found(visit.words, address), 404)
        return self._dressed(address, visit, page, 200)

    def _page(self, visit: Visit) -> Page | None:
        found = self._routes.match(visit.address.path)
        if found is None:
            return None
        route, values = found
        return route.make(visit, **values)

    def _dressed(self, address: Address, visit: Visit | None, page: Page, status: int) -> Answer:
        words = load(address.lang)
        name = words("site.name")
        title = name if address.path == "/" and status == 200 else f"{page.title} · {name}"
        frame = shell.Frame(address, self._routes.menu(), self._contact)
        manifest = visit.release.manifest if visit else None
        view = html.Div(
            shell.dressed(frame, page, manifest),
            className="view",
            **data(title=title, lang=address.lang, href=address.href),
        )
        return Answer(
            status=status,
            lang=address.lang,
            title=title,
            description=page.description or words("site.description"),
            view=settled(view),
        )
