"""From a URL to a whole page: finds the release, the page module, and puts the shell around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.components import shell
from dashboard.routing import Routes
from dashboard.selection import Address
from dashboard.texts import load
from dashboard.visit import Page, Visit
from warehouse.queries import NoRelease, Releases


@dataclass(frozen=True)
class Answer:
    """A page ready to be served."""

    status: int
    href: str
    lang: str
    title: str
    description: str
    content: Any


class Site:
    """Answers every address. Holds no state of readers; asks for the current release each time."""

    def __init__(self, releases: Releases, *, contact: str) -> None:
        self._releases = releases
        self._contact = contact
        self._routes = Routes()

    def answer(self, pathname: str, search: str = "") -> Answer:
        """The page of a URL; a page that says so where there is none, or no release yet."""
        address = Address.parse(pathname, search)
        try:
            release = self._releases.current()
        except NoRelease:
            return self._dressed(address, None, shell.no_release(load(address.lang)), 503)
        visit = Visit(address, release)
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
        return Answer(
            status=status,
            href=address.href,
            lang=address.lang,
            title=title,
            description=page.description or words("site.description"),
            content=shell.dressed(frame, page, manifest),
        )
