"""Traps of the plain form and of text files: each a small file and what has to become of it."""

from __future__ import annotations

import unicodedata

from tests.faults.reading.cases import Case, case
from tests.faults.reading.making import (
    COLUMNS,
    Row,
    as_csv,
    dust,
    each,
    growth,
    lines,
    row,
    setting,
    spoiled,
)

HEADER = ",".join(COLUMNS)


def _decomposed(line: Row) -> str:
    return unicodedata.normalize("NFD", line["area"])


def _one(**fields: str) -> bytes:
    """A single line of the form, spoiled."""
    return spoiled([row("growth", "서울특별시", 2025, "2.5")], setting(0, **fields))


def _code(area: str, code: str, system: str) -> bytes:
    return as_csv([row("parks", area, 2025, 30, area_code=code, code_system=system)])


ENCODINGS = (
    case("utf8_bom", "BOM이 있는 UTF-8", "accepted", "",
         lambda: as_csv(dust(), encoding="utf-8-sig")),
    case("utf16", "UTF-16(엑셀 '유니코드 텍스트')", "mended", "encoding",
         lambda: as_csv(dust(), encoding="utf-16", separator="\t"), words="UTF-16"),
    case("utf16_no_bom", "BOM이 없는 UTF-16", "mended", "encoding",
         lambda: as_csv(dust(), encoding="utf-16-le")),
    case("euc_kr", "EUC-KR", "mended", "encoding", lambda: as_csv(dust(), encoding="euc-kr")),
    case("nfd", "풀어 쓴 한글(NFD)", "mended", "hangul_composed",
         lambda: spoiled(dust(), each(area=_decomposed))),
    case("mixed", "UTF-8에 CP949 한 줄", "refused", "F01",
         lambda: as_csv(dust()) + "dust,종로구,,,2019".encode("cp949"), 158),
    case("latin", "한글이 아닌 8비트 문자", "refused", "F01",
         lambda: f"{HEADER}\ndust,Jöngnö é à ü ö,,,2025".encode("latin-1"), 2),
    case("mojibake", "깨진 글자(U+FFFD)", "refused", "T08",
         lambda: spoiled(dust(), setting(0, note="전년\ufffd\ufffd 대비")), 2, 1),
    case("pdf", "이름만 CSV인 PDF", "refused", "F01", lambda: b"%PDF-1.7\n1 0 obj", 0, words="PDF"),
    case("html", "이름만 XLS인 웹 문서", "refused", "F01",
         lambda: b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table>", 0, words="HTML",
         file="file.xls"),
    case("empty", "빈 파일", "refused", "F01", lambda: b"\n\n", 0),
    case("open_quote", "닫히지 않은 따옴표", "refused", "F01",
         lambda: as_csv(dust()).replace(b"dust", b'"dust', 1), 2, words="따옴표"),
)  # fmt: skip

