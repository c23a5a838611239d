"""Dates and times as offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.dates import parse_date, parse_when


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020. 4.", "2020-04"),
        ("'20. 3. 31.", "2020-03-31"),
        ("\u201920. 3. 31", "2020-03-31"),
        ("\uff0720. 4. 9.(목)", "2020-04-09"),
        ("2020년 4월 9일", "2020-04-09"),
        ("2020-04-09", "2020-04-09"),
        ("'98. 1.", "1998-01"),
        ("20. 4.", None),
        ("2020", None),
        ("2020. 13.", None),
        ("2020. 2. 30.", None),
        ("2019. 2. 29.", None),
        ("곧", None),
        ("", None),
    ],
)
def test_date(text: str, expected: str | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("raw", "kind", "start", "end"),
    [
        ("'20. 4월 ~", "from", "2020-04", None),
        ("'20. 4월~", "from", "2020-04", None),
        ("\u201920. 4월 \u301c", "from", "2020-04", None),
        ("'20. 4. 9.(목)부터", "from", "2020-04-09", None),
        ("'20. 4월 이후", "from", "2020-04", None),
        ("'20. 4월 ~ 6월", "from", "2020-04", "2020-06"),
        ("'20. 11월 ~ '21. 2월", "from", "2020-11", "2021-02"),
        ("2020. 4. 1. ~ 2020. 4. 3.", "from", "2020-04-01", "2020-04-03"),
        ("'20. 11월", "month", "2020-11", "2020-11"),
        ("11월", "month", "2020-11", "2020-11"),
        ("'20. 11월 중", "month", "2020-11", "2020-11"),
        ("'20. 4. 9.", "day", "2020-04-09", "2020-04-09"),
        ("4월 9일", "day", "2020-04-09", "2020-04-09"),
        ("연중 계속", "year_round", "2020-01", "2020-12"),
        ("연중", "year_round", "2020-01", "2020-12"),
    ],
)
def test_when_with_dates(raw: str, kind: str, start: str, end: str | None) -> None:
    when = parse_when(raw, year=2020)
    assert (when.kind, when.start, when.end, when.condition) == (kind, start, end, None)
    assert when.raw == raw


@pytest.mark.parametrize("raw", ["유행이 끝난 이후", "협의 완료 후", "예산 확정 시"])
def test_when_with_a_condition(raw: str) -> None:
    when = parse_when(raw, year=2020)
    assert (when.kind, when.start, when.end, when.condition) == ("condition", None, None, raw)


@pytest.mark.parametrize(
    "raw",
    ["", "추후", "다시", "5", "'20. 13월", "11월 ~ 2월", "~ '20. 6월", "'20. 상반기", "가" * 200],
)
def test_when_that_is_not_guessed(raw: str) -> None:
    when = parse_when(raw, year=2020)
    assert (when.kind, when.start, when.end, when.condition) == ("unparsed", None, None, None)


@given(st.text(alphabet="'20.~ 월일부터연중계속이후시1349()가", max_size=30))
def test_any_time_is_read_without_failing(raw: str) -> None:
    when = parse_when(raw, year=2020)
    assert when.raw == raw
    assert (when.condition is not None) == (when.kind == "condition")
    if when.start is not None and when.end is not None:
        assert when.start[: len(when.end)] <= when.end
