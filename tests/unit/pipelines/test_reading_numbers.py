"""Numbers as offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.numbers import NumberStatus, fold_width, parse_number, parse_percent

WIDE = {ord(plain): ord(plain) + 0xFEE0 for plain in "0123456789,.-()%+"}


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", "0"),
        ("357,200", "357200"),
        (" 1,234,567.50 ", "1234567.50"),
        ("1234", "1234"),
        ("+5", "5"),
        ("-3.2", "-3.2"),
        ("\u25b31,234", "-1234"),
        ("\u25b2 7", "-7"),
        ("\u22125", "-5"),
        ("(1,234)", "-1234"),
        ("( 8 )", "-8"),
        ("\uff11\uff0c\uff12\uff13\uff14", "1234"),
        ("\uff08\uff17\uff09", "-7"),
        ("\uff0d9", "-9"),
        ("\u30002\u00a0", "2"),
    ],
)
def test_number(raw: str, value: str) -> None:
    number = parse_number(raw)
    assert (number.raw, number.value, number.status) == (raw, Decimal(value), NumberStatus.VALUE)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("", NumberStatus.BLANK),
        ("  \u3000", NumberStatus.BLANK),
        ("-", NumberStatus.NOT_APPLICABLE),
        ("\uff0d", NumberStatus.NOT_APPLICABLE),
        ("\u3161", NumberStatus.NOT_APPLICABLE),
        ("\u2026", NumberStatus.NOT_AVAILABLE),
        ("...", NumberStatus.NOT_AVAILABLE),
        ("X", NumberStatus.SUPPRESSED),
        ("x", NumberStatus.SUPPRESSED),
        ("*", NumberStatus.SUPPRESSED),
    ],
)
def test_absence_has_five_forms(raw: str, status: NumberStatus) -> None:
    number = parse_number(raw)
    assert (number.raw, number.value, number.status) == (raw, None, status)


@pytest.mark.parametrize(
    "raw",
    [
        "12,34",
        "1,2345",
        "1.234,5",
        "007",
        "1e5",
        "5\u00b2",  # a footnote mark is not a digit
        "\u2460",
        "12명",
        "3 4",
        "--5",
        "-+5",
        "(-5)",
        "\u25b3(5)",
        "(5",
        "1.",
        "9" * 19,
        "0x1F",
        "NaN",
        "\u0663",  # an Arabic digit
    ],
)
def test_unreadable_is_said_not_guessed(raw: str) -> None:
    number = parse_number(raw)
    assert (number.value, number.status) == (None, NumberStatus.UNREADABLE)


@pytest.mark.parametrize(
    ("raw", "value", "status"),
    [
        ("(28.9%)", "28.9", NumberStatus.VALUE),
        ("28.9 %", "28.9", NumberStatus.VALUE),
        ("\uff0830.1\uff05\uff09", "30.1", NumberStatus.VALUE),
        ("(\u25b31.3%)", "-1.3", NumberStatus.VALUE),
        ("(-)", None, NumberStatus.NOT_APPLICABLE),
        ("", None, NumberStatus.BLANK),
        ("28.9", None, NumberStatus.UNREADABLE),
        ("%", None, NumberStatus.UNREADABLE),
        ("((28.9%))", None, NumberStatus.UNREADABLE),
    ],
)
def test_percent(raw: str, value: str | None, status: NumberStatus) -> None:
    number = parse_percent(raw)
    assert number.status is status
    assert number.value == (None if value is None else Decimal(value))


def written(value: Decimal, *, negative: str, separators: bool, wide: bool) -> str:
    """The value as an office might type it."""
    digits = f"{abs(value):,f}" if separators else f"{abs(value):f}"
    if value < 0:
        digits = f"({digits})" if negative == "(" else negative + digits
    return digits.translate(WIDE) if wide else digits


@given(
    value=st.decimals(
        min_value=-(10**15), max_value=10**15, places=3, allow_nan=False, allow_infinity=False
    )
    | st.integers(-(10**17), 10**17).map(Decimal),
    negative=st.sampled_from(["-", "\u25b3", "\u25b2", "\u2212", "("]),
    separators=st.booleans(),
    wide=st.booleans(),
)
def test_what_is_written_is_read_back(
    value: Decimal, negative: str, separators: bool, wide: bool
) -> None:
    raw = written(value, negative=negative, separators=separators, wide=wide)
    assert parse_number(raw).value == value


@given(st.text(max_size=30))
def test_any_text_is_read_without_failing(text: str) -> None:
    for number in (parse_number(text), parse_percent(text)):
        assert number.raw == text
        assert (number.value is None) == (number.status is not NumberStatus.VALUE)


def test_only_width_is_folded() -> None:
    assert fold_width("\uff08\uff11\uff09 \u2460 5\u00b2 \u2026") == "(1) \u2460 5\u00b2 \u2026"
