"""When a source is asked, and when it is late."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.catalogue.fetch import Schedule
from pipelines.sources.calendar import cron, is_late, next_due
from pipelines.sources.journal import Entry

YEARLY = Schedule(months=[3], day=15, grace_days=10)


def entry(outcome: str, attempted: str | None, renewed: str | None = None) -> Entry:
    def stamp(day: str | None) -> str | None:
        return None if day is None else f"{day}T00:00:00Z"

    return Entry(
        "x",
        outcome,  # pyright: ignore[reportArgumentType]
        attempted_at=stamp(attempted),
        succeeded_at=stamp(attempted),
        renewed_at=stamp(renewed),
    )


@pytest.mark.parametrize(
    ("found", "today", "due"),
    [
        (Entry("x"), "2026-06-01", "2026-06-01"),  # never asked: now
        (entry("ok", "2026-03-16", "2026-03-16"), "2026-06-01", "2027-03-15"),  # all is well
        (
            entry("ok", "2026-01-05", "2025-03-20"),
            "2026-02-01",
            "2026-03-15",
        ),  # not before its date
        (entry("ok", "2026-03-16", "2025-03-20"), "2026-03-17", "2026-03-23"),  # weekly until new
        (entry("failed", "2026-03-16", "2025-03-20"), "2026-03-17", "2026-03-17"),  # daily
        (entry("idle", "2026-03-16"), "2026-03-17", "2026-03-16"),  # as soon as there is a key
    ],
)
def test_next_due(found: Entry, today: str, due: str) -> None:
    assert next_due(YEARLY, found, date.fromisoformat(today)).isoformat() == due


@pytest.mark.parametrize(
    ("renewed", "today", "late"),
    [
        ("2026-03-16", "2026-12-31", False),
        ("2025-03-20", "2026-03-20", False),  # within grace
        ("2025-03-20", "2026-04-01", True),
        (None, "2026-04-01", False),  # never came: that is another word
    ],
)
def test_is_late(renewed: str | None, today: str, late: bool) -> None:
    assert is_late(YEARLY, entry("ok", "2026-03-16", renewed), date.fromisoformat(today)) is late


def test_cron_of_a_calendar() -> None:
    assert cron(Schedule(months=[9, 3], day=10), 7) == "7 5 10 3,9 *"
