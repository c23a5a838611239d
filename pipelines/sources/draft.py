"""A first draft of a card's `fetch:` block from what a service answers: to be checked by a person.

Which column is the area, the period, the value is told by what stands in it; what cannot be told is
marked with `?`. Nothing of it is used before somebody files the card.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from indicators.catalogue.models import Area
from pipelines.reading.numbers import NumberStatus, parse_number
from pipelines.sources.family import Record, Table, find_family

_PERIOD = re.compile(r"(19|20)\d{2}([.\s-]?(0[1-9]|1[0-2]|Q[1-4]|[1-4][/-]4))?")
_MOST_ITEMS = 30
_ENOUGH = 0.9


def draft_fetch(family: str, table: Table, params: Mapping[str, Any], areas: Sequence[Area]) -> str:
    """The block as YAML."""
    hints = find_family(family, family).hints
    present = set(table.columns)

    def column(role: str, test: Callable[[str], bool]) -> str | None:
        hinted = hints.get(role)
        return hinted if hinted in present else _likely(table, test)

    names = {area.name.ko for area in areas}
    name_column = column("area_name", lambda text: text in names)
    value = column("value", _is_number)
    found: dict[str, Any] = {
        "value": value or "?",
        "period": {"column": column("period", lambda text: bool(_PERIOD.fullmatch(text))) or "?"},
        "area": {"column": name_column or "?", "by": "name", "others": "leave_out"},
        "measures": _measures(table, hints),
    }
    if hints.get("unit") in present:
        found["unit"] = hints["unit"]
    block = {"fetch": {"family": family, "params": dict(params), "map": found}}
    said = "".join(f"# {one}\n" for one in _item_names(table, hints))
    return yaml.safe_dump(block, allow_unicode=True, sort_keys=False) + said


def _measures(table: Table, hints: Mapping[str, str]) -> dict[str, Any]:
    item, unit = hints.get("item", ""), hints.get("unit", "")
    found: dict[str, Any] = {}
    for code, record in _items(table, item).items():
        written = record.get(unit) or None
        found[f"measure_{len(found) + 1}"] = {"where": {item: code}} | (
            {"unit": written} if written else {}
        )
    return found or {"measure_1": {}}


def _item_names(table: Table, hints: Mapping[str, str]) -> list[str]:
    item, name = hints.get("item", ""), hints.get("item_name", "")
    return [f"{code}: {record.get(name) or ''}" for code, record in _items(table, item).items()]


def _items(table: Table, column: str) -> dict[str, Record]:
    """The first record of each item."""
    found: dict[str, Record] = {}
    for record in table.records:
        code = record.get(column)
        if code and code not in found and len(found) < _MOST_ITEMS:
            found[code] = record
    return found


def _likely(table: Table, test: Callable[[str], bool]) -> str | None:
    """The column where the test holds most often, if it nearly always does."""
    best, share = None, 0.0
    for name in table.columns:
        values = [text for record in table.records if (text := (record.get(name) or "").strip())]
        hits = sum(test(text) for text in values)
        if values and hits / len(values) > share:
            best, share = name, hits / len(values)
    return best if share >= _ENOUGH else None


def _is_number(text: str) -> bool:
    return parse_number(text).status is NumberStatus.VALUE and not _PERIOD.fullmatch(text)
