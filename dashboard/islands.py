"""Pages for the browser: what stands still travels as text, only charts as live components.

Dash keeps a record of every component; a list of some thousand table cells takes it half a minute
to set up. So every part of a page without a live component becomes one `Static`: its tag, its
attributes, and its content as HTML. assets/static.js draws it.
"""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from dashboard.prerender import VOID, attributes, to_html

_LIVE = {("dash_core_components", "Graph")}
_NOT_ATTRIBUTES = {"children", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"}


class Static(Component):
    """An element whose content is HTML made by `prerender`; texts in it are escaped there."""

    _children_props: list[str] = []  # noqa: RUF012 - Dash's own way of declaring
    _base_nodes: list[str] = []  # noqa: RUF012
    _namespace = "seoul_sdg"
    _type = "Static"

    def __init__(self, tag: str, properties: dict[str, Any], content: str) -> None:
        self._prop_names = ["tag", "properties", "content"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(tag=tag, properties=properties, content=content)

    def markup(self) -> str:
        """The element as HTML text."""
        own = self.to_plotly_json()["props"]
        return f"<{own['tag']}{attributes(own['properties'])}>{own['content']}</{own['tag']}>"


def settled(node: Any) -> Any:
    """The same tree, with every part that holds nothing live turned into a `Static`."""
    if isinstance(node, list | tuple):
        return [settled(item) for item in node if item is not None]
    if not isinstance(node, Component) or _is_live(node):
        return node
    if not _holds_live(node):
        return _static(node)
    node.children = settled(node.children)  # type: ignore[attr-defined]
    return node


def _static(node: Component) -> Any:
    tag = str(getattr(node, "_type", "")).lower()
    if str(getattr(node, "_namespace", "")) != "dash_html_components" or tag in VOID:
        return node
    everything = node.to_plotly_json()["props"]
    properties = {
        name: value
        for name, value in everything.items()
        if name not in _NOT_ATTRIBUTES and value is not None
    }
    return Static(tag, properties, to_html(everything.get("children")))


def _is_live(node: Component) -> bool:
    return (getattr(node, "_namespace", ""), getattr(node, "_type", "")) in _LIVE


def _holds_live(node: Any) -> bool:
    if isinstance(node, list | tuple):
        return any(_holds_live(item) for item in node)
    if not isinstance(node, Component):
        return False
    return _is_live(node) or _holds_live(getattr(node, "children", None))
