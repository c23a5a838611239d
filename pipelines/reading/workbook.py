"""Workbooks (XLSX, XLS and kin) as sheets of text cells.

python-calamine gives the values, `formats` what they do not tell: formulas, number formats,
hidden rows. A formula counts with the value that was saved with it; without one it has no value.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

from pipelines.reading.archive import ZIP, check_archive
from pipelines.reading.errors import DamagedWorkbook, PasswordProtected, TooLarge
from pipelines.reading.formats import add_formats
from pipelines.reading.sheet import Cleaner, Mark, Merge, Sheet
from pipelines.reading.trace import Trace

# More cells than this are read without their formats (and that is said).
_MOST_FORMATTED = 2_000_000
_MOST_CELLS = 30_000_000
_EXCEL_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!")


def read_workbook(content: bytes, *, file: str) -> list[Sheet]:
    """Every sheet, hidden ones too (marked as hidden).

    Raises:
        ReadingError: damaged, cut off, protected, too large, or no workbook at all.
    """
    check_archive(content, file=file)
    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            sheets = [_sheet(book, position, file) for position in range(len(book.sheet_names))]
    except calamine.PasswordError as error:
        raise PasswordProtected(file) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise DamagedWorkbook(file) from error
    # A damaged file can make the Rust reader panic, which is no ordinary exception.
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedWorkbook(file) from error
    if content.startswith(ZIP):
        _add_formats(content, file, sheets)
    return sheets


def _sheet(book: Any, position: int, file: str) -> Sheet:
    found = book.get_sheet_by_index(position)
    meta = book.sheets_metadata[position]
    trace = Trace(found.name)
    if found.total_height * max(1, found.total_width) > _MOST_CELLS:
        raise TooLarge(file, found.total_height * found.total_width)
    cleaner = Cleaner(trace)
    sheet = Sheet(
        file,
        found.name,
        [],
        [],
        trace,
        is_workbook=True,
        is_hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
        merges=_merges(found),
    )
    for line, values in enumerate(found.to_python(skip_empty_area=False), 1):
        cells: list[str] = []
        for column, value in enumerate(values, 1):
            text, mark = as_text(value)
            cells.append(cleaner.clean(text, line, column) if text else "")
            if mark is not None:
                sheet.marks[line, column] = mark
        sheet.rows.append(cells)
        sheet.lines.append(line)
    return sheet


def _merges(found: Any) -> list[Merge]:
    blocks = found.merged_cell_ranges or []
    merges = [
        Merge(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in blocks
    ]
    # A block of one cell merges nothing; some exporters write thousands of them.
    return [merge for merge in merges if merge[:2] != merge[2:]]


def as_text(value: object) -> tuple[str, Mark | None]:
    """A cell's value as text, with what the text cannot say.

    >>> as_text(39258.0)[0], as_text(0.1 + 0.2)[0], as_text(True)[0]
    ('39258', '0.3', 'TRUE')
    """
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), None
    if isinstance(value, int):
        return str(value), None
    if isinstance(value, float):
        return _number_text(value), None
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return (value.date() if midnight else value).isoformat(), Mark(is_date=True)
    if isinstance(value, date | time):
        return value.isoformat(), Mark(is_date=True)
    if isinstance(value, timedelta):
        return str(value), Mark(is_date=True)
    text = "" if value is None else str(value)
    return text, Mark(is_error=True) if text in _EXCEL_ERRORS else None


def _number_text(value: float) -> str:
    """Fifteen digits, as a spreadsheet keeps them; a whole number without its point."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = format(value, ".15g")
    if "e" not in text or abs(value) >= 1e15:
        return text
    return format(value, ".20f").rstrip("0") if abs(value) >= 1e-6 else text


def _add_formats(content: bytes, file: str, sheets: list[Sheet]) -> None:
    """Formulas, number formats, hidden rows; too large a book goes without, and says so."""
    cells = sum(len(sheet.rows) * len(sheet.rows[0]) for sheet in sheets if sheet.rows)
    if cells <= _MOST_FORMATTED:
        add_formats(content, file, sheets)
        return
    for sheet in sheets:
        sheet.trace.note("formats_not_examined")
