"""What a reader assumed: one catalogue in two languages, one list per sheet, nothing untold.

An assumption is not a fault. It says how something was read that could have been written more
plainly, so that the sender can object. Equal assumptions are counted, with their first place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.reading.personal import masked

TEXTS = Path(__file__).with_name("assumptions.yaml")


@dataclass(frozen=True, slots=True)
class Assumption:
    """One way of reading, with its first place. `row` counts from 1; 0 is the whole sheet."""

    rule: str
    sheet: str
    row: int
    column: str
    value: str
    read: str
    count: int
    message_ko: str
    message_en: str

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


@cache
def assumption_texts() -> dict[str, tuple[str, str]]:
    """Every kind of assumption: id -> (Korean, English)."""
    found = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return {str(entry["id"]): (str(entry["ko"]), str(entry["en"])) for entry in found}


@dataclass
class _Seen:
    row: int
    column: str
    value: str
    read: str
    count: int
    said: dict[str, object]


@dataclass
class Trace:
    """The assumptions of one sheet, in the order in which they were first made."""

    sheet: str = ""
    _seen: dict[tuple[Any, ...], _Seen] = field(default_factory=dict[tuple[Any, ...], _Seen])

    def note(
        self,
        rule: str,
        row: int = 0,
        *,
        column: str = "",
        value: str = "",
        read: str = "",
        count: int = 1,
        **said: object,
    ) -> None:
        """Note an assumption; `said` fills the blanks of its text."""
        if rule not in assumption_texts():
            raise KeyError(rule)
        key = (rule, column, *sorted((name, str(what)) for name, what in said.items()))
        before = self._seen.get(key)
        if before is None:
            self._seen[key] = _Seen(row, column, masked(value), masked(read), count, said)
        else:
            before.count += count

    def absorb(self, other: Trace) -> None:
        """Take over what was noted elsewhere (for the whole file) before this sheet."""
        self._seen = {**other._seen, **self._seen}

    def assumptions(self) -> tuple[Assumption, ...]:
        return tuple(self._told(key[0], seen) for key, seen in self._seen.items())

    def rules(self) -> set[str]:
        return {str(key[0]) for key in self._seen}

    def _told(self, rule: str, seen: _Seen) -> Assumption:
        ko, en = assumption_texts()[rule]
        words = {"value": seen.value, "read": seen.read, "column": seen.column, **seen.said}
        return Assumption(
            rule=rule,
            sheet=self.sheet,
            row=seen.row,
            column=seen.column,
            value=seen.value,
            read=seen.read,
            count=seen.count,
            message_ko=ko.format(**words),
            message_en=en.format(**words),
        )
