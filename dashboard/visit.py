"""What a page is given and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dashboard.selection import Address
from dashboard.texts import Words, load
from warehouse.queries import Release


@dataclass(frozen=True)
class Visit:
    """A reader's request: where they are, which release answers, in which words."""

    address: Address
    release: Release

    @property
    def words(self) -> Words:
        return load(self.address.lang)

    @property
    def query(self) -> Mapping[str, str]:
        return self.address.query

    def export(self, path: str, **query: str) -> str:
        """The address of a CSV file; files are the same in every language."""
        return Address(path, query=query).href


@dataclass(frozen=True)
class Page:
    """A page's content. The shell puts header, breadcrumbs and footer around it.

    title: of the window, without the site's name; also the last breadcrumb.
    crumbs: label and path of the pages above, home left out.
    sample: whether sample figures are on the page, as its matter ("page") or beside real ones
        ("part"); the shell then says so at the top.
    """

    title: str
    body: list[Any]
    description: str = ""
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    sample: Literal["", "page", "part"] = ""
