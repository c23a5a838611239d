"""Layouts: the plain forms and official tables, each line accounted for."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.catalogue import Catalogue
from pipelines.checking.check import books_of
from pipelines.reading.columns import field_of, recognise
from pipelines.reading.errors import ColumnsMissing, ColumnsRepeated, NoRows, UnknownLayout
from pipelines.reading.files import Books, read_file
from pipelines.reading.reading import Reading
from tests.faults.reading.making import as_csv, districts, dust, lines, official, workbook


@pytest.fixture(scope="module")
def books(catalogue: Catalogue) -> Books:
    return books_of(catalogue)


def read(content: bytes, books: Books, **how: Any) -> Reading:
    (reading,) = read_file(content, file="f.csv", books=books, **how)
    return reading


@pytest.mark.parametrize(
    ("label", "field"),
    [("indicator", "indicator"), ("Area_Code", "area_code"), ("자치구명", "area"), ("비고", "note"),
     ("관측 상태", "status"), ("값 (필수)", "value"), ("인구", None), ("", None)],
)  # fmt: skip
def test_columns_have_other_names(label: str, field: str | None) -> None:
    assert field_of(label) == field


def test_an_official_header_is_no_form() -> None:
    assert recognise(["자치구별(1)", "자치구별(2)", "2023", "2024"]) is None
    assert recognise(["시점", "시군구별", "합계출산율"]) is None


def test_the_form_is_recognised_below_a_title(books: Books) -> None:
    reading = read(as_csv(dust(years=[2025]), above="먼지 (단위: ㎍/㎥)\n\n"), books)
    assert reading.layout == "observations"
    assert reading.header_line == 3
    assert reading.lines == {"data": 26, "footnote": 0, "repeated_header": 0, "title": 1,
                             "header": 1}  # fmt: skip
    first = reading.rows.iloc[0]
    assert (first["line"], first["value_column"], first["area"]) == (4, 7, "서울특별시")


def test_the_shipped_layout_is_recognised(books: Books) -> None:
    reading = read(b"measure,area,period,value,unit\nx,seoul,2024,1,percent\n", books)
    assert reading.layout == "figures"
    assert reading.rows["indicator"].tolist() == ["x"]


def test_a_foreign_table_keeps_all_its_columns_in_the_key(books: Books) -> None:
    reading = read(b"indicator_id,year,sex,units,value\na,2024,F,%,1\n", books, layout="long")
    assert reading.layout == "long"
    assert reading.rows["breakdown"].tolist() == ["sex=F;units=%"]
    assert {"codes_not_compared", "column_in_key"} <= reading.trace.rules()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (as_csv(dust(), named={"value": "vallue"}), ColumnsMissing),
        (as_csv(dust(), named={"note": "value"}), ColumnsRepeated),
        (as_csv([]), NoRows),
        (lines("제목", "내용 없음"), UnknownLayout),
        (lines("종로구,1", "중구,2"), UnknownLayout),
    ],
)
def test_a_sheet_is_refused_with_a_reason(
    books: Books, content: bytes, error: type[Exception]
) -> None:
    reading = read(content, books)
    assert isinstance(reading.refusal, error)
    assert reading.refusal.what_ko
    assert reading.refusal.mend_ko
    assert reading.refusal.rule == "F02"


def test_years_across(books: Books) -> None:
    reading = read(official(["자치구,2023,2024"], lambda n: f"{n},{n + 1}"), books)
    assert reading.layout == "areas_by_period"
    assert len(reading.rows) == 50
    assert reading.rows["period"].unique().tolist() == ["2023", "2024"]
    assert reading.rows.iloc[0][["area", "value", "line", "value_column"]].tolist() == [
        "jongno-gu", "1", 2, 2,
    ]  # fmt: skip


def test_measures_across_with_a_year_above(books: Books) -> None:
    content = official(["자치구,2024,2024", ",남자 (명),여자 (명)"], lambda n: f"{n},{n}")
    reading = read(content, books)
    assert reading.layout == "areas_by_measure"
    assert reading.rows["indicator"].unique().tolist() == ["남자", "여자"]
    assert reading.rows["unit"].unique().tolist() == ["명"]
    assert set(reading.rows["period"]) == {"2024"}


def kosis() -> bytes:
    """As the city's statistics service exports: stacked headers, totals, neighbourhoods."""
    head = [
        "동별(1),동별(2),동별(3),2024 3/4,2024 3/4",
        "동별(1),동별(2),동별(3),계 (명),한국인 (명)",
    ]
    body = ["합계,소계,소계,650,325"]
    for n, name in districts():
        body += [f"합계,{name},소계,{2 * n},{n}", f"합계,{name},어떤동,1,1"]
    return lines(*head, *body, "※ 잠정")


