"""What a family of sources is: one small module that knows one publisher's way of answering.

A family says which requests make a table (`pages`), and what the answers say (`table`). The second
is pure: a refresh is replayed from raw with it, without network. Neither knows what the figures
mean; that is the card's mapping.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.sources.errors import SetupError
from pipelines.sources.keys import KeyNeeded

# stands in a request where the key belongs; the transport puts the real one in
KEY = "__KEY__"
Tls = Literal["modern", "legacy"]
Record = Mapping[str, str | None]


@dataclass(frozen=True)
class Page:
    """One answer: its bytes, and what its receipt says. `request` holds no key."""

    request: str
    content: bytes
    headers: Mapping[str, str]
    status: int = 200

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Table:
    """Records as the publisher names them; every value is text, None is the publisher's null."""

    records: Sequence[Record]

    @property
    def columns(self) -> list[str]:
        """Every column that at least one record has, in their order."""
        return list(dict.fromkeys(name for record in self.records for name in record))


class Params(BaseModel):
    """A family's parameters, checked; unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Reach(Protocol):
    """What a family may do to get its answers."""

    @property
    def source(self) -> str:
        """The source's id, for messages."""
        ...

    def get(self, url: str, params: Mapping[str, str] | None = None) -> Page:
        """One answer from the network."""
        ...

    def inbox(self) -> Path:
        """The folder where people put files for this source."""
        ...


@dataclass(frozen=True)
class Family:
    """A publisher's way of answering.

    table_param: the parameter that names the table, for `sdg source try --table`.
    is_plain: the publisher offers http only.
    """

    name: str
    title_ko: str
    title_en: str
    params: type[Params]
    pages: Callable[[Any, Reach], Iterator[Page]]
    table: Callable[[Any, Sequence[Page], str], Table]
    table_param: str
    key: KeyNeeded | None = None
    is_plain: bool = False
    tls: Tls = "modern"
    interval: float = 0.5
    hints: Mapping[str, str] = field(default_factory=dict[str, str])

    def checked(self, params: Mapping[str, Any], source: str) -> Params:
        """The card's parameters as this family's own.

        Raises:
            SetupError: something is missing, unknown or of the wrong kind.
        """
        try:
            return self.params.model_validate(dict(params))
        except ValidationError as error:
            faults = [
                (".".join(["params", *map(str, fault["loc"])]), fault["type"], fault["msg"])
                for fault in error.errors()
            ]
            ko = "; ".join(f"{place}: {_KO.get(kind, said)}" for place, kind, said in faults)
            en = "; ".join(f"{place}: {said}" for place, _, said in faults)
            raise SetupError("CARD", source, detail_ko=ko, detail_en=en) from None


_KO = {
    "missing": "값이 빠졌습니다",
    "extra_forbidden": "모르는 항목입니다(철자를 확인하세요)",
    "literal_error": "허용된 값이 아닙니다",
    "string_type": "글자여야 합니다",
    "int_parsing": "정수여야 합니다",
}


@cache
def names() -> tuple[str, ...]:
    """The families that there are: one module each in `families`."""
    from pipelines.sources import families

    return tuple(sorted(found.name for found in iter_modules(families.__path__)))


def find_family(name: str, source: str) -> Family:
    """A family by its name.

    Raises:
        SetupError: there is none.
    """
    if name not in names():
        raise SetupError("FAMILY", source, name=name, known=", ".join(names()))
    return import_module(f"pipelines.sources.families.{name}").FAMILY
