"""From the bytes of one file to the readings of its sheets. The one door for files of figures."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipelines.reading.archive import looks_like_workbook
from pipelines.reading.area_names import AreaBook
from pipelines.reading.columns import FOREIGN, LONG_LAYOUTS, LongLayout
from pipelines.reading.errors import EmptyFile, ReadingError, UnknownLayout
from pipelines.reading.long_table import find_header, first_line, read_long
from pipelines.reading.reading import Reading, refused
from pipelines.reading.sheet import Sheet
from pipelines.reading.tabular import read_text_table
from pipelines.reading.unit_words import UnitBook
from pipelines.reading.wide import WIDE_LAYOUTS, read_wide
from pipelines.reading.workbook import read_workbook

# The layouts that a file can be said to have.
LAYOUTS = (*LONG_LAYOUTS, *WIDE_LAYOUTS)
_DESCRIPTION = re.compile(r"메타|설명|안내|작성\s*요령|코드|참고|readme|metadata|목록|codes?", re.I)
_DESCRIBES = re.compile(r"^[○●■□◦]\s*(?:통계표|출처|조회|단위|자료)|통계표\s*ID")


@dataclass(frozen=True)
class Books:
    """The words that a reader knows: areas and units of the catalogue."""

    areas: AreaBook
    units: UnitBook


def read_file(
    content: bytes, *, file: str, books: Books, layout: str | None = None
) -> list[Reading]:
    """Read every sheet of a file. A sheet that cannot be read is a refused reading.

    Args:
        content: the bytes as they came.
        file: the name to show; only shown, never opened.
        books: areas and units.
        layout: one of LAYOUTS where the sender says it; None to recognise it.

    Raises:
        ReadingError: the file as a whole cannot be read.
    """
    name = unicodedata.normalize("NFC", file)
    sheets = sheets_of(content, file=name)
    if name != file:
        sheets[0].trace.note("file_name_composed", value=name)
    kept = _kept(sheets)
    if not kept:
        raise EmptyFile(name)
    return [_read(sheet, books, layout) for sheet in kept]


def sheets_of(content: bytes, *, file: str) -> list[Sheet]:
    """Every sheet of a file as text cells, whatever they hold.

    Raises:
        ReadingError: the file as a whole cannot be read.
    """
    if looks_like_workbook(content):
        return read_workbook(content, file=file)
    return [read_text_table(content, file=file)]


def _kept(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets that hold a table; what is left out is said on the first that does."""
    kept = [sheet for sheet in sheets if _left_out(sheet, len(sheets)) is None]
    if not kept:
        kept = [sheet for sheet in sheets if not sheet.is_empty and not sheet.is_hidden][:1]
    for sheet in sheets:
        why = _left_out(sheet, len(sheets))
        if kept and why is not None and sheet not in kept:
            kept[0].trace.note(why, value=sheet.name)
    return kept


def _left_out(sheet: Sheet, sheets: int) -> str | None:
    if sheet.is_empty:
        return "sheet_empty"
    if sheet.is_hidden:
        return "sheet_hidden"
    if sheets > 1 and _is_description(sheet):
        return "sheet_described"
    return None


def _is_description(sheet: Sheet) -> bool:
    if find_header(sheet) is not None:
        return False
    first = next((cell for _, cells in sheet.filled_lines() for cell in cells if cell), "")
    return bool(_DESCRIPTION.search(sheet.name) or _DESCRIBES.search(first))


def _read(sheet: Sheet, books: Books, layout: str | None) -> Reading:
    found = find_header(sheet)
    try:
        reading = _read_as(sheet, books, layout, found)
    except ReadingError as error:
        return refused(sheet, error, layout or (found[1].name if found else None))
    sheet.rows = []  # what was read stands in `rows` now; a long file is not kept twice
    if any(reading.rows["is_hidden"]):
        first = reading.rows[reading.rows["is_hidden"]].iloc[0]
        hidden = reading.rows["is_hidden"].sum()
        sheet.trace.note("rows_hidden", int(first["line"]), count=int(hidden))
    return reading


def _read_as(
    sheet: Sheet, books: Books, layout: str | None, found: tuple[int, LongLayout] | None
) -> Reading:
    if layout is not None:
        sheet.trace.note("layout_given", read=layout)
    if layout == FOREIGN.name:
        sheet.trace.note("codes_not_compared")
        return read_long(sheet, first_line(sheet), FOREIGN)
    if found is not None and layout in WIDE_LAYOUTS:
        raise _other_layout(sheet, sheet.lines[found[0]], layout, found[1].name)
    if found is not None:
        return read_long(sheet, found[0], LONG_LAYOUTS[layout] if layout else found[1])
    if layout in LONG_LAYOUTS:
        return read_long(sheet, first_line(sheet), LONG_LAYOUTS[layout])
    return _as_said(read_wide(sheet, books.areas, books.units), layout)


def _as_said(reading: Reading, layout: str | None) -> Reading:
    if layout is not None and reading.layout != layout:
        raise _other_layout(reading.sheet, reading.header_line, layout, str(reading.layout))
    return reading


def _other_layout(sheet: Sheet, line: int, said: str, seen: str) -> UnknownLayout:
    return UnknownLayout(
        sheet.file,
        line,
        why_ko=f"--as로 {said} 배치라고 했으나 {seen} 배치로 보입니다.",
        why_en=f"--as says {said}, but it looks like {seen}.",
    )
