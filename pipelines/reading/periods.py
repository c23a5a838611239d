"""Periods as offices write them: 2024년, '24, 2024.0, 2024 3/4, 2024. 3., 2024/25, 2023p.

`parse_period` says what a text can only mean; what it can mean in two ways is ambiguous and is
not decided here (`resolve` decides it where the other labels of the column leave one meaning).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from pipelines.reading.numbers import fold_width

PeriodKind = Literal[
    "year", "quarter", "month", "half", "two_years", "span", "day", "ambiguous", "unreadable"
]
# What the catalogue's figures can stand for (see the figures' layout).
PLAIN = re.compile(r"(?:19|20)\d{2}(?:Q[1-4]|-(?:0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A period as it stands and as it reads. `mark` is p, r or e; `how` is an assumption's id."""

    raw: str
    kind: PeriodKind
    text: str = ""
    year: int | None = None
    mark: str = ""
    how: str = ""

    @property
    def is_read(self) -> bool:
        return self.kind not in ("ambiguous", "unreadable")


_Y = r"(?P<y>(?:18|19|20|21|22)\d{2})"
_QUOTED = r"['`\u2018\u2019\u201b\u2032\u00b4]\s*(?P<short>\d{2})"
_YEAR_NAME = "년도|학년도|회계연도|년|학년"
_YEAR_WORD = rf"\s*(?:{_YEAR_NAME})?"
_AS_OF = r"(?:\s*(?:말|중|계|현재|기준))?"
_OF_FOUR = r"(?P<q>[1-4])\s*/\s*4\s*(?:분기)?"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])"
_TO = r"\s*(?:-|~|to|\u2013)\s*"
_SECOND = r"(?P<y2>(?:19|20)\d{2})"
_MARKS = {
    "p": "p", "잠정": "p", "잠정치": "p", "r": "r", "정정": "r", "수정": "r",
    "e": "e", "추정": "e", "추정치": "e", "추계": "e",
}  # fmt: skip
_MARK = re.compile(
    r"^(?P<rest>.*?[0-9년월분기])\s*(?:\(\s*)?(?P<mark>[pre]|잠정치?|정정|수정|추정치?|추계)\s*\)?$"
)
_NOTE = re.compile(
    r"^(?P<rest>.*\d\S*)\s*(?:\[[^\]]*\]|\((?:baseline|기준|기준연도|목표)\)|\d\)|\*+)$"
)
# A census table's mark after the year (2010년T, 2020년R) is the publisher's own.
_OWN_MARK = re.compile(r"^(?P<rest>\d{4}년)\s*[A-Z]$")

_WRITTEN: tuple[tuple[PeriodKind, str, str], ...] = (
    ("year", "", _Y),
    ("year", "period_year", rf"{_Y}\s*(?:{_YEAR_NAME}){_AS_OF}"),
    ("year", "period_decimal", rf"{_Y}\.0+"),
    ("year", "period_short", rf"{_QUOTED}{_YEAR_WORD}\.?"),
    ("quarter", "", rf"{_Y}Q(?P<q>[1-4])"),
    ("quarter", "period_quarter", rf"{_Y}{_YEAR_WORD}\s*[-.]?\s*(?:Q|q)\s*(?P<q>[1-4])"),
    ("quarter", "period_quarter", rf"{_Y}{_YEAR_WORD}\s*[-.]?\s*(?:제\s*)?(?P<q>[1-4])\s*분기"),
    ("quarter", "period_quarter", rf"{_Y}{_YEAR_WORD}\s*[-.]?\s*{_OF_FOUR}"),
    ("quarter", "period_quarter", rf"{_QUOTED}{_YEAR_WORD}\s*\.?\s*{_OF_FOUR}"),
    ("half", "period_half", rf"{_Y}{_YEAR_WORD}\s*(?P<h>상|하)\s*반기"),
    ("half", "", rf"{_Y}S(?P<half>[12])"),
    ("month", "", rf"{_Y}-(?P<m>0[1-9]|1[0-2])"),
    ("month", "period_month", rf"{_Y}년\s*{_MONTH}\s*월{_AS_OF}"),
    ("month", "period_month", rf"{_Y}\s*\.\s*{_MONTH}\s*(?:\.|월)"),
    ("month", "period_month", rf"{_Y}\.(?P<m>0[1-9]|1[0-2])"),
    ("month", "period_month", rf"{_Y}M(?P<m>0[1-9]|1[0-2])"),
    ("month", "period_month", rf"{_Y}(?P<m>0[1-9]|1[0-2])"),
    ("month", "period_month", rf"{_Y}\s*[-/]\s*(?P<m>[1-9])"),
    ("day", "", rf"{_Y}\s*[-./년]\s*{_MONTH}\s*[-./월]\s*(?P<d>[0-3]?\d)\s*[.일]?{_AS_OF}"),
    ("span", "period_span", rf"{_Y}{_YEAR_WORD}{_TO}{_SECOND}{_YEAR_WORD}"),
    ("two_years", "", rf"{_Y}\s*[/-]\s*(?P<next>\d{{2}}|(?:19|20)\d{{2}})"),
    ("span", "period_span", rf"{_Y}\s*/\s*(?P<n1>\d{{2}}){_TO}{_SECOND}\s*/\s*(?P<n2>\d{{2}})"),
)  # fmt: skip
_PATTERNS: list[tuple[PeriodKind, str, re.Pattern[str]]] = [
    (kind, how, re.compile(pattern)) for kind, how, pattern in _WRITTEN
]
# Two-digit years below this are of this century, as in `dates`.
_CENTURY_TURNS = 70


