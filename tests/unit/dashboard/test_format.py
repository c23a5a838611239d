"""Numbers, money, dates and particles: the cases that a doctest would not show well."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.format import PARTICLES, day, money, number, period, signed, with_particle, with_unit


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("달성률", "달성률은"),
        ("비율", "비율은"),
        ("면적", "면적은"),
        ("밀도", "밀도는"),
        ("2030년", "2030년은"),
        ("12", "12는"),
        ("7", "7은"),
        ("10", "10은"),
        ("3.0", "3.0은"),
        ("42.6%", "42.6%는"),
        ("17.6㎍/㎥", "17.6㎍/㎥는"),
        ("PM2.5", "PM2.5는"),
        ("초미세먼지(PM2.5)", "초미세먼지(PM2.5)는"),
        ("한강 수면", "한강 수면은"),
        ("Seoul", "Seoul은"),
        ("‘순조’", "‘순조’는"),
    ],
)
def test_particle_follows_the_last_sound(word: str, written: str) -> None:
    assert with_particle(word, "은는") == written


def test_after_rieul_it_is_ro() -> None:
    assert with_particle("서울", "으로") == "서울로"
    assert with_particle("부산", "으로") == "부산으로"
    assert with_particle("1", "으로") == "1로"


@given(st.text(), st.sampled_from(sorted(PARTICLES)))
def test_no_word_breaks_the_particle(word: str, particle: str) -> None:
    assert with_particle(word, particle).startswith(word)


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_number_reads_back(value: float, decimals: int) -> None:
    text = number(value, decimals).replace(",", "").replace("−", "-")
    assert float(text) == pytest.approx(value, abs=0.5 * 10**-decimals + 1e-6)


def test_there_is_no_negative_zero() -> None:
    assert number(-0.001, 2) == "0.00"
    assert signed(-0.001, 2) == "0.00"


@pytest.mark.parametrize(
    ("value", "symbol", "lang", "written"),
    [
        ("5", "%", "ko", "5%"),
        ("+1.2", "%p", "ko", "+1.2%p"),
        ("+1.2", "pp", "en", "+1.2 pp"),
        ("3", "명", "ko", "3명"),
        ("0.5", "ppm", "ko", "0.5 ppm"),
        ("12", "십만 명당", "ko", "십만 명당 12"),
        ("12", "per 100,000", "en", "12 per 100,000"),
        ("112.8", "", "ko", "112.8"),
    ],
)
def test_units_stand_where_people_write_them(
    value: str, symbol: str, lang: str, written: str
) -> None:
    assert with_unit(value, symbol, lang) == written


@pytest.mark.parametrize(
    ("won", "korean", "english"),
    [
        (0, "0원", "KRW 0"),
        (9_999, "9,999원", "KRW 9,999"),
        (10_000, "1만 원", "KRW 10,000"),
        (123_456_789, "1.2억 원", "KRW 123.5 million"),
        (10_000_000_000, "100억 원", "KRW 10.00 billion"),
        (47_200_000_000_000, "47.20조 원", "KRW 47.20 trillion"),
        (-50_000_000, "−5,000만 원", "−KRW 50.0 million"),
    ],
)
def test_money_is_read_in_man_and_eok(won: int, korean: str, english: str) -> None:
    assert money(won, "ko") == korean
    assert money(won, "en") == english


def test_days_and_periods_in_both_languages() -> None:
    assert day(date(2026, 1, 5), "ko") == "2026. 1. 5."
    assert day(date(2026, 1, 5), "en") == "5 January 2026"
    assert [period(text, "ko") for text in ("2026", "2026Q3", "2026-11")] == [
        "2026년",
        "2026년 3분기",
        "2026년 11월",
    ]