def test_a_stacked_export_with_neighbourhoods(books: Books) -> None:
    reading = read(kosis(), books)
    assert reading.layout == "kosis"
    assert reading.lines == {"header": 2, "data": 26, "set_aside": 25, "footnote": 1}
    assert sum(reading.lines.values()) == len(kosis().splitlines())
    assert reading.rows["area"].nunique() == 26
    assert set(reading.rows["period"]) == {"2024Q3"}
    assert reading.rows["indicator"].unique().tolist() == ["계", "한국인"]
    assert {"total_is_city", "area_set_aside", "period_quarter"} <= reading.trace.rules()


def test_periods_down_with_blank_repeats(books: Books) -> None:
    body = [f"{year if n == 1 else ''},{name},{n}" for year in (2023, 2024)
            for n, name in districts()]  # fmt: skip
    reading = read(lines("시점,시군구별,합계출산율", *body), books)
    assert reading.layout == "kosis"
    assert reading.rows["period"].value_counts().to_dict() == {"2023": 25, "2024": 25}
    assert "label_filled_down" in reading.trace.rules()


def test_another_citys_district_of_the_same_name_is_not_ours(books: Books) -> None:
    body = [f",{name},{n}" for n, name in districts()]
    content = lines(
        "시도,시군구,2024 (명)", "서울,계,325", *body, "인천,계,9", ",중구,4", ",강화군,5",
        "서울,기타,1",
    )  # fmt: skip
    reading = read(content, books)
    jung = reading.rows[reading.rows["area"] == "jung-gu"]
    assert jung["value"].tolist() == ["2"]
    assert reading.lines["set_aside"] == 4


def test_merged_headers_fill_their_block(books: Books) -> None:
    cells: list[list[Any]] = [
        ["자치구", 2023, None, 2024, None],
        [None, "남", "여", "남", "여"],
        *([name, n, n, n, n] for n, name in districts()),
    ]

    def merge(sheet: Any) -> None:
        for block in ("A1:A2", "B1:C1", "D1:E1"):
            sheet.merge_cells(block)

    reading = read(workbook(cells, merge), books)
    keys = reading.rows[["indicator", "period"]].drop_duplicates().to_numpy().tolist()
    assert keys == [["남", "2023"], ["여", "2023"], ["남", "2024"], ["여", "2024"]]
    assert "merged_cells" in reading.trace.rules()
    assert "header_filled" not in reading.trace.rules()


def test_a_blank_header_is_filled_and_said(books: Books) -> None:
    content = official(["자치구,2023,,2024,", ",남,여,남,여"], lambda n: f"{n},{n},{n},{n}")
    reading = read(content, books)
    assert reading.rows["period"].value_counts().to_dict() == {"2023": 50, "2024": 50}
    assert "header_filled" in reading.trace.rules()


@pytest.mark.parametrize(
    ("label", "value"), [("합계", "325"), ("소계", "325"), ("총 계", "325"), ("서울시", "325")]
)
def test_a_total_that_adds_up_is_the_city(books: Books, label: str, value: str) -> None:
    reading = read(official(["자치구,2024 (명)"], str, total=value, total_label=label), books)
    assert reading.rows[reading.rows["area"] == "seoul"]["value"].tolist() == [value]


def test_a_total_that_does_not_is_left_out_and_said(books: Books) -> None:
    reading = read(official(["자치구,2024 (명)"], str, total="326"), books)
    assert len(reading.rows) == 25
    assert "total_set_aside" in reading.trace.rules()


def test_a_second_table_is_not_read_into_the_first(books: Books) -> None:
    content = official(["자치구,2023,2024"], lambda n: f"{n},{n}",
                       below=["", "구분,2023,2024", "남,1,2"])  # fmt: skip
    reading = read(content, books)
    assert len(reading.rows) == 50
    assert reading.lost_rows == 2


def test_a_first_district_without_a_figure_is_no_header(books: Books) -> None:
    reading = read(official(["자치구,2024 (명)"], lambda n: "" if n < 3 else str(n)), books)
    assert reading.lines == {"header": 1, "data": 25}
    assert reading.rows["value"].isna().sum() == 2


def test_numbering_and_codes_are_no_figures(books: Books) -> None:
    body = [f"{n},{11000 + n},{name},{n}" for n, name in districts()]
    reading = read(lines("연번,행정구역코드,자치구,2024 (명)", *body), books)
    assert len(reading.rows) == 25
    ignored = [a.column for a in reading.trace.assumptions() if a.rule == "column_ignored"]
    assert ignored == ["연번", "행정구역코드"]


def test_a_workbook_says_which_sheets_were_left_out(books: Books) -> None:
    cells = [["자치구", 2024], *([name, n] for n, name in districts())]

    def more(sheet: Any) -> None:
        sheet.parent.create_sheet("메타정보")["A1"] = "○ 통계표ID"
        sheet.parent.create_sheet("빈 시트")
        hidden = sheet.parent.create_sheet("초안")
        hidden["A1"] = "x"
        hidden.sheet_state = "hidden"

    reading = read(workbook(cells, more), books)
    assert {"sheet_described", "sheet_empty", "sheet_hidden"} <= reading.trace.rules()