def parse_period(text: str) -> Period:
    """Read one label.

    >>> parse_period("2024년").text, parse_period("'24").text, parse_period("2024 3/4").text
    ('2024', '2024', '2024Q3')
    >>> parse_period("2024/25").kind, parse_period("2011/12").kind, parse_period("24").kind
    ('two_years', 'ambiguous', 'unreadable')
    """
    plain = " ".join(fold_width(text).split())
    found = _match(text, plain)
    if found is not None:
        return found
    for pattern, how in (
        (_MARK, "period_mark"),
        (_NOTE, "period_note"),
        (_OWN_MARK, "period_note"),
    ):
        marked = pattern.match(plain)
        inner = _match(text, marked["rest"].strip()) if marked else None
        if marked is not None and inner is not None and inner.kind != "day":
            mark = _MARKS.get(marked.groupdict().get("mark") or "", "")
            return replace(inner, mark=mark, how=how)
    return Period(text, "unreadable")


def _match(raw: str, plain: str) -> Period | None:
    for kind, how, pattern in _PATTERNS:
        found = pattern.fullmatch(plain)
        if found is not None:
            return _period(raw, kind, how, found)
    return None


def _period(raw: str, kind: PeriodKind, how: str, found: re.Match[str]) -> Period | None:
    said = found.groupdict()
    year = _year(said)
    if kind == "year":
        return Period(raw, kind, str(year), year, how=how)
    if kind == "quarter":
        return Period(raw, kind, f"{year}Q{said['q']}", year, how=how)
    if kind == "half":
        half = said.get("half") or ("1" if said.get("h") == "상" else "2")
        return Period(raw, kind, f"{year}S{half}", year, how=how)
    if kind == "month":
        return Period(raw, kind, f"{year}-{int(said['m']):02d}", year, how=how)
    if kind == "day":
        return _day(raw, said, year)
    if kind == "span":
        last = int(said["y2"] or 0)
        if last <= year:
            return None
        is_doubled = said.get("n1") is not None
        text = f"{year}/{said['n1']}-{last}/{said['n2']}" if is_doubled else f"{year}-{last}"
        return Period(raw, kind, text, last, how=how)
    return _two_years(raw, said["next"], year)


def _year(said: dict[str, str | None]) -> int:
    short = said.get("short")
    if short:
        return int(short) + (2000 if int(short) < _CENTURY_TURNS else 1900)
    return int(said.get("y") or 0)


def _day(raw: str, said: dict[str, str | None], year: int) -> Period | None:
    month, day = int(said["m"] or 0), int(said["d"] or 0)
    if not 1 <= day <= 31:
        return None
    return Period(raw, "day", f"{year}-{month:02d}-{day:02d}", year)


def _two_years(raw: str, following: str, year: int) -> Period:
    """2024/25 spans two years; 2011/12 could be December; 2024-07 never comes here."""
    number = int(following) if len(following) == 4 else year // 100 * 100 + int(following)
    if len(following) == 2 and number < year:
        number += 100
    if number == year + 1:
        kind: PeriodKind = (
            "ambiguous" if len(following) == 2 and number % 100 <= 12 else "two_years"
        )
        return Period(raw, kind, f"{year}/{number % 100:02d}", year, how="period_two_years")
    if len(following) == 2 and 1 <= int(following) <= 12:
        return Period(raw, "ambiguous", f"{year}-{following}", year)
    if "/" not in raw and number > year:
        return Period(raw, "span", f"{year}-{number}", number, how="period_span")
    return Period(raw, "unreadable")


def resolve(labels: Iterable[str]) -> dict[str, Period]:
    """Read the labels of one column together.

    '2011/12' alone is ambiguous (two years, or December 2011). Where the same column says
    '2015/16' and never a month, only one meaning is left. In the same way '2011-12' is no month
    beside '2014-15' where every "month" is the following year's number.
    """
    read = {label: parse_period(label) for label in labels}
    spanning = {label for label, period in read.items() if period.kind == "two_years"}
    if not spanning:
        return read
    months = [period for period in read.values() if period.kind == "month"]
    if not months:
        return {label: _spanning(period, "/") for label, period in read.items()}
    is_dashed = any("-" in label for label in spanning)
    if is_dashed and all(_is_next_year(month) for month in months):
        return {label: _spanning(period, "-") for label, period in read.items()}
    return read


def _is_next_year(month: Period) -> bool:
    return month.year is not None and int(month.text[-2:]) == (month.year + 1) % 100


def _spanning(period: Period, sign: str) -> Period:
    is_other = period.kind == "ambiguous" or (sign == "-" and period.kind == "month")
    if not is_other or period.year is None:
        return period
    text = f"{period.year}/{(period.year + 1) % 100:02d}"
    if period.text[-2:] != text[-2:]:
        return period
    return replace(period, kind="two_years", text=text, how="period_two_years_by_column")
