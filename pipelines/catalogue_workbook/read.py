"""Taking the cells out of a workbook: is it one at all, has it its sheets and columns, and what
stands in each cell. What the values mean together is the business of `cards`.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.catalogue_workbook.cells import BadCell, Cell, Heard, from_cell, tidy
from pipelines.catalogue_workbook.problems import CellProblem, Note, Place, WorkbookRefused, problem
from pipelines.catalogue_workbook.sheets import (
    ABSENT,
    FIRST_ROW,
    HEADER_ROW,
    KEY_ROW,
    SHEETS,
    Column,
    Kind,
    Sheet,
)
from pipelines.catalogue_workbook.texts import head, sheet_name, words

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # a password, or the old .xls
_ZIP = b"PK"
_LARGEST = 200_000_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError,
    KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, NotImplementedError,
)  # fmt: skip


@dataclass
class Row:
    """One row. `told` are the columns whose problem has been reported already."""

    sheet: Sheet
    number: int
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    told: set[str] = field(default_factory=set[str])


@dataclass
class Reading:
    """Everything read, and everything to say about it."""

    file: str
    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    letters: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    problems: list[CellProblem] = field(default_factory=list[CellProblem])
    notes: list[Note] = field(default_factory=list[Note])

    def place(self, sheet: Sheet, row: int = 0, column: str | None = None) -> Place:
        index = self.letters.get(sheet.key, {}).get(column or "", 0)
        return Place(self.file, sheet.key, row, column, index)

    def tell(self, row: Row, column: str | None, key: str, /, **blanks: object) -> None:
        """Report a problem of a row, once for each of its cells."""
        if column is not None:
            if column in row.told:
                return
            row.told.add(column)
        self.problems.append(problem(self.place(row.sheet, row.number, column), key, **blanks))


def read_cells(path: Path) -> Reading:
    """Read every known sheet.

    Raises:
        WorkbookRefused: if the file is no catalogue workbook at all.
    """
    _refuse_other_files(path)
    book = _load(path, data_only=False)
    reading = Reading(path.name)
    by_name = {tidy(page.title): page for page in book.worksheets}
    found = {sheet.key: by_name.get(sheet_name(sheet.key).ko) for sheet in SHEETS}
    if not any(found.values()):
        raise WorkbookRefused([problem(Place(path.name), "not_a_catalogue")])
    saved = _SavedResults(path)
    for sheet in SHEETS:
        page = found[sheet.key]
        if page is None:
            name = sheet_name(sheet.key).ko
            reading.problems.append(problem(Place(path.name), "sheet_missing", name=name))
        else:
            reading.rows[sheet.key] = list(_rows(page, sheet, reading, saved))
    _note_other_sheets(book, reading)
    return reading


# --- the file --------------------------------------------------------------------------------


def _refuse_other_files(path: Path) -> None:
    key, blanks = _unfit(path)
    if key:
        raise WorkbookRefused([problem(Place(path.name), key, **blanks)])


def _unfit(path: Path) -> tuple[str, dict[str, object]]:
    """Why the file cannot be a workbook; the rule's name is empty if it may be one."""
    if path.is_dir():
        return "file_is_folder", {}
    try:
        with path.open("rb") as stream:
            start = stream.read(8)
    except FileNotFoundError:
        return "file_missing", {}
    except OSError as error:
        return "file_locked", {"why": error.strerror or str(error)}
    if not start:
        return "file_empty", {}
    if start == _OLE:
        return "file_encrypted", {}
    if not start.startswith(_ZIP):
        return "file_not_workbook", {}
    return _unfit_archive(path)


