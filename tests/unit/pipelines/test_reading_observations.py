"""Reading the plain long layout: every row keeps its place, nothing is guessed or dropped."""

from __future__ import annotations

import pandas as pd
import pytest

from pipelines.reading.errors import ReadingError
from pipelines.reading.observations import COLUMNS, read_observations

HEADER = ",".join(COLUMNS)


def read(text: str, *, encoding: str = "utf-8") -> pd.DataFrame:
    return read_observations(text.encode(encoding), file="data/births.csv")


def refused(content: bytes) -> ReadingError:
    with pytest.raises(ReadingError) as error:
        read_observations(content, file="data/births.csv")
    return error.value


def test_a_row_keeps_its_file_its_line_and_its_text() -> None:
    frame = read(f"{HEADER}\nbirths,seoul,2023,total,39456,persons,A,\n")
    row = frame.iloc[0]
    assert (row["file"], row["line"]) == ("data/births.csv", 2)
    assert row["row_text"] == "births,seoul,2023,total,39456,persons,A,"
    assert (row["measure"], row["area"], row["value_number"]) == ("births", "seoul", 39456.0)


def test_lines_are_counted_as_an_editor_counts() -> None:
    frame = read(
        f'{HEADER}\nb,seoul,2022,total,1,p,A,"two\nlines"\n\n  ,,,,,,,\nb,seoul,2023,total,2,p,A,\n'
    )
    assert list(frame["line"]) == [3, 6]
    assert list(frame["row_id"]) == [0, 1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_korean_files_come_in_these_encodings(encoding: str) -> None:
    frame = read(f"{HEADER}\nbirths,seoul,2023,total,1,persons,A,잠정\n", encoding=encoding)
    assert frame["note"][0] == "잠정"


def test_columns_may_stand_in_any_order_and_some_may_be_left_out() -> None:
    frame = read("Value, Unit ,AREA,measure,period\n1,persons,seoul,births,2023\n")
    assert frame["breakdown"][0] == "total"
    assert frame["status"][0] == "A"
    assert frame["note"][0] == ""
    assert frame["value_number"][0] == 1


def test_windows_line_ends_and_blanks_around_cells_do_no_harm() -> None:
    frame = read(f"{HEADER}\r\nbirths, seoul ,2023,total, 1 ,persons,A,\r\n")
    assert frame["area"][0] == "seoul"
    assert frame["value_number"][0] == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0.0), ("-1.5", -1.5), ("39456", 39456.0), ("1e-3", 0.001), ("2.5E+2", 250.0)],
)
def test_plain_numbers(text: str, number: float) -> None:
    frame = read(f"{HEADER}\nb,seoul,2023,total,{text},p,A,\n")
    assert frame["value_number"][0] == number


@pytest.mark.parametrize(
    "text",
    [
        *("1 234", '"1,234"', "12%", "약 12", "-", "…", "X", "n/a", "△12", "１２", "1.", ".5"),
        *("nan", "inf", "0x1F", "1_000", "1e400", "9" * 400),
    ],
)
def test_what_is_no_plain_number_stays_text_for_the_rules_to_refuse(text: str) -> None:
    """Also what Python would take for a number: full-width digits, nan, 1_000, more than fits."""
    frame = read(f"{HEADER}\nb,seoul,2023,total,{text},p,A,\n")
    assert frame["value"][0] == text.strip('"')
    assert pd.isna(frame["value_number"][0])


def test_a_blank_is_not_zero() -> None:
    frame = read(f"{HEADER}\nb,seoul,2023,total,,p,M,\nb,seoul,2022,total,0,p,A,\n")
    assert pd.isna(frame["value"][0]) and pd.isna(frame["value_number"][0])
    assert frame["value_number"][1] == 0


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        pytest.param(b"", 1, "Required columns are missing: measure", id="nothing"),
        pytest.param(f"{HEADER}\n".encode(), 0, "empty", id="only the header"),
        pytest.param(f"{HEADER}\n\n ,,\n".encode(), 0, "empty", id="only blank lines"),
        pytest.param(
            b"measure,area,period,unit\nb,seoul,2023,p\n", 1, "missing: value", id="column"
        ),
        pytest.param("가,나\n".encode("utf-16"), 0, "encoding", id="utf-16"),
        pytest.param(b"\x89PNG\r\n\x1a\n\xff\xfe", 0, "encoding", id="a picture"),
        pytest.param(
            f'{HEADER}\nb,seoul,2022,total,1,p,A,\nb,seoul,2023,total,"1,p,A,\n'.encode(),
            3,
            "quotation mark",
            id="a quote that is never closed",
        ),
        pytest.param(
            f'{HEADER}\nb,seoul,2023,total,"{"9" * 200_000}",p,A,\n'.encode(),
            2,
            "CSV",
            id="an endless cell",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(
    content: bytes, line: int, words: str
) -> None:
    error = refused(content)
    assert (error.file, error.line) == ("data/births.csv", line)
    assert words in f"{error.what_en} {error.mend_en}"
    assert error.what_ko and error.mend_ko
    assert str(error).startswith(f"data/births.csv:{line}: ")
