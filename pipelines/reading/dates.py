"""Dates and times as Korean offices write them: "2020. 4.", "'20. 3. 31.", "'20. 4월 ~"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal

from pipelines.reading.numbers import fold_width

WhenKind = Literal["from", "month", "year_round", "condition", "day", "unparsed"]


@dataclass(frozen=True, slots=True)
class When:
    """When something is planned. `start` and `end` are YYYY-MM or YYYY-MM-DD, both inclusive.

    `from` without `end` is open. A `condition` has a text and no dates.
    """

    raw: str
    kind: WhenKind
    start: str | None = None
    end: str | None = None
    condition: str | None = None


# The apostrophe before a short year, as keyboards, word processors and converters leave it.
_QUOTE = "['`\u2018\u2019\u201b\u2032\u00b4]"
_YEAR = rf"(?:(?P<long>(?:19|20)[0-9]{{2}})|{_QUOTE}\s*(?P<short>[0-9]{{2}}))\s*(?:[.\-]|년)\s*"
_MONTH = r"(?P<month>[0-9]{1,2})"
_WEEKDAY = r"(?:\s*\([월화수목금토일]\))?"
_DAY = rf"(?:\s*[.\-월]\s*(?P<day>[0-9]{{1,2}})\s*[.일]?{_WEEKDAY}|\s*[.월]?)"
_DATE = re.compile(rf"\s*{_YEAR}{_MONTH}{_DAY}\s*")
_POINT = re.compile(rf"\s*(?:{_YEAR})?{_MONTH}(?:{_DAY})\s*")
# Without a year a bare number is no month: it needs its word or a day.
_BARE_NUMBER = re.compile(r"\s*[0-9]{1,2}\s*[.]?\s*")

_TILDE = r"[~\u301c\u223c]"
_SPAN = re.compile(rf"(?P<start>[^~\u301c\u223c]+?)\s*(?:{_TILDE}|부터)\s*(?P<end>.*?)(?:까지)?\s*")
_SINCE = re.compile(r"(?P<start>.+?)\s*이후\s*")
_WITHIN = re.compile(r"\s*중$")
_YEAR_ROUND = re.compile(r"연중(?:계속|상시|수시)?")
# "... 이후", "... 완료 시": something must come first, so that 추후 (some day) is no condition.
_CONDITION = re.compile(r"[^~]*[^0-9\s~](?:\s+(?:이후|후|시|때)|이후)")

# Two-digit years below this are of this century: '20 is 2020, '30 is 2030, '98 is 1998.
_CENTURY_TURNS = 70

# A time is a few words; anything longer is a sentence that happens to follow a colon.
_LONGEST = 60


def parse_date(text: str) -> str | None:
    """A day (YYYY-MM-DD) or a month (YYYY-MM) with its year, or None.

    >>> parse_date("'20. 3. 31."), parse_date("2020. 4."), parse_date("2020. 13.")
    ('2020-03-31', '2020-04', None)
    """
    found = _DATE.fullmatch(fold_width(text))
    return _iso(found, None) if found else None


def parse_when(raw: str, *, year: int) -> When:
    """When a step is planned; a date without a year, or 연중, is of the document's `year`.

    >>> parse_when("'20. 4월 ~", year=2020).start, parse_when("연중 계속", year=2020).end
    ('2020-04', '2020-12')
    """
    text = fold_width(raw).strip()
    if len(text) > _LONGEST:
        return When(raw, "unparsed")
    if _YEAR_ROUND.fullmatch("".join(text.split())):
        return When(raw, "year_round", f"{year:04d}-01", f"{year:04d}-12")
    point = _point(text, year)
    if point is not None:
        return When(raw, "month" if len(point) == len("2020-04") else "day", point, point)
    span = _span(raw, text, year)
    if span is not None:
        return span
    if _CONDITION.fullmatch(text):
        return When(raw, "condition", condition=text)
    return When(raw, "unparsed")


def _span(raw: str, text: str, year: int) -> When | None:
    found = _SPAN.fullmatch(text) or _SINCE.fullmatch(text)
    if found is None:
        return None
    start = _point(found["start"], year)
    if start is None:
        return None
    last = found.groupdict().get("end") or ""
    if not last.strip():
        return When(raw, "from", start)
    end = _point(last, int(start[:4]))
    if end is None or end < start[: len(end)]:
        return None
    return When(raw, "from", start, end)


def _point(text: str, year: int) -> str | None:
    plain = _WITHIN.sub("", text)
    found = _POINT.fullmatch(plain)
    if found is None or _BARE_NUMBER.fullmatch(plain):
        return None
    return _iso(found, year)


def _iso(found: re.Match[str], default_year: int | None) -> str | None:
    year = _year(found, default_year)
    month = int(found["month"])
    if year is None or not 1 <= month <= 12:
        return None
    if found["day"] is None:
        return f"{year:04d}-{month:02d}"
    day = int(found["day"])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _year(found: re.Match[str], default: int | None) -> int | None:
    if found["long"]:
        return int(found["long"])
    if found["short"]:
        short = int(found["short"])
        return short + (2000 if short < _CENTURY_TURNS else 1900)
    return default
