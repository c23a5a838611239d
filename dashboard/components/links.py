"""Links inside the site, in the reader's language, and class names.

They are plain links; the script in assets/navigation.js follows them without a reload.
"""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.selection import Address
from dashboard.texts import Words


def classes(*names: str | None) -> str:
    """Class names in one string, blanks left out."""
    return " ".join(name for name in names if name)


def link(
    words: Words, path: str, children: Any, class_name: str = "", *, id: str = "", **query: str
) -> html.A:
    """A link to another page of the site."""
    href = Address(path, words.lang, query).href
    named: dict[str, Any] = {"id": id} if id else {}
    return html.A(children, href=href, className=class_name or None, **named)


def goal_path(number: int) -> str:
    return f"/goals/{number}"


def indicator_path(code: str) -> str:
    return f"/indicators/{code}"


def programme_path(code: str) -> str:
    return f"/programmes/{code}"
