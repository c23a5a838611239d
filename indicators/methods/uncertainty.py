"""Experimental: how much a composite depends on weights and formula (Monte Carlo bands).

Nothing here is shown by default. Source of the plan of runs: OECD and JRC, Handbook on
Constructing Composite Indicators, 2008, part 1, step 7 (uncertainty and sensitivity).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from indicators.methods.matrix import Floats

Mean = Literal["arithmetic", "geometric"]


@dataclass(frozen=True)
class Runs:
    """What is varied: `noise` = 0.25 moves every weight by up to a quarter either way."""

    count: int = 1000
    noise: float = 0.25
    means: tuple[Mean, ...] = ("arithmetic",)
    seed: int = 0


def composite_runs(scores: Floats, runs: Runs) -> Floats:
    """Composites of every unit in every run.

    Args:
        scores: one row per unit, one column per goal, 0 to 100; holes are left out of the mean.
        runs: what is varied.
    """
    chance = np.random.default_rng(runs.seed)
    present = ~np.isnan(scores)
    filled = np.where(present, scores, 0.0)
    logs = np.log(np.maximum(filled, 1.0))  # a goal at zero must not erase all others
    goals = int(scores.shape[1])
    found = np.empty((runs.count, len(scores)))
    for run in range(runs.count):
        weights: Floats = 1.0 + runs.noise * (2.0 * chance.random(goals) - 1.0)
        weighted = present * weights
        kind = runs.means[run % len(runs.means)]
        total = ((logs if kind == "geometric" else filled) * weighted).sum(axis=1)
        mean = total / weighted.sum(axis=1)
        found[run] = np.exp(mean) if kind == "geometric" else mean
    return found


def bands(scores: Floats, runs: Runs | None = None) -> pd.DataFrame:
    """Composite and rank of every unit with their 5 to 95 % bands."""
    drawn = composite_runs(scores, runs or Runs())
    order = (-drawn).argsort(axis=1).argsort(axis=1) + 1.0
    return pd.DataFrame(
        {
            "score": np.nanmean(scores, axis=1),
            "score_low": np.quantile(drawn, 0.05, axis=0),
            "score_high": np.quantile(drawn, 0.95, axis=0),
            "rank_median": np.median(order, axis=0),
            "rank_low": np.quantile(order, 0.05, axis=0),
            "rank_high": np.quantile(order, 0.95, axis=0),
        }
    )


def mean_band(scores: Floats, runs: Runs | None = None) -> tuple[float, float]:
    """5 to 95 % of one group's mean when the weights of its members vary; holes without any."""
    known = scores[~np.isnan(scores)]
    if not len(known):
        return float("nan"), float("nan")
    drawn = composite_runs(known[None, :], runs or Runs())
    return float(np.quantile(drawn, 0.05)), float(np.quantile(drawn, 0.95))
