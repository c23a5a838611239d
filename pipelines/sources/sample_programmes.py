"""Sample progress and money for programmes, until departments send their returns.

Made by a seeded generator, never by hand: every row carries origin `sample`, is shown as such on
every screen, chart, export and print, and is left out altogether by `sdg build --no-sample`.
The shapes are plausible (a few programmes late, a few suspended, a few that did not report), the
numbers mean nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from indicators.catalogue.models import Programme

QUARTERS = ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")
_PROGRESS = [
    "programme_id", "period", "planned_pct", "actual_pct", "programme_status", "origin",
]  # fmt: skip
_BUDGET = [
    "programme_id", "fiscal_year", "as_of", "budget_krw", "current_budget_krw", "spent_krw",
    "balance_krw", "origin",
]  # fmt: skip
_WON_STEP = 10_000_000


def generate(programmes: Sequence[Programme]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Quarterly progress and budget of each programme; the same cards give the same sample.

    Returns:
        Rows of `staging.programme_progress` (per cent of the year's plan, cumulative within the
        year) and of `staging.programme_budget` (won). Empty frames for no programmes.
    """
    progress: list[dict[str, object]] = []
    budget: list[dict[str, object]] = []
    for programme in programmes:
        if programme.period_end is not None and programme.period_end < 2025:
            continue
        chance = np.random.default_rng(_seed(programme.id))
        pace = float(np.clip(chance.normal(0.96, 0.14), 0.35, 1.15))
        is_suspended = chance.random() < 0.03
        reported = QUARTERS[:-1] if chance.random() < 0.06 else QUARTERS
        size = float(np.exp(chance.normal(np.log(6e9), 1.1)))
        spending = float(np.clip(chance.normal(0.93, 0.15), 0.2, 1.0))
        for quarter in reported:
            progress.append(_quarter(programme.id, quarter, pace, is_suspended, chance))
            budget.append(_money(programme.id, quarter, size, spending, chance))
    return pd.DataFrame(progress, columns=_PROGRESS), pd.DataFrame(budget, columns=_BUDGET)


def _seed(programme_id: str) -> int:
    return int.from_bytes(hashlib.sha256(programme_id.encode()).digest()[:8])


def _quarter(
    programme_id: str, quarter: str, pace: float, is_suspended: bool, chance: np.random.Generator
) -> dict[str, object]:
    number = int(quarter[-1])
    planned = 25.0 * number
    actual = min(round(planned * pace * float(chance.normal(1.0, 0.03)), 1), 100.0)
    return {
        "programme_id": programme_id,
        "period": quarter,
        "planned_pct": planned,
        "actual_pct": actual,
        "programme_status": "suspended" if is_suspended else _status(actual / planned, number),
        "origin": "sample",
    }


def _status(rate: float, quarter: int) -> str:
    if rate >= 0.995 and quarter == 4:
        return "completed"
    if rate >= 0.9:
        return "normal"
    return "partial" if rate >= 0.7 else "lagging"


def _money(
    programme_id: str, quarter: str, size: float, spending: float, chance: np.random.Generator
) -> dict[str, object]:
    year, number = int(quarter[:4]), int(quarter[-1])
    growth = 1.0 if year == 2025 else 1.03
    budget = max(round(size * growth / _WON_STEP) * _WON_STEP, _WON_STEP)
    current = budget + round(budget * 0.02 / _WON_STEP) * _WON_STEP
    share = min(spending * (0.18, 0.45, 0.70, 0.97)[number - 1] * float(chance.normal(1, 0.04)), 1)
    spent = int(current * share)
    month, day = ((3, 31), (6, 30), (9, 30), (12, 31))[number - 1]
    return {
        "programme_id": programme_id,
        "fiscal_year": year,
        "as_of": date(year, month, day),
        "budget_krw": budget,
        "current_budget_krw": current,
        "spent_krw": spent,
        "balance_krw": current - spent,
        "origin": "sample",
    }
