"""Files that hold a table: CSV, XLSX, JSON. The first line of the table is its heading."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Literal

from pipelines.sources.answers import at, flat, json_of, listed, text_of
from pipelines.sources.errors import AnswerError
from pipelines.sources.family import Page, Params, Record, Table

Format = Literal["csv", "xlsx", "json"]
# a workbook that unpacks to more than this is a bomb, not a table
_MOST_UNPACKED = 512 * 2**20


class TableParams(Params):
    """How a file holds its table.

    format: told by the file's name where it is not given. sheet: of a workbook, the first if not
    given. header: the line with the headings, from 1. path: in JSON, the way to the list, dotted.
    """

    format: Format | None = None
    sheet: str | None = None
    header: int = 1
    path: str = ""


def read_table(page: Page, params: TableParams, name: str, source: str) -> Table:
    """The records of a file.

    Raises:
        AnswerError: it is not the file that it should be.
    """
    kind = params.format or _kind(name, page)
    if kind == "json":
        node = json_of(page, source)
        found = at(node, *params.path.split("."), source=source) if params.path else node
        return Table([flat(row, source) for row in listed(found, params.path or "[…]", source)])
    lines = _csv(page, source) if kind == "csv" else _xlsx(page, params, source)
    return _headed(lines, params.header, source)


def _kind(name: str, page: Page) -> Format:
    if page.content[:4] == b"PK\x03\x04":
        return "xlsx"
    ending = name.lower().partition("?")[0].rpartition(".")[2]
    return "json" if ending == "json" or "json" in page.headers.get("content-type", "") else "csv"


def _csv(page: Page, source: str) -> list[list[str]]:
    text = text_of(page, source)
    if text.lstrip()[:1] == "<":
        from pipelines.sources.answers import not_data

        raise not_data(page, source)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise AnswerError("NOT_A_TABLE", source, detail=error) from None


def _xlsx(page: Page, params: TableParams, source: str) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(page.content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MOST_UNPACKED:
                raise AnswerError("NOT_A_TABLE", source, detail="zip")
        book = CalamineWorkbook.from_filelike(io.BytesIO(page.content))
        name = params.sheet or book.sheet_names[0]
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, IndexError) as error:
        raise AnswerError("NOT_A_TABLE", source, detail=error) from None
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    """A cell as a person reads it: 2023.0 is 2023."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _headed(lines: list[list[str]], header: int, source: str) -> Table:
    if len(lines) < header:
        raise AnswerError("NOT_A_TABLE", source, detail=f"line {header}")
    names = [" ".join(cell.split()) for cell in lines[header - 1]]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise AnswerError("NOT_A_TABLE", source, detail=f"{', '.join(twice)} x2")
    records: list[Record] = []
    for cells in lines[header:]:
        if any(cell.strip() for cell in cells):
            records.append(
                {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
            )
    return Table(records)
