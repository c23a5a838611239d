"""Official tables with areas down: years across, measures across, or as KOSIS exports them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

import pandas as pd

from pipelines.reading.area_names import AreaBook
from pipelines.reading.errors import NoRows, ReadingError
from pipelines.reading.periods import Period, parse_period
from pipelines.reading.reading import FIELDS, Reading
from pipelines.reading.sheet import Sheet
from pipelines.reading.unit_words import UnitBook
from pipelines.reading.units import UnitNote, parse_unit_note
from pipelines.reading.wide_block import Block, find_block
from pipelines.reading.wide_header import SEPARATOR, Column, read_columns, split_unit
from pipelines.reading.wide_labels import LineLabels, read_labels
from pipelines.reading.wide_total import settle_totals

WIDE_LAYOUTS = ("areas_by_period", "areas_by_measure", "kosis")
_SET_ASIDE = {
    "neighbourhood": ("동·기관 등 자치구가 아닌", "neighbourhoods or bodies that are no district"),
    "outside": ("서울 밖 지역", "areas outside Seoul"),
    "unknown": ("지역이 적히지 않은", "no named area"),
}
_TITLE_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d{2}\s*(?:년도|년)(?:\s*[1-4]\s*(?:/\s*4|분기))?)")


@dataclass
class _Said:
    """What title and unit line say for the whole table."""

    units: tuple[str, ...] = ()
    period: str = ""
    title: str = ""


def read_wide(sheet: Sheet, book: AreaBook, units: UnitBook) -> Reading:
    """Read an official table into one row per figure.

    Raises:
        ReadingError: there is no such table, its unit line cannot be read, or it has no figures.
    """
    block = find_block(sheet, book)
    said = _said(block, units)
    columns = _with_periods(block, read_columns(block, units), said)
    labels = read_labels(block, book)
    _note_structure(block)
    kept = _set_aside(block, labels)
    rows = _rows(block, kept, columns, said, units)
    if rows.empty:
        raise NoRows(sheet.file, sheet.lines[block.header[-1]])
    rows = settle_totals(rows, book, sheet.trace)
    rows = rows.reset_index(drop=True)
    rows["row_id"] = range(len(rows))
    reading = Reading(
        sheet,
        _layout(block, columns),
        rows,
        _places(block),
        sheet.lines[block.header[-1]],
        _counts(block, kept),
    )
    reading.lost_rows = len(block.rest)
    return reading


def _said(block: Block, units: UnitBook) -> _Said:
    sheet = block.sheet
    said = _Said()
    for position in block.titles:
        text = " ".join(cell for cell in sheet.rows[position] if cell)
        said.title = said.title or text
        sheet.trace.note("title_skipped", sheet.lines[position], value=text[:80])
        found = _TITLE_YEAR.findall(text)
        if len(set(found)) == 1 and not said.period:
            said.period = parse_period(found[0]).text
    for position in block.units:
        text = next(cell for cell in sheet.rows[position] if "위" in cell)
        note = _unit_note(text, sheet, position, units)
        names = ", ".join(note)
        sheet.trace.note("unit_line", sheet.lines[position], value=text, read=names)
        said.units = said.units or note
    return said


def _unit_note(text: str, sheet: Sheet, position: int, units: UnitBook) -> tuple[str, ...]:
    """The units of a unit line; a unit that the vocabulary of money lacks may be a catalogue's.

    Raises:
        UnknownUnit: nobody knows it.
    """
    line = sheet.lines[position]
    try:
        note: UnitNote = parse_unit_note(text, file=sheet.file, line=line)
    except ReadingError:
        words = re.sub(r".*단\s*위\s*:?", "", re.sub(r"[()\[\]]", " ", text))
        names = [name.strip() for name in re.split(r"[,、]", words) if name.strip()]
        if names and all(units.find(name) is not None for name in names):
            return tuple(names)
        raise
    return tuple(unit.name for unit in note.units)


def _with_periods(block: Block, columns: list[Column], said: _Said) -> list[Column]:
    """A column without a period takes the only one of its neighbours, or the title's."""
    if block.period_column is not None or all(column.period for column in columns):
        return columns
    line = block.sheet.lines[block.header[0]]
    own = {column.period.text: column.period for column in columns if column.period}
    if not own:
        if said.period:
            block.sheet.trace.note("period_from_title", line, value=said.title, read=said.period)
        return columns
    if len(own) > 1:
        return columns  # which one is not said; the checks refuse these figures
    (common,) = own.values()
    blank = next(column for column in columns if not column.period)
    block.sheet.trace.note("period_from_neighbours", line, value=blank.measure, read=common.text)
    return [replace(column, period=column.period or common) for column in columns]


