"""Periods, values and statuses as offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.periods import PLAIN, parse_period, resolve
from pipelines.reading.statuses import STATUSES, resolved_status, status_of
from pipelines.reading.values import looks_like_value, parse_value


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("2024", "year", "2024"),
        ("2024년", "year", "2024"),
        ("2024년도", "year", "2024"),
        ("2024학년도", "year", "2024"),
        ("2024년 말", "year", "2024"),
        ("2024.0", "year", "2024"),
        ("'24", "year", "2024"),
        ("’98년", "year", "1998"),
        ("２０２４", "year", "2024"),
        ("2024Q3", "quarter", "2024Q3"),
        ("2024 3/4", "quarter", "2024Q3"),
        ("2024.3/4", "quarter", "2024Q3"),
        ("2024년 제3분기", "quarter", "2024Q3"),
        ("'24.3/4", "quarter", "2024Q3"),
        ("2024-03", "month", "2024-03"),
        ("2024.03", "month", "2024-03"),
        ("2024. 3.", "month", "2024-03"),
        ("2024년 3월", "month", "2024-03"),
        ("202403", "month", "2024-03"),
        ("2024/3", "month", "2024-03"),
        ("2024년 상반기", "half", "2024S1"),
        ("2024/25", "two_years", "2024/25"),
        ("2024-25", "two_years", "2024/25"),
        ("2024/2025", "two_years", "2024/25"),
        ("1999/00", "ambiguous", "1999/00"),
        ("2011/12", "ambiguous", "2011/12"),
        ("2015~2019", "span", "2015-2019"),
        ("2015/16 to 2017/18", "span", "2015/16-2017/18"),
        ("2024.12.31", "day", "2024-12-31"),
        ("2024년 12월 31일 현재", "day", "2024-12-31"),
    ],
)
def test_a_period_is_read(text: str, kind: str, read: str) -> None:
    period = parse_period(text)
    assert (period.kind, period.text) == (kind, read)
    assert period.raw == text


@pytest.mark.parametrize(
    "text",
    ["", "24", "20224", "2024.1", "2024.13.", "45292", "2024/26", "2024-02-31x", "자료 없음", "Q3",
     "2019.5", "2000a", "202413", "2019-2015"],
)  # fmt: skip
def test_what_says_no_period_is_not_read(text: str) -> None:
    assert parse_period(text).kind == "unreadable"


@pytest.mark.parametrize(
    ("text", "mark", "how"),
    [
        ("2024p", "p", "period_mark"),
        ("2024년(잠정)", "p", "period_mark"),
        ("2024 e)", "e", "period_mark"),
        ("2024r", "r", "period_mark"),
        ("2020/21 [Note 5]", "", "period_note"),
        ("2001-2005 (baseline)", "", "period_note"),
        ("2020년R", "", "period_note"),
        ("2024 1)", "", "period_note"),
    ],
)
def test_marks_and_notes_behind_a_period(text: str, mark: str, how: str) -> None:
    period = parse_period(text)
    assert (period.mark, period.how) == (mark, how)
    assert period.is_read


def test_a_column_decides_what_a_label_alone_leaves_open() -> None:
    alone, with_others = resolve(["2011/12"]), resolve(["2011/12", "2015/16"])
    assert alone["2011/12"].kind == "ambiguous"
    assert with_others["2011/12"].kind == "two_years"
    assert with_others["2011/12"].how == "period_two_years_by_column"


def test_a_column_with_months_leaves_it_open() -> None:
    assert resolve(["2011/12", "2015/16", "2012-03"])["2011/12"].kind == "ambiguous"


def test_a_dashed_year_beside_another_is_no_month() -> None:
    found = resolve(["2011-12", "2014-15"])
    assert found["2011-12"].text == "2011/12"
    assert resolve(["2011-12", "2012-01"])["2011-12"].text == "2011-12"


@given(st.integers(1990, 2060), st.sampled_from(["", "년", "년도", ".0"]))
def test_every_spelling_of_a_year_is_that_year(year: int, ending: str) -> None:
    assert parse_period(f"{year}{ending}").text == str(year)


@given(st.text(max_size=20))
def test_any_text_reads_as_something(text: str) -> None:
    period = parse_period(text)
    assert period.is_read == (period.kind not in ("ambiguous", "unreadable"))
    if period.kind in ("year", "quarter", "month") and period.year and 1900 <= period.year < 2100:
        assert PLAIN.fullmatch(period.text)


@pytest.mark.parametrize(
    ("raw", "plain", "hows"),
    [
        ("12.5", "12.5", ()),
        ("1,234", "1234", ("thousands_separated",)),
        ("△1,200", "-1200", ("thousands_separated", "negative_sign")),
        ("▲5", "-5", ("negative_sign",)),
        ("(70)", "-70", ("negative_sign",)),
        ("0", "0", ()),
        ("0.0", "0.0", ("rounded_to_zero",)),
        ("35%", "35", ("percent_sign",)),
        ("1,050명", "1050", ("unit_in_cell",)),
        ("1.2E+3", "1200", ("exponent",)),
        ("79.12345678901234", "79.12345678901234", ()),
        ("2.5p", "2.5", ("mark_read",)),
    ],
)
def test_a_number_is_read_and_says_how(raw: str, plain: str, hows: tuple[str, ...]) -> None:
    value = parse_value(raw)
    assert (value.plain, value.hows, value.problem) == (plain, hows, "")


@pytest.mark.parametrize(
    ("raw", "status", "confidentiality"),
    [("-", "M", "F"), ("…", "O", "F"), ("X", "Q", "C"), ("***", "Q", "C")],
)
def test_signs_of_absence_are_statuses_and_never_zero(
    raw: str, status: str, confidentiality: str
) -> None:
    value = parse_value(raw)
    assert value.number is None
    assert (value.obs_status, value.confidentiality) == (status, confidentiality)


@pytest.mark.parametrize("raw", ["N/A", "미상", "없음", "해당없음", "비공개", "nan", "추후 제출"])
def test_words_have_no_meaning_until_somebody_says_it(raw: str) -> None:
    value = parse_value(raw)
    assert (value.number, value.problem) == (None, "word")


@pytest.mark.parametrize("raw", ["12,34", "1 234", "1O", "1.2.3", "TRUE", "약 30", "#DIV/0!", "p"])
def test_nothing_is_repaired_by_guessing(raw: str) -> None:
    assert parse_value(raw).number is None
    assert parse_value(raw).problem in ("unreadable", "error")


def test_a_percentage_is_read_as_it_is_shown() -> None:
    assert parse_value("0.35", is_percent=True).plain == "35.00"
    assert parse_value("0.35", is_percent=True).hows == ("percent_format",)


@given(st.text(max_size=12))
def test_a_value_is_a_number_an_absence_or_a_problem(raw: str) -> None:
    value = parse_value(raw)
    assert (value.number is not None) + bool(value.problem) <= 1
    assert looks_like_value(raw) in (True, False)


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=3))
def test_every_plain_number_is_itself(number: object) -> None:
    text = format(number, "f")  # type: ignore[call-overload]
    value = parse_value(text)
    assert value.number is not None
    assert value.number == number


@pytest.mark.parametrize(
    ("given_status", "from_value", "is_absent", "expected"),
    [
        (None, "", False, "A"),
        (None, "P", False, "P"),
        ("A", "P", False, "P"),
        ("E", "", False, "E"),
        ("M", "", False, None),
        (None, "O", True, "O"),
        ("Q", "M", True, "Q"),
        ("A", "Q", True, None),
        (None, "", True, None),
        ("M", "", True, "M"),
    ],
)
def test_value_and_status_have_to_agree(
    given_status: str | None, from_value: str, is_absent: bool, expected: str | None
) -> None:
    found = resolved_status(given_status, from_value, "", is_absent=is_absent, has_problem=False)
    assert found == expected


def test_statuses_have_names() -> None:
    assert {status_of(letter.lower()) for letter in STATUSES} == set(STATUSES)
    assert [status_of(word) for word in ("잠정치", "비공개", "시계열 단절", "complete")] == [
        "P", "Q", "B", None,
    ]  # fmt: skip