def _unfit_archive(path: Path) -> tuple[str, dict[str, object]]:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return "file_damaged", {}
    if size > _LARGEST:
        return "file_huge", {"size": size // 1_000_000}
    if "xl/workbook.xml" not in names:
        return "file_not_workbook", {}
    return "", {}


def _load(path: Path, *, data_only: bool) -> Workbook:
    try:
        with warnings.catch_warnings():
            # Drop-downs in a newer form than openpyxl knows; they are not needed for reading.
            warnings.simplefilter("ignore", UserWarning)
            return load_workbook(BytesIO(path.read_bytes()), data_only=data_only)
    except _BROKEN as error:
        raise WorkbookRefused([problem(Place(path.name), "file_damaged")]) from error


class _SavedResults:
    """The results that Excel saved with formulas; the file is read again only if asked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Workbook | None = None

    def of(self, title: str, row: int, index: int) -> object:
        if self.book is None:
            self.book = _load(self.path, data_only=True)
        return self.book[title].cell(row, index).value


# --- sheets ----------------------------------------------------------------------------------


def _rows(page: Worksheet, sheet: Sheet, reading: Reading, saved: _SavedResults) -> Iterator[Row]:
    columns = _columns(page, sheet, reading)
    if columns is None:
        return
    reading.letters[sheet.key] = {column.key: index for index, column in columns.items()}
    merged = _merged(page, sheet, reading)
    absent = set(sheet.by_key) - {column.key for column in columns.values()}
    for number in _filled_rows(page):
        spoilt = {column.key for index, column in columns.items() if (number, index) in merged}
        row = Row(sheet, number, told=spoilt | absent)
        filled = [
            _read(page, row, index, column, reading, saved) for index, column in columns.items()
        ]
        if any(filled):
            yield row


def _filled_rows(page: Worksheet) -> list[int]:
    """Rows with a value. Formats alone may reach down to Excel's millionth row."""
    filled = {row for (row, _), cell in page._cells.items() if cell.value is not None}
    return sorted(row for row in filled if row >= FIRST_ROW)


def _columns(page: Worksheet, sheet: Sheet, reading: Reading) -> dict[int, Column] | None:
    """Which column of the page is which of ours, by the keys in the hidden row."""
    columns: dict[int, Column] = {}
    unknown: list[int] = []
    for index in range(1, page.max_column + 1):
        column = sheet.by_key.get(tidy(str(page.cell(KEY_ROW, index).value)))
        if column is None:
            unknown.append(index)
        elif column in columns.values():
            _tell_sheet(reading, sheet, "column_repeated", name=_at(page, index))
        else:
            columns[index] = column
    if not columns:
        _tell_sheet(reading, sheet, "key_row_missing")
        return None
    for index in unknown:
        if not _is_column_blank(page, index):
            _tell_sheet(reading, sheet, "column_unknown", name=_at(page, index))
    ours = {index: column for index, column in columns.items() if column.kind is not Kind.LOOKUP}
    _tell_missing(sheet, set(ours.values()), reading)
    return ours


def _tell_missing(sheet: Sheet, found: set[Column], reading: Reading) -> None:
    for column in sheet.columns:
        if column.kind is not Kind.LOOKUP and column not in found:
            name = head(sheet.key, column.key)
            _tell_sheet(reading, sheet, "column_missing", name=name, key=column.key)


def _tell_sheet(reading: Reading, sheet: Sheet, rule: str, /, **blanks: object) -> None:
    reading.problems.append(problem(reading.place(sheet), rule, **blanks))


def _at(page: Worksheet, index: int) -> str:
    """A column by its letter and whatever stands at its top."""
    letter = get_column_letter(index)
    for row in (HEADER_ROW, KEY_ROW):
        value = page.cell(row, index).value
        if value is not None and str(value).strip():
            return f"{letter} ({tidy(str(value))})"
    return letter


def _is_column_blank(page: Worksheet, index: int) -> bool:
    cells = [cell for (_, column), cell in page._cells.items() if column == index]
    return all(cell.value is None or not str(cell.value).strip() for cell in cells)


def _merged(page: Worksheet, sheet: Sheet, reading: Reading) -> set[tuple[int, int]]:
    """The cells that are merged with others; they are reported once for each range."""
    merged: set[tuple[int, int]] = set()
    for area in page.merged_cells.ranges:
        if area.min_row == area.max_row == HEADER_ROW:
            continue  # headings are not read
        merged |= {
            (row, index)
            for row in range(area.min_row, area.max_row + 1)
            for index in range(area.min_col, area.max_col + 1)
        }
        place = Place(reading.file, sheet.key, area.min_row)
        reading.problems.append(problem(place, "merged", area=area.coord))
    return merged


# --- cells -----------------------------------------------------------------------------------


def _read(
    page: Worksheet,
    row: Row,
    index: int,
    column: Column,
    reading: Reading,
    saved: _SavedResults,
) -> bool:
    """Put the cell's value into the row; whether anything stands in the cell."""
    cell = _cell(page, row.number, index, saved)
    heard = Heard()
    try:
        value = from_cell(column, cell, heard)
    except BadCell as error:
        reading.tell(row, column.key, error.key, **error.blanks)
        return True
    for key, text in heard.notes:
        place = reading.place(row.sheet, row.number, column.key)
        reading.notes.append(Note(place, words("notes", key, value=text)))
    if value is ABSENT:
        return False
    row.values[column.key] = value
    return True


def _cell(page: Worksheet, number: int, index: int, saved: _SavedResults) -> Cell:
    cell = page.cell(number, index)
    value = cell.value
    if cell.data_type != "f":
        return Cell(value, cell.number_format, is_error=cell.data_type == "e")
    formula = value.text if isinstance(value, ArrayFormula) else str(value)
    if isinstance(value, DataTableFormula):
        formula = "{=TABLE()}"
    result = saved.of(page.title, number, index)
    return Cell(result, cell.number_format, formula or "=", result in ERROR_CODES)


def _note_other_sheets(book: Workbook, reading: Reading) -> None:
    ours = {sheet_name(sheet.key).ko for sheet in SHEETS}
    ours |= {words(key).ko for key in ("guide_sheet", "figures_sheet", "choices_sheet")}
    for title in book.sheetnames:
        if tidy(title) not in ours:
            note = words("notes", "other_sheet", name=title)
            reading.notes.append(Note(Place(reading.file), note))
