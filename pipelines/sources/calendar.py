"""When a source is asked: by its publication calendar, not by one blind clock.

The calendar is the card's `schedule`; where it has none, it follows from the indicators that the
source feeds (frequency and publication lag). From a date of the calendar on a source is asked once
a week until something new has come, and every day while asking fails.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from indicators.catalogue import Catalogue
from indicators.catalogue.fetch import Schedule
from indicators.catalogue.models import Indicator, Source
from pipelines.sources.journal import Entry, moment

State = Literal["idle", "never", "failing", "late", "ok", "shipped"]
_AGAIN = timedelta(days=7)
_MONTHLY = tuple(range(1, 13))


def schedule_of(source: Source, catalogue: Catalogue) -> Schedule:
    """The card's own calendar, or the one that follows from the indicators."""
    if source.fetch is not None and source.fetch.schedule is not None:
        return source.fetch.schedule
    months = sorted(
        {
            month
            for indicator in catalogue.indicators
            if source.id in _sources(indicator)
            for month in _months(indicator)
        }
    )
    return Schedule(months=months or list(_MONTHLY), day=1)


def _sources(indicator: Indicator) -> set[str]:
    refs = [
        ref
        for series in indicator.series
        for ref in (series.measure, *series.plus, series.per)
        if ref is not None
    ]
    return {ref.source for ref in refs}


def _months(indicator: Indicator) -> tuple[int, ...]:
    """A figure of a year is due `lag` months after its end; a quarter's likewise, four times."""
    first = indicator.publication_lag_months % 12
    if indicator.frequency == "quarterly":
        return tuple((first + quarter) % 12 + 1 for quarter in (0, 3, 6, 9))
    return _MONTHLY if indicator.frequency == "irregular" else (first + 1,)


def next_due(schedule: Schedule, entry: Entry, today: date) -> date:
    """The day from which the source is to be asked (today or earlier: now)."""
    attempted = _day(entry.attempted_at)
    if attempted is None or entry.outcome == "never":
        return today
    if entry.outcome in ("failed", "idle"):
        return attempted + timedelta(days=1) if entry.outcome == "failed" else attempted
    last = _last_date(schedule, today)
    renewed = _day(entry.renewed_at)
    if renewed is not None and renewed >= last:
        return _next_date(schedule, today)
    return attempted + _AGAIN if attempted >= last else last


def is_late(schedule: Schedule, entry: Entry, today: date) -> bool:
    """Whether nothing new has come although the calendar says it should have, grace included."""
    renewed = _day(entry.renewed_at)
    if renewed is None:
        return False
    last = _last_date(schedule, today)
    return renewed < last and today > last + timedelta(days=schedule.grace_days)


def state_of(
    source: Source, catalogue: Catalogue, entry: Entry, today: date, *, has_key: bool
) -> State:
    """Where a source stands, in one word."""
    if source.fetch is None:
        return "shipped"
    if not has_key:
        return "idle"
    if entry.outcome == "failed":
        return "failing"
    if entry.outcome != "ok":
        return "never"
    return "late" if is_late(schedule_of(source, catalogue), entry, today) else "ok"


def cron(schedule: Schedule, minute: int) -> str:
    """The calendar as a cron line, for Dagster: early in the morning, each source at its minute."""
    return f"{minute} 5 {schedule.day} {','.join(map(str, sorted(set(schedule.months))))} *"


def _dates(schedule: Schedule, year: int) -> list[date]:
    return [date(year, month, schedule.day) for month in sorted(set(schedule.months))]


def _last_date(schedule: Schedule, today: date) -> date:
    dates = [*_dates(schedule, today.year - 1), *_dates(schedule, today.year)]
    return max(day for day in dates if day <= today)


def _next_date(schedule: Schedule, today: date) -> date:
    dates = [*_dates(schedule, today.year), *_dates(schedule, today.year + 1)]
    return min(day for day in dates if day > today)


def _day(text: str | None) -> date | None:
    found = moment(text)
    # noted in UTC; the calendar is Seoul's
    return None if found is None else (found + timedelta(hours=9)).date()