TEXT_FILES = (
    case("semicolon", "; 로 나눈 칸", "mended", "separator",
         lambda: as_csv(dust(), separator=";")),
    case("tab", "탭으로 나눈 칸", "mended", "separator", lambda: as_csv(dust(), separator="\t")),
    case("pipe", "| 로 나눈 칸", "mended", "separator", lambda: as_csv(dust(), separator="|")),
    case("title", "표 위의 제목과 빈 줄", "mended", "title_skipped",
         lambda: as_csv(dust(), above="2025년 먼지\n\n")),
    case("footnote", "표 아래 각주", "mended", "footnote_skipped",
         lambda: as_csv(dust(), below="※ 잠정 자료임\n")),
    case("header_again", "중간에 되풀이된 머리글", "mended", "header_repeated",
         lambda: as_csv(dust(), below=f"{HEADER}\n")),
    case("korean_header", "한글 열 이름", "mended", "column_name",
         lambda: as_csv(dust(), named={"indicator": "지표", "area": "자치구", "period": "연도"})),
    case("more_columns", "서식에 없는 열", "mended", "column_ignored",
         lambda: as_csv(dust(), columns=(*COLUMNS, "담당자"))),
    case("no_value_column", "필수 열 없음", "refused", "F02",
         lambda: as_csv(dust(), named={"value": "vallue"}), 1, 156, words="vallue"),
    case("two_values", "같은 열이 둘", "refused", "F02",
         lambda: as_csv(dust(), named={"note": "값"}), 1, 156, words="값"),
    case("split_number", "쉼표에서 나뉜 1,234", "refused", "T06",
         lambda: as_csv(dust()).replace(b"33.2", b"1,234", 1), 3, 1),
    case("no_table", "표가 아닌 글", "refused", "F02",
         lambda: lines("안녕하십니까,", "제출합니다,"), 0, 2),
    case("personal", "비고의 전화번호", "refused", "P10",
         lambda: _one(note="문의 010-1234-5678"), 2, 1),
    case("resident_number", "비고의 주민등록번호", "refused", "P10",
         lambda: _one(note="900101-1234567"), 2, 1),
    case("formula_text", "수식으로 시작하는 글", "refused", "F06",
         lambda: _one(note='=HYPERLINK("http://x")'), 2, 1),
)  # fmt: skip

VALUES = (
    case("thousands", "천 단위 쉼표", "mended", "thousands_separated",
         lambda: as_csv([row("walkers", "종로구", 2025, "1,050")])),
    case("full_width", "전각 숫자", "mended", "width_folded", lambda: _one(value="２．５")),
    case("no_break_space", "줄바꿈 없는 공백", "mended", "blanks_replaced",
         lambda: _one(area="서울특별시\u00a0")),
    case("zero_width", "너비 없는 공백", "mended", "unseen_removed",
         lambda: _one(indicator="gro\u200bwth")),
    case("triangle", "△ 음수", "mended", "negative_sign", lambda: _one(value="△2.5")),
    case("black_triangle", "▲ 음수", "mended", "negative_sign", lambda: _one(value="▲2.5")),
    case("brackets", "(2.5) 음수", "mended", "negative_sign", lambda: _one(value="(2.5)")),
    case("triangle_not_allowed", "음수가 될 수 없는 지표의 △", "refused", "I03",
         lambda: as_csv([row("walkers", "종로구", 2025, "△3")]), 2, 1),
    case("dash", "- (없음)", "mended", "symbol_read", lambda: _one(value="-"), words="M"),
    case("dots", "… (미조사)", "mended", "symbol_read", lambda: _one(value="…"), words="O"),
    case("x", "X (비공개)", "mended", "symbol_read", lambda: _one(value="X"), words="Q"),
    case("star", "* (비공개)", "mended", "symbol_read", lambda: _one(value="***"), words="Q"),
    case("zero", "0.0 (반올림하여 0)", "mended", "rounded_to_zero", lambda: _one(value="0.0")),
    case("real_zero", "0", "accepted", "", lambda: _one(value="0")),
    case("blank_with_status", "빈칸과 상태 M", "accepted", "",
         lambda: _one(value="", status="M")),
    case("blank_without_status", "상태 없는 빈칸", "refused", "I02", lambda: _one(value=""), 2, 1,
         words="빈칸"),
    case("not_available", "N/A", "refused", "I02", lambda: _one(value="N/A"), 2, 1),
    case("unknown_word", "미상", "refused", "I02", lambda: _one(value="미상"), 2, 1),
    case("status_contradicts", "값이 있는데 상태 M", "refused", "I02",
         lambda: _one(status="M"), 2, 1),
    case("symbol_contradicts", "X인데 상태 A", "refused", "I02",
         lambda: _one(value="X", status="A"), 2, 1),
    case("status_word", "상태 '잠정'", "mended", "status_name", lambda: _one(status="잠정")),
    case("mark_p", "2.5p (잠정)", "mended", "mark_read", lambda: _one(value="2.5p")),
    case("mark_e", "2.5 e) (추정)", "mended", "mark_read", lambda: _one(value="2.5(e)")),
    case("mark_r", "2.5r (수정)", "mended", "mark_read", lambda: _one(value="2.5r")),
    case("percent_sign", "2.5%", "mended", "percent_sign", lambda: _one(value="2.5%")),
    case("unit_in_cell", "1,050명", "mended", "unit_in_cell",
         lambda: as_csv([row("walkers", "종로구", 2025, "1,050명")])),
    case("other_unit_in_cell", "1,050천명", "refused", "I04",
         lambda: as_csv([row("walkers", "종로구", 2025, "1,050천명")]), 2, 1),
    case("thousand_persons", "명이 아니라 천명", "refused", "I04",
         lambda: as_csv([row("walkers", "종로구", 2025, "1", unit="천명")]), 2, 1),
    case("no_unit", "빈 단위", "refused", "I04", lambda: _one(unit=""), 2, 1, words="빈칸"),
    case("unit_symbol", "단위 기호 %", "mended", "unit_name", lambda: _one(unit="％")),
    case("formula_error", "#DIV/0!", "refused", "I01", lambda: _one(value="#DIV/0!"), 2, 1,
         words="수식 오류"),
    case("letter_o", "숫자 0 대신 글자 O", "refused", "I01", lambda: _one(value="1O.5"), 2, 1),
    case("bad_thousands", "12,34", "refused", "I01", lambda: _one(value="12,34"), 2, 1),
    case("two_points", "1.234.567", "refused", "I01", lambda: _one(value="1.234.567"), 2, 1),
    case("exponent", "1.2E+01 (지수)", "mended", "exponent", lambda: _one(value="1.2E+01")),
    case("share", "퍼센트를 0.35로", "flagged", "I04s",
         lambda: as_csv([row("parks", "종로구", 2025, "0.35")]), 2, words="35%"),
)  # fmt: skip

