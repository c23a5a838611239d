"""The 25 ordinary defects of which the closest peer's default check let 19 through.

The peer's own verdicts are measured elsewhere and repeated here for comparison only: "stopped",
"crashed" or "let through". Two of the 25 are no defects of a table's content; they have their own
gates: a figures file that is announced but missing, and a card without a name.
"""

from __future__ import annotations

from tests.faults.reading.cases import Case, case
from tests.faults.reading.making import (
    Row,
    as_csv,
    districts,
    dust,
    each,
    growth,
    row,
    setting,
    spoiled,
    walkers,
)


def _thousandfold(rows: list[Row]) -> None:
    rows[27]["value"] = str(1000 * float(rows[27]["value"]))


def _conflicting(rows: list[Row]) -> None:
    rows.append(rows[3] | {"value": "99"})


def _half(rows: list[Row]) -> None:
    del rows[13:26]


def _sexes(rows: list[Row]) -> None:
    rows.extend(
        row("parks", name, 2025, 20 + n, breakdown=f"sex={sex}")
        for n, name in districts()
        for sex in ("female", "male")
    )
    rows[-2]["breakdown"] = "sex=femle"


def _frozen(rows: list[Row]) -> None:
    for line in rows[1::26]:
        line["value"] = "33.2"


CASES: tuple[tuple[Case, str], ...] = (
    (case("non_numeric", "숫자가 아닌 값 non-numeric value", "refused", "I01",
          lambda: spoiled(dust(), setting(4, value="약 30")), 6, 1, words="약 30"), "stopped"),
    (case("trailing_space", "뒤에 붙은 공백 trailing space", "mended", "blanks_trimmed",
          lambda: spoiled(dust(), setting(4, area="성동구 "))), "stopped"),
    (case("empty_row", "빈 행 empty row", "mended", "blank_line",
          lambda: as_csv(dust()).replace(b"\n", b"\n,,,,,,,,,\n", 2)), "stopped"),
    (case("bad_status", "모르는 상태 bad reporting status", "refused", "T02",
          lambda: spoiled(dust(), setting(0, status="complete")), 2, 1,
          words="complete"), "stopped"),
    (case("header_case", "열 이름의 대소문자 wrong header case", "mended", "column_case",
          lambda: as_csv(dust(), named={"indicator": "Indicator", "value": "VALUE"})), "crashed"),
    (case("cp949", "CP949 부호화 CP949 bytes", "mended", "encoding",
          lambda: as_csv(dust(), encoding="cp949")), "crashed"),
    (case("thousandfold", "1,000배 값 value ×1000", "flagged", "I12",
          lambda: spoiled(dust(), _thousandfold), 29, words="3제곱"), "let through"),
    (case("over_100", "140 % 140 %", "refused", "I03b",
          lambda: as_csv([row("parks", "종로구", 2025, 140)]), 2, 1), "let through"),
    (case("negative_share", "음수 비율 negative %", "refused", "I03",
          lambda: as_csv([row("parks", "종로구", 2025, -3)]), 2, 1), "let through"),
    (case("year_2099", "2099년 year 2099", "refused", "I08",
          lambda: spoiled(dust(), setting(0, period="2099")), 2, 1), "let through"),
    (case("year_20224", "20224년 year 20224", "refused", "T01",
          lambda: spoiled(dust(), setting(0, period="20224")), 2, 1), "let through"),
    (case("blank_year", "빈 연도 blank year", "refused", "F04",
          lambda: spoiled(dust(), setting(0, period="")), 2, 1, words="period"), "let through"),
    (case("other_unit", "다른 단위 other unit", "refused", "I04",
          lambda: spoiled(dust(), setting(0, unit="ppm")), 2, 1, words="ug_per_m3"), "let through"),
    (case("all_blank", "값이 모두 빈칸 all values blank", "refused", "I02",
          lambda: spoiled(dust(years=[2025]), each(value=lambda _: "")), 2, 26), "let through"),
    (case("exact_duplicate", "똑같은 행 exact duplicate", "refused", "C05",
          lambda: spoiled(dust(), lambda rows: rows.append(dict(rows[3]))), 158, 1), "let through"),
    (case("conflicting_duplicate", "값이 다른 같은 행 conflicting duplicate", "refused", "C05",
          lambda: spoiled(dust(), _conflicting), 5, 2, words="다릅니다"), "let through"),
    (case("category_typo", "구분의 오자 category typo", "flagged", "T04",
          lambda: spoiled([], _sexes), 50, words="sex=female"), "let through"),
    (case("unknown_area", "모르는 지역 코드 unknown area code", "refused", "C02",
          lambda: as_csv([row("growth", "", 2025, 2, area_code="11999", code_system="legal")]),
          2, 1, words="11999"), "let through"),
    (case("half_lost", "절반이 사라짐 half the rows lost", "flagged", "C04",
          lambda: spoiled(dust(years=[2025]), _half), 3, words="12개"), "let through"),
    (case("stale", "2016년 이후 자료 없음 stale since 2016", "flagged", "I07",
          lambda: as_csv(growth(1, 2, 3, last=2016)), 4, words="2016"), "let through"),
    (case("header_only", "머리글만 있음 header only", "refused", "F02",
          lambda: as_csv([]), 1), "let through"),
    (case("missing_file", "있다는데 없는 파일 \"complete\" without a file", "refused", "F01",
          lambda: b"", 0), "let through"),
    (case("parts_differ", "부분의 합이 전체와 다름 parts contradict total", "refused", "I14",
          lambda: spoiled(walkers(years=[2025]), setting(5, value="999")), 2, 26), "let through"),
    (case("nameless_card", "이름 없는 메타데이터 metadata without name", "refused", "card",
          lambda: b""), "let through"),
    (case("frozen", "멈춘 값 value frozen", "flagged", "I13",
          lambda: spoiled(dust(), _frozen), 29, words="6회"), "let through"),
)  # fmt: skip
