"""Which page answers which path. Pages are found in their folder; nothing is registered by hand.

A page module has `PATH` (a rule such as ``/goals/<int:number>``), `page(visit, **values)` that
returns a `Page` or None where there is nothing of that name, and, if it stands in the menu, `MENU`
(its position) and `MENU_TEXT` (the key of its label).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from dashboard import pages
from dashboard.visit import Page


@dataclass(frozen=True)
class Route:
    """One page module."""

    path: str
    make: Callable[..., Page | None]
    menu: int | None
    menu_text: str


class Routes:
    """All pages by path."""

    def __init__(self) -> None:
        self._routes = [_route(name) for name in _modules()]
        self._map = Map(
            [Rule(route.path, endpoint=str(i)) for i, route in enumerate(self._routes)],
            strict_slashes=False,
        )

    def match(self, path: str) -> tuple[Route, Mapping[str, Any]] | None:
        """The page of a path and the values in it; None if there is none."""
        try:
            endpoint, values = self._map.bind("localhost").match(path)
        except HTTPException:
            return None
        return self._routes[int(endpoint)], values

    def menu(self) -> list[Route]:
        """The pages that stand in the menu, in order."""
        return sorted(
            (route for route in self._routes if route.menu is not None),
            key=lambda route: route.menu or 0,
        )


def _modules() -> list[str]:
    return sorted(found.name for found in pkgutil.iter_modules(pages.__path__))


def _route(name: str) -> Route:
    module = importlib.import_module(f"{pages.__name__}.{name}")
    return Route(
        path=module.PATH,
        make=module.page,
        menu=getattr(module, "MENU", None),
        menu_text=getattr(module, "MENU_TEXT", ""),
    )
