"""Tables of one value per line: the observations form, the shipped figures, foreign long tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from pipelines.reading.columns import FOREIGN, LongLayout, place_columns, recognise
from pipelines.reading.errors import NoRows, UnknownLayout
from pipelines.reading.reading import FIELDS, Reading
from pipelines.reading.sheet import Sheet

# How many filled lines a header may stand below (title, unit, date of the table).
_HEADER_WITHIN = 30
FOOTNOTE = re.compile(
    r"^(?:※|\*+\s*\S|주\s*[):：.]|주석|자료\s*[:：]|출처\s*[:：)]|비고\s*[:：]|\d\)\s|[①-⑳]|"
    r"\[?출처|\[?자료|note\s*:|source\s*:)",
    re.I,
)
# A category that a spreadsheet turned into a date, as it is saved in text files.
_DATED = re.compile(
    r"\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2}|"
    r"\d{1,2}월\s*\d{1,2}일|(?:19|20)\d{2}-\d{2}-\d{2}(?: 0?0:00(?::00)?)?",
    re.I,
)
_MAY_BE_DATE = re.compile(r"[A-Za-z]-\d|\d-[A-Za-z]|월|\d{4}-\d\d-\d\d")
_KEPT_FROM_DATES = ("indicator", "area", "area_code", "code_system", "breakdown", "value", "unit")


def find_header(sheet: Sheet) -> tuple[int, LongLayout] | None:
    """Position of the header line and the long layout it belongs to."""
    for seen, (position, cells) in enumerate(sheet.filled_lines()):
        if seen >= _HEADER_WITHIN:
            return None
        layout = recognise(cells)
        if layout is not None:
            return position, layout
    return None


def read_long(sheet: Sheet, position: int, layout: LongLayout) -> Reading:
    """Read the lines under the header.

    Raises:
        ReadingError: a column is missing or doubled, or there is no line of data.
    """
    header = sheet.rows[position]
    line = sheet.lines[position]
    places = place_columns(header, layout, file=sheet.file, line=line, trace=sheet.trace)
    _note_preface(sheet, position)
    _note_other_columns(sheet, header, places, layout, line)
    body, counts = _body(sheet, position)
    if not body:
        raise NoRows(sheet.file, line)
    rows = _frame(sheet, header, body, places, layout)
    counts |= {"title": sum(1 for at, _ in sheet.filled_lines() if at < position), "header": 1}
    named = {("indicator" if field == layout.key else field): at for field, at in places.items()}
    return Reading(sheet, layout.name, rows, named, line, counts)


def first_line(sheet: Sheet) -> int:
    """Where a foreign table's header stands: the first line with two cells or more.

    Raises:
        UnknownLayout: there is none.
    """
    for position, cells in sheet.filled_lines():
        if sum(1 for cell in cells if cell) > 1:
            return position
    raise UnknownLayout(sheet.file, 0, why_ko="머리글 줄이 없습니다.", why_en="There is no header.")


def _note_preface(sheet: Sheet, position: int) -> None:
    for at, cells in sheet.filled_lines():
        if at >= position:
            return
        text = " ".join(cell for cell in cells if cell)
        sheet.trace.note("title_skipped", sheet.lines[at], value=text[:80])


def _note_other_columns(
    sheet: Sheet, header: list[str], places: dict[str, int], layout: LongLayout, line: int
) -> None:
    taken = set(places.values())
    for position, label in enumerate(header):
        if position in taken or not label:
            continue
        rule = "column_in_key" if layout is FOREIGN else "column_ignored"
        sheet.trace.note(rule, line, column=label)


def _body(sheet: Sheet, position: int) -> tuple[list[int], dict[str, int]]:
    """Positions of the data lines; blank lines, repeated headers and footnotes are noted."""
    header = sheet.rows[position]
    body: list[int] = []
    counts = {"data": 0, "footnote": 0, "repeated_header": 0}
    blanks: list[int] = []
    for at in range(position + 1, len(sheet.rows)):
        cells = sheet.rows[at]
        if not any(cells):
            blanks.append(at)
        elif cells == header:
            counts["repeated_header"] += 1
            sheet.trace.note("header_repeated", sheet.lines[at])
        elif _is_footnote(cells):
            counts["footnote"] += 1
            sheet.trace.note("footnote_skipped", sheet.lines[at], value=cells[0][:80])
        else:
            body.append(at)
    for at in blanks:
        if body and at < body[-1]:
            sheet.trace.note("blank_line", sheet.lines[at])
    counts["data"] = len(body)
    return body, counts


def _is_footnote(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and cells[0] == filled[0] and bool(FOOTNOTE.match(filled[0]))


def _frame(
    sheet: Sheet, header: list[str], body: list[int], places: dict[str, int], layout: LongLayout
) -> pd.DataFrame:
    columns: dict[str, object] = {
        "row_id": range(len(body)),
        "line": [sheet.lines[at] for at in body],
    }
    for field in FIELDS:
        place = places.get(layout.key if field == "indicator" else field)
        columns[field] = (
            [_cell(sheet.rows[at], place) for at in body] if place is not None else None
        )
    if layout is FOREIGN:
        columns["breakdown"] = _foreign_keys(sheet, header, body, places)
    columns["value_column"] = places["value"] + 1
    is_ragged = sum(len(sheet.rows[at]) > len(header) for at in body) * 2 < len(body)
    columns["extra_cells"] = [_extra(sheet.rows[at], len(header), is_ragged) for at in body]
    columns["dated"] = _dated(sheet, body, places, layout)
    columns["percent_cell"] = _marked(sheet, body, places["value"], "is_percent")
    columns["uncomputed"] = _marked(sheet, body, places["value"], "is_uncomputed")
    columns["is_hidden"] = [sheet.lines[at] in sheet.hidden_lines for at in body]
    _note_formulas(sheet, body, places)
    frame = pd.DataFrame(columns)
    return frame.where(frame.notna(), None) if frame.empty else frame


def _cell(cells: list[str], place: int) -> str | None:
    return (cells[place] or None) if place < len(cells) else None


def _extra(cells: list[str], width: int, is_ragged: bool) -> str | None:
    """What stands beyond the header; even a blank one, where most lines have none."""
    if len(cells) <= width:
        return None
    return ", ".join(cell for cell in cells[width:] if cell) or ("빈칸" if is_ragged else None)


def _foreign_keys(
    sheet: Sheet, header: list[str], body: list[int], places: dict[str, int]
) -> list[str]:
    """The other columns of a foreign table, as one text: all of them belong to the key."""
    taken = {place for field, place in places.items() if field != "unit"}
    others = [(at, label) for at, label in enumerate(header) if at not in taken]
    return [
        ";".join(
            f"{label}={sheet.rows[at][place]}"
            for place, label in others
            if place < len(sheet.rows[at]) and sheet.rows[at][place]
        )
        or "total"
        for at in body
    ]


def _marked(sheet: Sheet, body: list[int], place: int, name: str) -> list[bool]:
    if not sheet.marks:
        return [False] * len(body)
    marks = (sheet.marks.get((sheet.lines[at], place + 1)) for at in body)
    return [bool(mark is not None and getattr(mark, name)) for mark in marks]


def _dated(
    sheet: Sheet, body: list[int], places: dict[str, int], layout: LongLayout
) -> list[str | None]:
    """What a spreadsheet made a date of, where no date belongs."""
    if layout is FOREIGN:
        return [None] * len(body)
    guarded = [
        place for field, place in places.items() if field in _KEPT_FROM_DATES or field == layout.key
    ]
    return [_dated_cell(sheet, at, guarded) for at in body]


def _dated_cell(sheet: Sheet, at: int, guarded: Iterable[int]) -> str | None:
    cells, line = sheet.rows[at], sheet.lines[at]
    for place in guarded:
        if place >= len(cells) or not cells[place]:
            continue
        mark = sheet.marks.get((line, place + 1)) if sheet.marks else None
        if mark is not None and mark.is_date:
            return cells[place]
        if _MAY_BE_DATE.search(cells[place]) and any(
            _DATED.fullmatch(text) for text in re.split("[;=]", cells[place])
        ):
            return cells[place]
    return None


def _note_formulas(sheet: Sheet, body: list[int], places: dict[str, int]) -> None:
    if not sheet.marks:
        return
    for at in body:
        for field, place in places.items():
            mark = sheet.marks.get((sheet.lines[at], place + 1))
            if mark is not None and mark.is_formula and not mark.is_uncomputed:
                text = _cell(sheet.rows[at], place) or ""
                sheet.trace.note("formula_value", sheet.lines[at], column=field, read=text)