PERIODS = (
    case("year_word", "2025년", "mended", "period_year", lambda: _one(period="2025년")),
    case("short_year", "'25", "mended", "period_short", lambda: _one(period="'25")),
    case("decimal_year", "2025.0", "mended", "period_decimal", lambda: _one(period="2025.0")),
    case("quarter", "2025 3/4", "mended", "period_quarter", lambda: _one(period="2025 3/4")),
    case("quarter_word", "2025년 3분기", "mended", "period_quarter",
         lambda: _one(period="2025년 3분기")),
    case("month", "2025. 3.", "mended", "period_month", lambda: _one(period="2025. 3.")),
    case("month_word", "2025년 3월", "mended", "period_month", lambda: _one(period="2025년 3월")),
    case("period_mark", "2025p", "mended", "period_mark", lambda: _one(period="2025p")),
    case("two_years", "2024/25", "flagged", "T07", lambda: _one(period="2024/25"), 2, words="2024"),
    case("two_years_or_month", "2011/12 (두 해? 12월?)", "refused", "T01",
         lambda: _one(period="2011/12"), 2, 1, words="두 가지"),
    case("bare_short_year", "25", "refused", "T01", lambda: _one(period="25"), 2, 1),
    case("year_or_month", "2024.1 (1월? 10월?)", "refused", "T01",
         lambda: _one(period="2024.1"), 2, 1, words="10월"),
    case("half_year", "2025년 상반기", "refused", "T01",
         lambda: _one(period="2025년 상반기"), 2, 1),
    case("day", "2024. 12. 31.", "refused", "T01", lambda: _one(period="2024. 12. 31."), 2, 1),
    case("serial", "45292 (엑셀 날짜 번호)", "refused", "T01", lambda: _one(period="45292"), 2, 1,
         words="일련번호"),
    case("sentence", "시점 칸의 문장", "refused", "T01",
         lambda: _one(period="해당 지표는 자료가 없음"), 2, 1),
    case("running_year", "끝나지 않은 해", "flagged", "I08p", lambda: _one(period="2026"), 2),
    case("future_quarter", "오지 않은 분기", "refused", "I08", lambda: _one(period="2027Q1"), 2, 1),
)  # fmt: skip

