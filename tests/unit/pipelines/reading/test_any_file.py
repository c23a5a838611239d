"""Whatever bytes are sent: read, or refused with a reason; no line is lost, nothing crashes."""

from __future__ import annotations

import csv
import io
from functools import cache

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipelines.checking.check import books_of
from pipelines.reading.errors import ReadingError
from pipelines.reading.files import LAYOUTS, Books, read_file, sheets_of
from pipelines.reading.interpret import interpret
from tests.faults.reading.making import COLUMNS, catalogue, districts, workbook
from tests.faults.reading.old_workbook import old_workbook

BOUNDED = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
CELLS = st.one_of(
    st.sampled_from(
        ["", "종로구", "중구", "합계", "소계", "서울특별시", "부산", "2024", "'23", "2024년", "-",
         "…", "X", "0.0", "1,234", "△5", "(3)", "12.5%", "(단위 : 천원)", "※ 주", "자치구",
         "시점", "값",
         "indicator", "value", "period", "area", "unit", "=1+1", "N/A", "1.5p", '"',
         "\u200b",
         "예산액"]
    ),
    st.integers(-(10**6), 10**6).map(str),
    st.text(max_size=8),
)  # fmt: skip
GRIDS = st.lists(st.lists(CELLS, max_size=7), min_size=1, max_size=40)


@cache
def books() -> Books:
    return books_of(catalogue())


def read(content: bytes, layout: str | None = None) -> int:
    """Read and interpret; returns how many lines were accounted for."""
    try:
        readings = read_file(content, file="f", books=books(), layout=layout)
    except ReadingError as error:
        assert error.what_ko
        assert error.mend_en
        return 0
    for reading in readings:
        if reading.refusal is None:
            rows = interpret(reading, books().areas)
            assert len(rows) == len(reading.rows)
            assert rows["row_id"].tolist() == list(range(len(rows)))
            assert (rows["line"] > 0).all()
            assert (rows["value_column"] > 0).all()
    return sum(sum(reading.lines.values()) for reading in readings)


def filled_lines(content: bytes) -> int:
    (sheet,) = sheets_of(content, file="f")
    return sum(1 for cells in sheet.rows if any(cells))


def as_text(grid: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([[cell.replace("\x00", "") for cell in cells] for cells in grid])
    return text.getvalue().encode("utf-8", "replace")


@BOUNDED
@given(st.binary(max_size=400), st.sampled_from([None, *LAYOUTS]))
@example(b"PK\x03\x04", None)
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None)
@example(b"\xff\xfe", None)
@example(b"\xef\xbb\xbf", None)
def test_any_bytes(content: bytes, layout: str | None) -> None:
    read(content, layout)


@BOUNDED
@given(GRIDS, st.sampled_from([None, *LAYOUTS]))
def test_any_grid_of_cells(grid: list[list[str]], layout: str | None) -> None:
    content = as_text(grid)
    try:
        expected = filled_lines(content)
    except ReadingError:
        expected = 0
    assert read(content, layout) == expected


@BOUNDED
@given(GRIDS)
def test_any_lines_under_the_form(grid: list[list[str]]) -> None:
    content = as_text([list(COLUMNS), *grid])
    assert read(content) == filled_lines(content)


@BOUNDED
@given(GRIDS, st.integers(0, 3))
def test_any_lines_around_an_official_table(grid: list[list[str]], above: int) -> None:
    table = [["자치구", "2023", "2024"], *([name, str(n), str(n)] for n, name in districts())]
    content = as_text([*grid[:above], *table, *grid[above:]])
    assert read(content) == filled_lines(content)


@cache
def workbooks() -> tuple[bytes, bytes]:
    """The same table in the new and the old kind."""
    named = districts()
    return (
        workbook([["자치구", 2024], *([name, n] for n, name in named)]),
        old_workbook([["자치구", "2024"], *([name, 1.5 * n] for n, name in named)]),
    )


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.sampled_from([0, 1]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_workbook_with_changed_bytes(which: int, changes: list[tuple[float, int]]) -> None:
    content = bytearray(workbooks()[which])
    for place, byte in changes:
        content[int(place * (len(content) - 1))] = byte
    read(bytes(content))