def _note_structure(block: Block) -> None:
    sheet = block.sheet
    if len(block.header) > 1:
        sheet.trace.note("header_rows", sheet.lines[block.header[0]], rows=len(block.header))
    if sheet.merges:
        sheet.trace.note("merged_cells", sheet.merges[0].top, count=len(sheet.merges))
    for position in block.notes:
        text = next(cell for cell in sheet.rows[position] if cell)
        sheet.trace.note("footnote_skipped", sheet.lines[position], value=text[:80])
    for position in block.empty:
        text = " ".join(cell for cell in sheet.rows[position] if cell)
        sheet.trace.note("line_without_values", sheet.lines[position], value=text[:80])


def _set_aside(block: Block, labels: list[LineLabels]) -> list[LineLabels]:
    for found in labels:
        if found.kind in _SET_ASIDE:
            ko, en = _SET_ASIDE[found.kind]
            line = block.sheet.lines[found.position]
            block.sheet.trace.note(
                "area_set_aside", line, value=found.shown, what_ko=ko, what_en=en
            )
    return [found for found in labels if found.kind not in _SET_ASIDE]


def _rows(
    block: Block, labels: list[LineLabels], columns: list[Column], said: _Said, units: UnitBook
) -> pd.DataFrame:
    sheet = block.sheet
    used = [column for column in columns if _has_values(block, labels, column, sheet)]
    unit_of = {column.place: _unit(column, said, sheet) for column in used}
    rows: list[dict[str, object]] = []
    for found in labels:
        for column in used:
            rows.append(_row(block, found, column, unit_of[column.place], said, units))
    return pd.DataFrame(rows, columns=[*_COLUMNS])


_COLUMNS = (
    "row_id", "line", "value_column", *FIELDS, "extra_cells", "dated", "percent_cell",
    "uncomputed", "is_hidden", "area_kind",
)  # fmt: skip


def _has_values(block: Block, labels: list[LineLabels], column: Column, sheet: Sheet) -> bool:
    if any(block.text(found.position, column.place) for found in labels):
        return True
    sheet.trace.note("column_blank", column=column.measure or str(column.place + 1))
    return False


def _row(
    block: Block, found: LineLabels, column: Column, unit: str, said: _Said, units: UnitBook
) -> dict[str, object]:
    sheet, line = block.sheet, block.sheet.lines[found.position]
    categories = [split_unit(label, units) for label in found.categories]
    parts = [label for label, _ in categories] + ([column.measure] if column.measure else [])
    own_units = [word for _, word in categories if word]
    mark = sheet.marks.get((line, column.place + 1))
    cells = sheet.rows[found.position]
    value = cells[column.place] if column.place < len(cells) else ""
    period: Period | None = column.period
    return {
        "line": line,
        "value_column": column.place + 1,
        "indicator": SEPARATOR.join(dict.fromkeys(parts)) or column.total or said.title or "값",
        "area": found.slug or found.shown,
        "period": period.text if period else found.period or said.period or None,
        "breakdown": "total",
        "value": value or None,
        "unit": (own_units[-1] if own_units else unit) or None,
        "status": period.mark.upper() if period and period.mark in ("p", "e") else None,
        "note": "수정" if period and period.mark == "r" else None,
        "dated": value if mark is not None and mark.is_date else None,
        "percent_cell": bool(mark is not None and mark.is_percent),
        "uncomputed": bool(mark is not None and mark.is_uncomputed),
        "is_hidden": line in sheet.hidden_lines,
        "area_kind": found.kind,
    }


def _unit(column: Column, said: _Said, sheet: Sheet) -> str:
    """A column's own unit, the table's, or the one of several that its name calls for."""
    if column.unit or len(said.units) <= 1:
        return column.unit or "".join(said.units)
    is_rate = bool(re.search(r"[률율]$|비율|비중|%|구성비", column.measure))
    fitting = [unit for unit in said.units if (unit in ("%", "퍼센트")) == is_rate]
    if len(fitting) != 1:
        return "/".join(said.units)  # ambiguous: the checks refuse it
    sheet.trace.note("unit_by_header", value=column.measure, read=fitting[0])
    return fitting[0]


def _layout(block: Block, columns: list[Column]) -> str:
    headers = " ".join(
        block.header_text(at) for at in (*block.area_columns, *block.category_columns)
    )
    if block.period_column is not None or re.search(r"\(\d\)", headers):
        return "kosis"
    periods = {column.period.text for column in columns if column.period}
    return "areas_by_period" if len(periods) > 1 else "areas_by_measure"


def _places(block: Block) -> dict[str, int]:
    places = {"area": block.area_columns[-1]} if block.area_columns else {}
    if block.period_column is not None:
        places["period"] = block.period_column
    return places


def _counts(block: Block, kept: list[LineLabels]) -> dict[str, int]:
    counts = Counter(
        title=len(block.titles),
        unit=len(block.units),
        header=len(block.header),
        data=len(kept),
        set_aside=len(block.body) - len(kept),
        without_values=len(block.empty),
        footnote=len(block.notes),
        refused=len(block.rest),
    )
    return {name: count for name, count in counts.items() if count}