AREAS = (
    case("short_name", "종로(구 없이)", "mended", "area_name",
         lambda: as_csv([row("parks", "종로", 2025, 30)])),
    case("with_city", "서울특별시 종로구", "mended", "area_name",
         lambda: as_csv([row("parks", "서울특별시 종로구", 2025, 30)])),
    case("spaced_name", "종 로 구", "mended", "area_name",
         lambda: as_csv([row("parks", "종 로 구", 2025, 30)])),
    case("english_name", "Jongno-gu", "mended", "area_name",
         lambda: as_csv([row("parks", "Jongno-gu", 2025, 30)])),
    case("mistyped_area", "종노구", "refused", "C02",
         lambda: as_csv([row("parks", "종노구", 2025, 30)]), 2, 1, words="종로구"),
    case("other_city", "부산 중구", "refused", "C02",
         lambda: as_csv([row("parks", "부산광역시 중구", 2025, 30)]), 2, 1),
    *(
        case(f"collision_{code}", f"{code}: {name}(통계청) ≠ 법정동", "refused", "C03",
             lambda name=name, code=code: _code(name, code, "legal"), 2, 1, words=owner)
        for code, name, owner in (
            ("11110", "노원구", "종로구"), ("11140", "마포구", "중구"), ("11170", "구로구",
            "용산구"),
            ("11200", "동작구", "성동구"), ("11230", "강남구", "동대문구"),
        )
    ),
    case("kostat_code", "11110 노원구(통계청)", "accepted", "",
         lambda: _code("노원구", "11110", "kostat")),
    case("code_without_system", "체계 없이 11110 노원구", "mended", "code_system_from_name",
         lambda: _code("노원구", "11110", "")),
    case("bare_code", "이름도 체계도 없는 11110", "refused", "C02",
         lambda: _code("", "11110", ""), 2, 1),
    case("wrong_code", "이름과 맞지 않는 코드", "refused", "C03",
         lambda: _code("노원구", "11680", ""), 2, 1),
    case("decimal_code", "11110.0", "mended", "code_cleaned",
         lambda: _code("종로구", "11110.0", "legal")),
    case("comma_code", "11,110", "mended", "code_cleaned",
         lambda: _code("종로구", "11,110", "legal")),
    case("code_only", "코드와 체계만", "mended", "area_from_code",
         lambda: _code("", "11350", "법정동")),
    case("strange_system", "모르는 코드 체계", "refused", "C02",
         lambda: _code("종로구", "11110", "우편번호"), 2, 1),
    case("total_row", "합계 행", "refused", "F05",
         lambda: as_csv([*growth(1, 2, last=2025), row("growth", "합계", 2025, 3)]),
         4, 1),
    case("merged_residue", "병합이 풀린 빈 칸", "refused", "F04",
         lambda: spoiled(growth(1, 2, 3), setting(1, area="")), 3, 1, words="area"),
    case("mistyped_indicator", "지표 id의 오자", "refused", "C01",
         lambda: _one(indicator="grwoth"), 2, 1,
         words="growth"),
    case("indicator_name", "지표의 한글 이름", "mended", "indicator_name",
         lambda: _one(indicator="성장률")),
    case("category_date", "날짜가 된 연령 10-14", "refused", "T05",
         lambda: _one(breakdown="age=14-Oct"),
         2, 1, words="14-Oct"),
    case("bad_breakdown", "구분 형식", "refused", "T03", lambda: _one(breakdown="여자"), 2, 1),
)  # fmt: skip

CASES: tuple[Case, ...] = (*ENCODINGS, *TEXT_FILES, *VALUES, *PERIODS, *AREAS)
