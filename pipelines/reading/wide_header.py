"""What each column of figures stands for: its measure, period, unit, status mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipelines.reading.area_names import TOTAL
from pipelines.reading.periods import Period, parse_period
from pipelines.reading.unit_words import UnitBook
from pipelines.reading.wide_block import Block

_PERIOD_KINDS = ("year", "quarter", "month", "half", "two_years", "span")
_BRACKETED = re.compile(r"^(?P<label>.*?)\s*[(\[](?P<unit>[^()\[\]]+)[)\]]$")
SEPARATOR = " > "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. Without a `measure` the line's labels say it, or it is the `total`."""

    place: int
    measure: str
    period: Period | None
    unit: str
    total: str = ""


def read_columns(block: Block, units: UnitBook) -> list[Column]:
    """The columns of figures with what their header says."""
    paths = _paths(block)
    columns = [_column(block, place, paths[place], units) for place in block.data_columns]
    return _told_apart(columns, paths)


def split_unit(label: str, units: UnitBook) -> tuple[str, str]:
    """A label and the unit in brackets behind it; brackets round anything else stay.

    '발생건수 (건)' -> ('발생건수', '건'); '무상 (관사,사택등)' stays as it is.
    """
    found = _BRACKETED.fullmatch(label.strip())
    if found is None:
        return label.strip(), ""
    word = re.sub(r"^단\s*위\s*:?\s*", "", found["unit"]).strip()
    is_unit = units.find(word) is not None or units.money_factor(word) is not None
    return (found["label"].strip(), word) if is_unit else (label.strip(), "")


def _paths(block: Block) -> dict[int, list[str]]:
    """The labels above each column, from the top; blanks are filled within their group."""
    paths: dict[int, list[str]] = {place: [] for place in block.data_columns}
    is_filled = False
    for level, position in enumerate(block.header):
        is_last = level == len(block.header) - 1
        before: int | None = None
        for place in block.data_columns:
            text = block.text(position, place)
            if before is None or text or is_last:
                pass
            elif paths[place][:level] == paths[before][:level]:
                text, is_filled = paths[before][level], True
            paths[place].append(text)
            before = place
    if is_filled:
        sample = next((SEPARATOR.join(filter(None, path)) for path in paths.values()), "")
        block.sheet.trace.note("header_filled", block.sheet.lines[block.header[0]], read=sample)
    return paths


def _column(block: Block, place: int, path: list[str], units: UnitBook) -> Column:
    period: Period | None = None
    unit = ""
    parts: list[str] = []
    total = ""
    for text in path:
        label, own_unit = split_unit(text, units)
        found = parse_period(label) if label and period is None else None
        if found is not None and found.kind in _PERIOD_KINDS:
            period, unit = found, own_unit or unit
            if found.how:
                line = block.sheet.lines[block.header[0]]
                block.sheet.trace.note(found.how, line, value=text, read=found.text)
            continue
        unit = own_unit or unit
        is_total = bool(TOTAL.fullmatch(label))
        total = label if is_total else total
        if label and not is_total and label not in parts[-1:]:
            parts.append(label)
    return Column(place, SEPARATOR.join(parts), period, unit, total)


def _told_apart(columns: list[Column], paths: dict[int, list[str]]) -> list[Column]:
    """Totals are left out of the names; where two names then fall together, they stay."""
    seen: dict[tuple[str, str], int] = {}
    for column in columns:
        seen[_key(column)] = seen.get(_key(column), 0) + 1
    return [
        column
        if seen[_key(column)] == 1
        else replace(column, measure=_whole(paths[column.place]) or column.measure)
        for column in columns
    ]


def _key(column: Column) -> tuple[str, str]:
    return column.measure, column.period.text if column.period else ""


def _whole(path: list[str]) -> str:
    texts = [text for text in path if text and parse_period(text).kind not in _PERIOD_KINDS]
    return SEPARATOR.join(texts)
