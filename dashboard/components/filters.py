"""Filters as a plain GET form: what is chosen stands in the address; works without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from dashboard.components.attributes import aria
from dashboard.components.links import link
from dashboard.selection import Address
from dashboard.texts import Words


def select(
    name: str, label: str, options: Sequence[tuple[str, str]], chosen: str, *, id: str = ""
) -> html.Div:
    """A labelled native select; the first option should mean "all"."""
    field_id = id or f"filter-{name}"
    return html.Div(
        [
            html.Label(label, htmlFor=field_id),
            html.Select(
                [
                    html.Option(text, value=value, selected=value == chosen)
                    for value, text in options
                ],
                id=field_id,
                name=name,
                disable_n_clicks=True,
            ),
        ],
        className="field",
    )


def text(name: str, label: str, value: str) -> html.Div:
    """A labelled text field."""
    field_id = f"filter-{name}"
    return html.Div(
        [
            html.Label(label, htmlFor=field_id),
            dcc.Input(id=field_id, name=name, type="text", value=value, debounce=True),
        ],
        className="field field--text",
    )


def form(
    words: Words,
    address: Address,
    fields: Sequence[Any],
    *,
    label: str,
    id: str = "filter",
    anchor: str = "",
) -> html.Form:
    """The form of a page: its fields, a button, and a link that clears the choice.

    Args:
        anchor: `#part` of the page that the answer should show.
    """
    bare = Address(address.path, address.lang)
    clear = (
        link(words, address.path, words("filter.clear"), "button button--plain")
        if address.query
        else None
    )
    return html.Form(
        [
            *fields,
            html.Div(
                [
                    html.Button(
                        words("filter.apply"), type="submit", className="button", id=f"{id}-apply"
                    ),
                    clear,
                ],
                className="field field--buttons",
            ),
        ],
        action=bare.href + anchor,
        method="get",
        className="filters",
        role="search" if not anchor else None,
        **aria(label=label),
    )
