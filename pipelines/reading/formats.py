"""What a workbook's XML knows and its values do not: formulas, number formats, hidden rows, errors.

Read straight from the parts of the file: building the whole workbook as objects takes ten times
as long and many times the memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree as XML

from pipelines.reading.errors import DamagedWorkbook
from pipelines.reading.sheet import Mark, Sheet

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")
_PLAIN_FORMATS = ("", "General", "0", "@", "#,##0")


def add_formats(content: bytes, file: str, sheets: list[Sheet]) -> None:
    """Mark the cells of the sheets with what their XML says.

    Raises:
        DamagedWorkbook: a part is missing or is no XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive)
            formats = _number_formats(archive)
            for sheet in sheets:
                part = parts.get(sheet.name)
                if part is not None:
                    _add_to_sheet(archive, part, formats, sheet)
    except (XML.ParseError, KeyError, zipfile.BadZipFile, ValueError, IndexError) as error:
        raise DamagedWorkbook(file) from error


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> part of the archive."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return {}  # binary or open-document workbooks: their values are all we have
    targets = {
        str(relation.get("Id")): _absolute(str(relation.get("Target")))
        for relation in XML.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - no DTD, see archive
    }
    book = XML.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    found = {
        str(sheet.get("name")): targets.get(str(sheet.get(_RELATION)), "")
        for sheet in book.iter(f"{_MAIN}sheet")
    }
    return {name: part for name, part in found.items() if part in names}


def _absolute(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _number_formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    if "xl/styles.xml" not in archive.namelist():
        return []
    root = XML.fromstring(archive.read("xl/styles.xml"))  # noqa: S314
    codes: dict[int, str] = dict(BUILTIN_FORMATS)
    for own in root.iter(f"{_MAIN}numFmt"):
        codes[int(own.get("numFmtId", "0"))] = own.get("formatCode", "")
    styles = root.find(f"{_MAIN}cellXfs")
    return [codes.get(int(style.get("numFmtId", "0")), "") for style in styles or ()]


def _add_to_sheet(archive: zipfile.ZipFile, part: str, formats: list[str], sheet: Sheet) -> None:
    hidden: set[int] = set()
    with archive.open(part) as stream:
        for row in _rows(stream):
            line = int(row.get("r") or 0)
            if row.get("hidden") in ("1", "true"):
                hidden.add(line)
            for cell in row:
                _add_mark(cell, formats, sheet)
            row.clear()
    sheet.hidden_lines = frozenset(hidden)


def _rows(stream: Any) -> Iterator[XML.Element]:
    for _, element in XML.iterparse(stream):  # noqa: S314
        if element.tag == f"{_MAIN}row":
            yield element


def _add_mark(cell: XML.Element, formats: list[str], sheet: Sheet) -> None:
    place = _place(cell.get("r", ""))
    style = int(cell.get("s") or 0)
    number_format = formats[style] if style < len(formats) else ""
    is_formula = cell.find(f"{_MAIN}f") is not None
    is_error = cell.get("t") == "e"
    if place is None or not (is_formula or is_error or number_format not in _PLAIN_FORMATS):
        return
    value = cell.findtext(f"{_MAIN}v") or ""
    has_value = bool(value) or cell.find(f"{_MAIN}is") is not None
    if not has_value and not is_formula:
        return
    if is_error:
        _write(sheet, place, value)  # calamine gives an error as a blank, which is something else
    before = sheet.marks.get(place, Mark())
    sheet.marks[place] = Mark(
        is_date=before.is_date,
        is_percent="%" in number_format,
        is_formula=is_formula,
        is_uncomputed=is_formula and not has_value,
        is_error=is_error,
        number_format=number_format,
    )


def _place(name: str) -> tuple[int, int] | None:
    found = _PLACE.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _write(sheet: Sheet, place: tuple[int, int], text: str) -> None:
    line, column = place
    cells = sheet.rows[line - 1] if 0 < line <= len(sheet.rows) else []
    if column <= len(cells):
        cells[column - 1] = text
