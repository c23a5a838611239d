"""From indicators to targets and goals: counts first, coverage always, grey below half.

Every step gives equal weight. There is no city-wide composite; `uncertainty` offers bands for
those who ask for a score nevertheless.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from indicators.methods.matrix import Booleans, Floats
from indicators.methods.sides import TOLERANCE
from indicators.methods.words import Objects, either, first_true, only

ASSESSMENTS = ("achieved", "on_track", "delayed", "worsening", "monitoring", "no_data")
VERDICTS = ("achieved", "on_track", "delayed", "worsening")
LEAST_COVERAGE = 0.5

# Four equal parts of -5 to +5, as Open SDG bins its composite scores.
_CLASSES = ("significant_progress", "moderate_progress", "moderate_away", "significant_away")
_BOUNDS = (2.5, 0.0, -2.5)


def class_of(score: Floats) -> Objects:
    """The class of a mean score between -5 and +5; None where there is none.

    >>> class_of(np.array([2.5, 0.0, -0.1, -4.0, np.nan])).tolist()
    ['significant_progress', 'moderate_progress', 'moderate_away', 'significant_away', None]
    """
    bounds = zip(_BOUNDS, _CLASSES, strict=False)
    names = first_true([(score >= bound - TOLERANCE, name) for bound, name in bounds], _CLASSES[3])
    return only(~np.isnan(score), names)


def tally(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Counts per group: indicators, each assessment, and how many could be scored or judged.

    Args:
        frame: one row per indicator with `assessment`, `score` and the group's column.
        by: the group's column.

    Returns:
        One row per group; `scored` have a score (a verdict or a trend with a direction),
        `judged` have a verdict against a target; `coverage` = scored / indicators.
    """
    counts = pd.DataFrame({by: frame[by]})
    counts["indicators"] = 1
    for word in ASSESSMENTS:
        counts[word] = (frame["assessment"] == word).astype(int)
    counts["judged"] = frame["assessment"].isin(VERDICTS).astype(int)
    counts["scored"] = frame["score"].notna().astype(int)
    summed = counts.groupby(by, sort=False).sum()
    summed["coverage"] = summed["scored"] / summed["indicators"]
    summed["judged_share"] = summed["judged"] / summed["indicators"]
    return summed


def roll_up(frame: pd.DataFrame, levels: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Tallies with mean scores and classes, level by level.

    Args:
        frame: one row per indicator with `assessment`, `score` and one column per level.
        levels: from the finest group to the coarsest, each inside the next.

    Returns:
        One table per level. A group's score is the mean of the scores of the level below, each
        with equal weight; `class` is None and `is_grey` true where fewer than half of its
        indicators are scored.
    """
    found: dict[str, pd.DataFrame] = {}
    below = frame
    for level in levels:
        table = tally(frame, level)
        table["score"] = below.groupby(level, sort=False)["score"].mean()
        table["is_grey"] = table["coverage"] < LEAST_COVERAGE
        classes = class_of(table["score"].to_numpy(dtype=np.float64))
        table["class"] = only(~table["is_grey"].to_numpy(dtype=bool), classes)
        found[level] = table.reset_index()
        coarser = frame[list(levels)].drop_duplicates(level)
        below = found[level].merge(coarser, on=level, how="left")
    return found


def combine_series(
    scores: Floats, is_achieved: Booleans, groups: Sequence[Sequence[object]]
) -> pd.DataFrame:
    """An indicator made of several series: the mean of their scores, nested groups weighing alike.

    Args:
        scores: one per series; a hole is left out.
        is_achieved: whether the series has achieved its target.
        groups: from the coarsest (the indicator) to the finest, each with one entry per series.

    Returns:
        Per indicator: `score`, and `is_achieved` where every scored series is.
    """
    names = [f"level_{number}" for number in range(len(groups))]
    table = pd.DataFrame(dict(zip(names, groups, strict=True)))
    table["score"], table["is_achieved"] = scores, is_achieved
    table = table[table["score"].notna()]
    achieved = table.groupby(names[0], sort=False)["is_achieved"].all()
    while len(names) > 1:
        table = table.groupby(names, sort=False, dropna=False)["score"].mean().reset_index()
        names = names[:-1]
    mean = table.groupby(names[0], sort=False)["score"].mean()
    return pd.DataFrame({"score": mean, "is_achieved": achieved})


def two_worst(positions: Floats) -> Objects:
    """The SDR's colour of a goal from its indicators' positions (0 = lower bound, 1 = red
    threshold, 2 = green threshold, 3 = optimum); None for a row without any.

    >>> two_worst(np.array([[2.1, 2.4, 3.0], [0.5, 2.9, 2.9], [0.2, 0.9, 3.0]])).tolist()
    ['green', 'yellow', 'red']
    """
    ordered = np.sort(positions, axis=1)
    worst = ordered[:, 0]
    second = ordered[:, 1] if ordered.shape[1] > 1 else np.full(len(ordered), np.nan)
    second = np.where(np.isnan(second), worst, second)
    mean = (worst + second) / 2.0
    colour = first_true(
        [
            ((worst >= 2) & (second >= 2), "green"),
            ((worst < 1) & (second < 1), "red"),
            (mean >= 1.5, "yellow"),
        ],
        "orange",
    )
    alone = first_true(
        [(worst >= 2, "green"), (worst >= 1.5, "yellow"), (worst >= 1, "orange")], "red"
    )
    single = (~np.isnan(positions)).sum(axis=1) == 1
    return only(~np.isnan(worst), either(single, alone, colour))


def position_of(
    values: Floats, lower: Floats, red: Floats, green: Floats, optimum: Floats
) -> Floats:
    """Where a value stands between lower bound (0), red (1), green (2) and optimum (3)."""
    way = np.where(optimum >= lower, 1.0, -1.0)
    stops = [way * stop for stop in (lower, red, green, optimum)]
    value = way * values
    found = np.zeros_like(value)
    for low, high in pairwise(stops):
        width = np.where(high > low, high - low, np.nan)
        part = np.clip((value - low) / width, 0.0, 1.0)
        found = found + np.where(np.isnan(width), (value >= high).astype(float), part)
    return np.where(np.isnan(value), np.nan, found)
