"""Is a figure older than its publisher's calendar allows?"""

from __future__ import annotations

from datetime import date

_YEARS_BETWEEN = {
    "quarterly": 1,
    "annual": 1,
    "biennial": 2,
    "triennial": 3,
    "quinquennial": 5,
}


def is_stale(last_year: int | None, frequency: str, lag_months: int, as_of: date) -> bool:
    """Whether the next figure should already have been published.

    A figure of year Y is due `lag_months` after the end of Y. Judged against the publication
    calendar, not against today: an annual figure of 2024 with a lag of 12 months is fresh until
    the end of 2026. Irregular series and empty ones are never stale.

    >>> is_stale(2024, "annual", 12, date(2026, 11, 22))
    False
    >>> is_stale(2022, "annual", 12, date(2026, 11, 22))
    True
    """
    if last_year is None or frequency not in _YEARS_BETWEEN:
        return False
    months = (last_year + _YEARS_BETWEEN[frequency] + 1) * 12 + lag_months
    due = date(months // 12, months % 12 + 1, 1)
    return as_of >= due
