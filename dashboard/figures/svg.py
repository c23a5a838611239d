"""Inline SVG as a Dash component: `dash.html` has no SVG elements.

A drawing is a tree of `[tag, attributes, *children]`. The script in assets/figures.js draws it in
the browser; `markup` writes the same tree as text for pages that are served ready to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from dash.development.base_component import Component

Tree = Sequence[Any]
_TAGS = frozenset({"svg", "g", "path", "title"})


class Drawing(Component):
    """An SVG drawing. Attributes are named as React names them (`className`, `viewBox`)."""

    _children_props: list[str] = []  # noqa: RUF012 - Dash's own way of declaring
    _base_nodes: list[str] = []  # noqa: RUF012
    _namespace = "seoul_sdg"
    _type = "Drawing"

    def __init__(self, tree: Tree, **properties: Any) -> None:
        self._prop_names = ["id", "tree"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = ["id", "tree"]
        self.available_wildcard_properties: list[str] = []
        super().__init__(tree=list(tree), **properties)

    def markup(self) -> str:
        """The drawing as SVG text."""
        return markup(self.to_plotly_json()["props"]["tree"])


def markup(tree: Tree) -> str:
    """A tree as text.

    >>> markup(["g", {"className": "a"}, ["title", {}, "1 < 2"]])
    '<g class="a"><title>1 &lt; 2</title></g>'
    """
    tag, attributes, *children = tree
    if tag not in _TAGS:
        raise ValueError(f"{tag}: not among the elements that a drawing may have")
    written = "".join(
        f' {"class" if name == "className" else name}="{escape(str(value))}"'
        for name, value in attributes.items()
    )
    inside = "".join(
        escape(child, quote=False) if isinstance(child, str) else markup(child)
        for child in children
    )
    return f"<{tag}{written}>{inside}</{tag}>"
