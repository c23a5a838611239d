"""Dash components as HTML text, so that a page can be read before (and without) any script.

Knows the elements of `dash.html`, the two of `dash.dcc` that pages use, and our own drawings;
anything else is an error, found by the tests that open every page. A chart becomes an empty box of
its height: its sentence and table stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Protocol, runtime_checkable

from dash.development.base_component import Component

VOID = {"area", "br", "col", "hr", "img", "input", "source", "wbr"}
_RENAMED = {"className": "class", "htmlFor": "for", "dateTime": "datetime"}
_SKIPPED = {"children", "key", "n_clicks", "disable_n_clicks", "n_clicks_timestamp", "style"}
_INPUT = ("id", "type", "name", "value", "className", "min", "max", "placeholder", "autoComplete")


@runtime_checkable
class Written(Protocol):
    """A component that writes its own HTML."""

    def markup(self) -> str: ...


def to_html(node: Any) -> str:
    """HTML of a component, a text, a number, or a list of them."""
    return "".join(_pieces(node))


def _pieces(node: Any) -> Iterator[str]:
    if node is None or isinstance(node, bool):
        return
    if isinstance(node, list | tuple):
        for item in node:
            yield from _pieces(item)
    elif isinstance(node, Written):
        yield node.markup()
    elif isinstance(node, Component):
        yield from _element(node)
    else:
        yield escape(str(node), quote=False)


def _element(node: Component) -> Iterator[str]:
    tag, properties, children = _described(node)
    yield f"<{tag}{attributes(properties)}>"
    if tag not in VOID:
        yield from _pieces(children)
        yield f"</{tag}>"


def _described(node: Component) -> tuple[str, Mapping[str, Any], Any]:
    properties = node.to_plotly_json()["props"]
    space, kind = str(getattr(node, "_namespace", "")), str(getattr(node, "_type", ""))
    if space == "dash_html_components":
        return kind.lower(), properties, properties.get("children")
    if kind == "Input":
        return "input", {name: properties.get(name) for name in _INPUT}, None
    if kind == "Graph":
        kept = {"className": "dash-graph", "style": properties.get("style")}
        return "div", kept, None
    raise TypeError(f"{space}.{kind} has no HTML form here; use dash.html")


def attributes(properties: Mapping[str, Any]) -> str:
    """Properties, named as React names them, as HTML attributes.

    >>> attributes({"className": "a b", "tabIndex": 0, "open": True, "hidden": False})
    ' class="a b" tabindex="0" open'
    """
    pieces = [
        _attribute(_RENAMED.get(name, name if "-" in name else name.lower()), value)
        for name, value in properties.items()
        if name not in _SKIPPED and value is not None
    ]
    style = properties.get("style")
    if style:
        pieces.append(_attribute("style", ";".join(_declaration(*item) for item in style.items())))
    return "".join(pieces)


def _attribute(name: str, value: Any) -> str:
    if isinstance(value, bool) and not name.startswith(("aria-", "data-")):
        return f" {name}" if value else ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f' {name}="{escape(text)}"'


def _declaration(name: str, value: Any) -> str:
    if not name.startswith("--"):
        name = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
    return f"{name}:{value}"
