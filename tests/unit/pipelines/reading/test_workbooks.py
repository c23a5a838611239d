"""Workbooks: values as text, formats, formulas, and what must not be opened."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest

from pipelines.reading.archive import check_archive, looks_like_workbook
from pipelines.reading.errors import (
    DamagedWorkbook,
    OtherFileKind,
    PasswordProtected,
    ReadingError,
    TooLarge,
)
from pipelines.reading.sheet import Merge
from pipelines.reading.workbook import as_text, read_workbook
from tests.faults.reading.making import workbook
from tests.faults.reading.old_workbook import old_workbook


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (39258.0, "39258"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "1e-07"),
        (0.00012, "0.00012"),
        (-5, "-5"),
        (True, "TRUE"),
        ("종로구", "종로구"),
        (None, ""),
        (date(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1), "2024-03-01"),
        (datetime(2024, 3, 1, 9, 30), "2024-03-01T09:30:00"),
    ],
)
def test_values_as_text(value: object, text: str) -> None:
    assert as_text(value)[0] == text


def test_formats_formulas_and_hidden_rows() -> None:
    def finish(sheet: Any) -> None:
        sheet["B2"].number_format = "0.0%"
        sheet["B3"] = "=1+1"
        sheet["B4"] = "#N/A"
        sheet["B5"] = date(2024, 3, 1)
        sheet["B5"].number_format = "yyyy-mm"
        sheet.row_dimensions[4].hidden = True
        sheet.merge_cells("A2:A3")

    (sheet,) = read_workbook(workbook([["a", "b"], ["x", 0.35], ["", 1]], finish), file="f")
    assert sheet.marks[2, 2].is_percent
    assert sheet.marks[3, 2].is_formula
    assert sheet.marks[3, 2].is_uncomputed
    assert sheet.marks[4, 2].is_error
    assert sheet.rows[3][1] == "#N/A"
    assert sheet.marks[5, 2].is_date
    assert sheet.marks[5, 2].number_format == "yyyy-mm"
    assert sheet.hidden_lines == {4}
    assert sheet.merges == [Merge(2, 1, 3, 1)]


def test_lines_are_those_of_the_spreadsheet_also_below_blank_ones() -> None:
    (sheet,) = read_workbook(workbook([[], [], [None, "x"]]), file="f")
    assert sheet.rows[2][1] == "x"
    assert sheet.lines == [1, 2, 3]


def test_the_old_kind_is_read() -> None:
    (sheet,) = read_workbook(old_workbook([["자치구", "2024"], ["종로구", 1.5]]), file="f.xls")
    assert sheet.rows == [["자치구", "2024"], ["종로구", "1.5"]]


def packed(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (packed(xl__x=b"1"), OtherFileKind),
        (packed(**{"xl/workbook.xml": b"<!DOCTYPE a>"}), OtherFileKind),
        (packed(**{"xl/workbook.xml": b"<a/>", "b": bytes(30 * 2**20)}), TooLarge),
        (packed(mimetype=b"application/hwp+zip"), OtherFileKind),
        (workbook([["x"]])[:-300], DamagedWorkbook),
        (b"PK\x03\x04" + bytes(200), DamagedWorkbook),
        (old_workbook([["x"]], is_protected=True), PasswordProtected),
        (b"<DOCUMENT SAFER V2>" + bytes(50), PasswordProtected),
        (old_workbook([["x"]]).replace("Workbook".encode("utf-16-le"), b"Q\0" * 8), OtherFileKind),
    ],
)
def test_what_must_not_be_opened_is_refused(content: bytes, error: type[ReadingError]) -> None:
    assert looks_like_workbook(content)
    with pytest.raises(error):
        check_archive(content, file="f")


def test_a_forged_size_does_not_help() -> None:
    content = bytearray(packed(**{"xl/workbook.xml": b"<a/>", "xl/b.xml": bytes(30 * 2**20)}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(TooLarge):
        check_archive(bytes(content), file="f")


@pytest.mark.parametrize("kept", [10, 200, 1000, 3000])
def test_a_cut_workbook_is_said_to_be_cut(kept: int) -> None:
    content = workbook([["x", n] for n in range(500)])
    with pytest.raises(ReadingError):
        read_workbook(content[:kept], file="f")


def test_a_broken_part_is_damage() -> None:
    good = workbook([["x", 1]])
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part[:80] if name.endswith("sheet1.xml") else part)
    with pytest.raises(DamagedWorkbook):
        read_workbook(content.getvalue(), file="f")
