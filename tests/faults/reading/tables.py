"""Traps of workbooks, of official tables, and of rows that only their neighbours betray."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

from tests.faults.reading.cases import Case, case
from tests.faults.reading.making import (
    Row,
    as_csv,
    districts,
    dust,
    form_cells,
    growth,
    lines,
    official,
    row,
    setting,
    spoiled,
    workbook,
)
from tests.faults.reading.old_workbook import old_workbook


def _form(rows: list[Row], finish: Any = None) -> bytes:
    return workbook(form_cells(rows), finish)


def _jump(rows: list[Row]) -> None:
    rows[-1]["value"] = "9.3"


def _set(place: str, value: Any, number_format: str = "General") -> Any:
    def finish(sheet: Any) -> None:
        sheet[place] = value
        sheet[place].number_format = number_format

    return finish


def _merged_areas(sheet: Any) -> None:
    for line in (3, 4):
        sheet.cell(line, 2).value = None
    sheet.merge_cells("B2:B4")


def _hidden_row(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def _hidden_sheet(sheet: Any) -> None:
    other = sheet.parent.create_sheet("초안")
    other["A1"] = "지난해 초안"
    other.sheet_state = "hidden"


def _saved_formula(value: str) -> bytes:
    """A formula with the value that a spreadsheet saved with it (openpyxl writes none)."""
    content = _form(growth(1, 2, 3), _set("G4", "=1+2"))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = (
                    part.replace(b"<v></v>", b"<v/>")
                    .replace(b"<f>1+2</f><v/>", f"<f>1+2</f><v>{value}</v>".encode())
                    .replace(b"<f>1+2</f><v />", f"<f>1+2</f><v>{value}</v>".encode())
                )
            new.writestr(name, part)
    return packed.getvalue()


def _bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(60 * 2**20))
    return content.getvalue()


def _entities() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
        )
    return content.getvalue()


def _document() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return content.getvalue()


def _encrypted() -> bytes:
    plain = old_workbook([["x"]])
    return plain[:600] + "EncryptedPackage".encode("utf-16-le") + plain[600:]


WORKBOOKS = (
    case("xlsx", "깨끗한 통합 문서", "accepted", "", lambda: _form(dust(years=[2024, 2025]))),
    case("xls", "옛 형식(XLS)", "accepted", "", lambda: old_workbook(form_cells(growth(1, 2, 3))),
         file="file.xls"),
    case("merged_areas", "병합된 지역 칸", "refused", "F04",
         lambda: _form(growth(1, 2, 3), _merged_areas),
         3, 2),
    case("hidden_row", "숨긴 행", "flagged", "T09", lambda: _form(growth(1, 2, 3), _hidden_row), 3),
    case("hidden_sheet", "숨긴 시트", "mended", "sheet_hidden",
         lambda: _form(growth(1, 2, 3), _hidden_sheet), words="초안"),
    case("saved_formula", "계산값이 저장된 수식", "mended", "formula_value",
         lambda: _saved_formula("3")),
    case("unsaved_formula", "계산값이 없는 수식", "refused", "I01",
         lambda: _form(growth(1, 2, 3), _set("G4", "=1+2")), 4, 1, words="저장되지 않은 수식"),
    case("error_cell", "#N/A 칸", "refused", "I02",
         lambda: _form(growth(1, 2, 3), _set("G4", "#N/A")), 4, 1),
    case("percent_cell", "백분율 서식의 0.35", "mended", "percent_format",
         lambda: _form([row("parks", "종로구", 2025, "30")], _set("G2", 0.35, "0.0%")), words="35"),
    case("date_value", "값이 날짜", "refused", "T05",
         lambda: _form(growth(1, 2, 3), _set("G4", date(2025, 3, 1), "yyyy-mm-dd")), 4, 1),
    case("date_category", "날짜가 된 구분", "refused", "T05",
         lambda: _form(growth(1, 2, 3), _set("F4", date(2025, 10, 14), "mm-dd")), 4, 1),
    case("month_cell", "yyyy-mm으로 표시된 날짜", "mended", "period_date_cell",
         lambda: _form(growth(1, 2, 3), _set("E4", date(2025, 3, 1), "yyyy-mm"))),
    case("day_cell", "yyyy-mm-dd로 표시된 날짜", "refused", "T01",
         lambda: _form(growth(1, 2, 3), _set("E4", date(2025, 1, 1), "yyyy-mm-dd")), 4, 1),
    case("protected", "암호가 걸린 XLSX", "refused", "F01", _encrypted, 0, words="암호"),
    case("protected_xls", "암호가 걸린 XLS", "refused", "F01",
         lambda: old_workbook([["x"]], is_protected=True), 0, words="암호"),
    case("drm", "문서보안(DRM)이 걸린 파일", "refused", "F01",
         lambda: b"<## NASCA DRM FILE - VER1.00 ##>\0\1\2", 0, words="DRM"),
    case("truncated", "잘린 통합 문서", "refused", "F01",
         lambda: _form(dust())[:-900], 0, words="일부만"),
    case("bomb", "압축 폭탄", "refused", "F01", _bomb, 0, words="너무"),
    case("entities", "XML 엔티티", "refused", "F01", _entities, 0),
    case("document", "이름만 XLSX인 문서", "refused", "F01", _document, 0, words="ZIP"),
)  # fmt: skip


def _money(header: list[str], value: str = "1200", **more: Any) -> bytes:
    return official(header, lambda n: f"{n * 1000},△{value}", **more)


_TWO_ROWS = ["자치구,2024,", ",예산액,증감액"]


def _wide_merged() -> bytes:
    cells: list[list[Any]] = [
        ["2024년 자치구 예산 현황", None, None],
        [None, None, "(단 위 : 백 만 원)"],
        ["자치구", 2024, None],
        [None, "예산액", "증감액"],
        ["합계", sum(range(1, 26)), -25],
        *([name, n, -1] for n, name in districts()),
        ["※ 본예산 기준", None, None],
    ]

    def finish(sheet: Any) -> None:
        for block in ("A1:C1", "A3:A4", "B3:C3"):
            sheet.merge_cells(block)

    return workbook(cells, finish)


def _two_cities() -> bytes:
    body = [f",{name},{n}" for n, name in districts()]
    return lines(
        "시도,시군구,2024 (명),",
        "서울특별시,소계,325",
        *body,
        "부산광역시,소계,70",
        ",중구,30",
        ",서구,40",
    )


def _two_tables() -> bytes:
    body = [f"{name},{n},{n}" for n, name in districts()]
    return lines("자치구,2023 (명),2024 (명)", *body, "", "구분,2023,2024", "남,1,2", "여,3,4")


OFFICIAL = (
    case("won", "천원 단위 줄, 두 줄 머리글, △, 합계 줄, CP949", "mended", "money_to_won",
         lambda: _money(_TWO_ROWS, above=["2024년 자치구 예산", ",,(단위 : 천원)"],
         encoding="cp949",
                        total="325000,△30000"), words="1,000원"),
    case("won_merged", "병합된 머리글의 통합 문서(백만원)", "mended", "money_to_won", _wide_merged,
         words="1,000,000원"),
    case("full_width_unit", "[단위：백만원]", "mended", "unit_line",
         lambda: _money(_TWO_ROWS, above=[",,［단위：백만원］"])),
    case("no_money_unit", "단위가 없는 금액 표", "refused", "F03",
         lambda: _money(_TWO_ROWS), 3, 50),
    case("two_money_units", "단위가 둘인 금액 표", "refused", "F03",
         lambda: _money(_TWO_ROWS, above=[",,\"(단위 : 천원, 명)\""]), 4, 50),
    case("unknown_unit", "모르는 단위", "refused", "F03",
         lambda: _money(_TWO_ROWS, above=[",,(단위 : 냥)"]), 1, 27, words="냥"),
    case("units_by_name", "(단위: 백만원, %)", "mended", "unit_by_header",
         lambda: official(["자치구,2024,2024", ",예산액,집행률"], lambda n: f"{n},{n}.5",
                          above=[",,\"(단위: 백만원, %)\""])),
    case("total_is_city", "합과 맞는 합계 줄", "mended", "total_is_city",
         lambda: official(["자치구별(1),2024 (명)"], str, total="325")),
    case("total_set_aside", "합과 맞지 않는 합계 줄", "mended", "total_set_aside",
         lambda: official(["자치구별(1),2024 (명)"], str, total="999")),
    case("city_sum_differs", "서울시 값이 자치구 합과 다름", "flagged", "I14w",
         lambda: official(["자치구별(1),2024 (명)"], str, total="999", total_label="서울시"), 2),
    case("other_city_below", "아래에 이어지는 부산의 중구", "mended", "area_set_aside", _two_cities,
         words="서울 밖"),
    case("second_table", "한 시트에 표 둘", "refused", "F02", _two_tables, 0, 3),
    case("wide_blank", "빈칸", "mended", "blank_is_missing",
         lambda: official(["자치구,2024 (명)"], lambda n: "" if n == 3 else str(n))),
    case("wide_word", "뜻을 모르는 말", "refused", "I02w",
         lambda: official(["자치구,2024 (명)"], lambda n: "미상" if n == 3 else str(n)), 4, 1),
    case("wide_text", "숫자가 아닌 값", "refused", "I01",
         lambda: official(["자치구,2024 (명)"], lambda n: "약 3" if n == 3 else str(n)), 4, 1),
    case("wide_cell_unit", "칸마다 다른 단위", "refused", "I04w",
         lambda: official(["자치구,2024 (명)"], lambda n: "3천명" if n == 3 else str(n)), 4, 1),
    case("title_year", "제목에만 있는 연도", "mended", "period_from_title",
         lambda: official(["자치구,인구 (명)"], str, above=["2024년 자치구별 인구"])),
    case("no_year", "연도가 없는 표", "refused", "T01",
         lambda: official(["자치구,인구 (명)"], str), 2, 25),
    case("provisional_year", "2024p 열", "mended", "period_mark",
         lambda: official(["자치구,2023 (명),2024p"], lambda n: f"{n},{n}")),
    case("short_years", "'23, '24 열", "mended", "period_short",
         lambda: official(["자치구,'23,'24"], lambda n: f"{n},{n}")),
    case("broken_won", "원으로 나누어떨어지지 않는 금액", "flagged", "B09",
         lambda: official(["자치구,2024", ",예산액"], lambda n: f"{n}.0005",
         above=[",(단위 : 천원)"]), 4),
    case("no_areas", "지역이 없는 표", "refused", "F02",
         lambda: lines("구분,2023,2024", "남,1,2", "여,3,4"), 0, 3),
    case("all_areas_mistyped", "--as와 다른 배치", "refused", "F02",
         lambda: official(["자치구,2023,2024"], lambda n: f"{n},{n}"), 1, 25,
         layout="areas_by_measure"),
)  # fmt: skip

NEIGHBOURS = (
    case("clean", "깨끗한 서식", "accepted", "", lambda: as_csv(dust())),
    case("jump", "30 % 넘는 변동", "flagged", "I09",
         lambda: spoiled(growth(2, 2.1, 2.2, 2.1, 2, 2.1), _jump), 7, words="%"),
    case("explained_jump", "사유를 적은 변동", "accepted", "",
         lambda: spoiled(growth(2, 2.1, 2.2, 2.1, 2, 9), setting(5, note="조사 방법 변경"))),
    case("tenfold", "10배 값", "flagged", "I12",
         lambda: as_csv(growth(12.1, 12.3, 121.9, 12.2, 12.4, 12.3)), 4, words="1제곱"),
    case("city_outside", "자치구 범위 밖의 서울시 값", "refused", "I15",
         lambda: spoiled(dust(years=[2025]), setting(0, value="55")), 2, 1),
    case("outsized", "한 자치구만 50배", "flagged", "I12d",
         lambda: spoiled(dust(years=[2025]), setting(7, value="3333")), 9),
    case("partial_return", "몇 자치구만 제출", "mended", "partial_districts",
         lambda: as_csv([row("parks", "종로구", 2025, 30), row("parks", "중구", 2025, 31)])),
)  # fmt: skip

CASES: tuple[Case, ...] = (*WORKBOOKS, *OFFICIAL, *NEIGHBOURS)
