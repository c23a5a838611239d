"""Sentences and blocks of text from the catalogue of texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.attributes import aria
from dashboard.texts import Words

_HANGUL = re.compile(r"[\u3131-\u318e\uac00-\ud7a3]")


def rich(text: str) -> list[Any]:
    """Text in which ``**words**`` are strong.

    >>> [type(piece).__name__ for piece in rich("a **b** c")]
    ['str', 'Strong', 'str']
    """
    pieces = text.split("**")
    return [
        html.Strong(piece) if position % 2 else piece
        for position, piece in enumerate(pieces)
        if piece
    ]


def section(
    heading: str, children: Sequence[Any], *, id: str, class_name: str = ""
) -> html.Section:
    """A section that is named by its heading."""
    return html.Section(
        [html.H2(heading, id=f"{id}-heading"), *children],
        id=id,
        className=f"section {class_name}".strip(),
        **aria(labelledby=f"{id}-heading"),
    )


def facts(pairs: Sequence[tuple[str, Any]], class_name: str = "facts") -> html.Dl:
    """Terms and what is said of them; pairs without content are left out."""
    return html.Dl(
        [
            html.Div([html.Dt(term), html.Dd(content)])
            for term, content in pairs
            if content not in (None, "", [])
        ],
        className=class_name,
    )


def notice(kind: str, title: str, children: Sequence[Any], **attributes: Any) -> html.Div:
    """A boxed remark: `sample`, `working`, `proxy`, `hole`."""
    return html.Div(
        [html.P(title, className="notice-title"), *children],
        className=f"notice notice--{kind}",
        role="note",
        **attributes,
    )


def in_korean(words: Words, text: str | None) -> Any:
    """A text that exists in Korean only (titles, tables): marked as Korean on an English page."""
    is_foreign = words.lang != "ko" and text and _HANGUL.search(text)
    return html.Span(text, lang="ko") if is_foreign else text


def outside_link(words: Words, url: str, label: Any) -> html.A:
    """A link that leaves the site, and says so."""
    return html.A(
        [label, html.Span(words("link.outside"), className="visually-hidden")],
        href=url,
        rel="noopener noreferrer external",
        className="outside",
    )


def csv_link(words: Words, href: str, label: str = "") -> html.A:
    """A plain link to a CSV file."""
    return html.A(label or words("csv.get"), href=href, className="csv", download="")
