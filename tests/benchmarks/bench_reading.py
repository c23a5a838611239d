"""How long a long file takes to read and to judge, where the time goes, and how much memory.

The file has the plain form's columns, 27 areas, 26 years and as many indicators and breakdowns as
the rows need; one row in a thousand is spoiled. `SDG_BENCH_ROWS` sets the number of rows.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from indicators.catalogue import Catalogue, load_catalogue

ROWS = int(os.environ.get("SDG_BENCH_ROWS", "1000000"))
_YEARS = range(2000, 2026)


def main() -> dict[str, Any]:
    """Read and judge the file; seconds by stage."""
    from pipelines.checking.check import books_of
    from pipelines.checking.judge import judge_reading
    from pipelines.reading.files import read_file

    catalogue = load_catalogue()
    content = "".join(lines(catalogue, ROWS)).encode()
    seconds: dict[str, float] = {}
    began = time.perf_counter()
    import great_expectations  # noqa: F401 - its import is a cost of its own

    seconds["import great_expectations"] = _since(began)
    began = time.perf_counter()
    books = books_of(catalogue)
    (reading,) = read_file(content, file="bench.csv", books=books)
    seconds["read"] = _since(began)
    began = time.perf_counter()
    judged = judge_reading(reading, catalogue, books, date(2026, 11, 22))
    seconds["judge"] = _since(began)
    report, peak = judged.report, round(_peak_mib(), 1)
    return {
        "rows": report.rows,
        "bytes": len(content),
        "accepted": report.accepted,
        "flagged": report.flagged,
        "quarantined": report.quarantined,
        "seconds_by_stage": seconds,
        "peak_mib": peak,
        "judging": judging(judged.rows),
    }


def judging(rows: Any) -> dict[str, float]:
    """What each judge of neighbours costs by itself, without Great Expectations."""
    from pipelines.quality.neighbours import JUDGES
    from pipelines.quality.rules import rules_of

    seconds: dict[str, float] = {}
    for rule in rules_of("check"):
        limits = rule.arguments.get("limits", {})
        judge = _judge_of(rule.expectation)
        if judge is None or judge in seconds:
            continue
        given = {name: 25 if value == "{districts}" else value for name, value in limits.items()}
        began = time.perf_counter()
        JUDGES[judge](rows, **given)
        seconds[judge] = _since(began)
    return seconds


def _judge_of(expectation: str) -> str | None:
    from pipelines.quality import expectations

    found = getattr(expectations, expectation, None)
    return None if found is None else str(found.__fields__["judge"].default)


def lines(catalogue: Catalogue, rows: int) -> Iterator[str]:
    """The lines of the file."""
    yield "indicator,area,area_code,code_system,period,breakdown,value,unit,status,note\n"
    cards = [card for card in catalogue.indicators if "districts" in card.areas]
    number = 0
    for group in range(rows):
        card = cards[group % len(cards)]
        breakdown = "total" if group < len(cards) else f"part={group // len(cards)}"
        for order, area in enumerate(catalogue.areas):
            for year in _YEARS:
                if number == rows:
                    return
                number += 1
                value = "약 30" if number % 1000 == 0 else f"{20 + order / 10 + year % 7 / 10:.1f}"
                yield f"{card.id},{area.name.ko},,,{year},{breakdown},{value},{card.unit},,\n"


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 2)


def _peak_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
