"""What stands around every page: skip link, header, menu, breadcrumbs, footer; and error pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dash import html

from dashboard.components import prose
from dashboard.components.attributes import aria
from dashboard.components.links import link
from dashboard.format import day
from dashboard.routing import Route
from dashboard.selection import Address
from dashboard.texts import Words, load
from dashboard.visit import Page


@dataclass(frozen=True)
class Frame:
    """What the shell needs to know besides the page."""

    address: Address
    menu: Sequence[Route]
    contact: str


def dressed(frame: Frame, page: Page, manifest: Any) -> list[Any]:
    """The page with everything around it.

    Args:
        manifest: of the release that answers; None when there is none yet.
    """
    words = load(frame.address.lang)
    return [
        html.A(words("skip"), href="#content", className="skip-link"),
        _header(words, frame),
        html.Div(
            [
                _breadcrumbs(words, frame, page),
                html.Main(
                    [*_sample_banner(words, page), *page.body],
                    id="content",
                    tabIndex="-1",
                ),
            ],
            className="sheet",
        ),
        _footer(words, frame, manifest),
    ]


def not_found(words: Words, address: Address) -> Page:
    """The page for an address that leads nowhere."""
    return Page(
        title=words("missing.title"),
        body=[
            html.H1(words("missing.title"), tabIndex="-1"),
            html.P(words("missing.text", path=address.path)),
            html.P(link(words, "/", words("missing.home"), "button")),
        ],
    )


def no_release(words: Words) -> Page:
    """The page while nothing has been built yet."""
    return Page(
        title=words("empty.title"),
        body=[
            html.H1(words("empty.title"), tabIndex="-1"),
            html.P(words("empty.text")),
            html.Pre("sdg build", className="command"),
        ],
    )


def _header(words: Words, frame: Frame) -> html.Header:
    return html.Header(
        html.Div(
            [
                link(
                    words,
                    "/",
                    [
                        html.Span(words("site.city"), className="brand-city"),
                        html.Span(words("site.short"), className="brand-name"),
                    ],
                    "brand",
                ),
                html.Nav(
                    html.Ul([_entry(words, frame, route) for route in frame.menu]),
                    className="menu",
                    **aria(label=words("menu.label")),
                ),
                _language_switch(words, frame.address),
            ],
            className="header-inner",
        ),
        className="header",
    )


def _entry(words: Words, frame: Frame, route: Route) -> html.Li:
    here = frame.address.path
    is_here = here == route.path or (route.path != "/" and here.startswith(f"{route.path}/"))
    current = aria(current="page" if here == route.path else "true") if is_here else {}
    href = frame.address.to(route.path).href
    return html.Li(
        html.A(words(route.menu_text), href=href, **current),
        className="is-here" if is_here else None,
    )


def _language_switch(words: Words, address: Address) -> html.Div:
    # a plain link: the page is loaded anew, so that the language of <html> is right from the start
    other = words.other
    return html.Div(
        html.A(
            load(other)("language.own_name"),
            href=address.in_language(other).href,
            hrefLang=other,
            lang=other,
            className="language-link",
            rel="alternate",
        ),
        className="language",
    )


def _breadcrumbs(words: Words, frame: Frame, page: Page) -> html.Nav | None:
    if frame.address.path == "/":
        return None
    above = [("crumb.home", "/")]
    items = [html.Li(link(words, path, words(key))) for key, path in above]
    items += [html.Li(link(words, path, label)) for label, path in page.crumbs]
    items.append(html.Li(page.title, **aria(current="page")))
    return html.Nav(html.Ol(items), className="crumbs", **aria(label=words("crumb.label")))


def _sample_banner(words: Words, page: Page) -> list[Any]:
    if not page.sample:
        return []
    return [
        prose.notice(
            "sample",
            words(f"sample.{page.sample}_title"),
            [html.P(words(f"sample.{page.sample}_text"))],
            id="sample-banner",
        )
    ]


def _footer(words: Words, frame: Frame, manifest: Any) -> html.Footer:
    about: list[tuple[str, Any]] = []
    if manifest is not None:
        about = [
            (words("footer.as_of"), day(date.fromisoformat(manifest.as_of), words.lang)),
            (words("footer.release"), html.Code(manifest.version)),
            (words("footer.content"), html.Code(manifest.content[:12])),
        ]
    contact = frame.contact or words("footer.no_contact")
    return html.Footer(
        html.Div(
            [
                html.P(words("site.name"), className="footer-name"),
                html.P(words("footer.not_official")),
                prose.facts([*about, (words("footer.contact"), contact)], "footer-facts"),
                html.P(
                    [
                        link(words, "/about", words("footer.method")),
                        " · ",
                        link(words, "/data", words("footer.data")),
                    ]
                ),
            ],
            className="footer-inner",
        ),
        className="footer",
    )
