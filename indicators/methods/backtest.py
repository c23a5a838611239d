"""How well the projection would have done: the past is carried forward and compared with itself.

For every length of training and every year in which a series has that many observations in a row
and its value some years later is known, the projection sees the training years only. Its error is
compared with two plain rivals: the last value (naive) and the line through the ends (drift).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from indicators.methods.matrix import Floats, Integers, Matrix
from indicators.methods.projection import ProjectionRule, at_years, carried
from indicators.methods.specs import Specs

RIVALS = ("projection", "naive", "drift")
_TRIMMED = 0.02  # a single wild series should not decide


def errors(
    matrix: Matrix, specs: Specs, rule: ProjectionRule, *, length: int, horizon: int
) -> pd.DataFrame:
    """One row per series, origin and year ahead.

    Returns:
        `series`, `origin`, `ahead`, the absolute error of each rival in mean absolute changes of
        the training years, and whether the outcome lay inside the inner and the outer band.
    """
    last = len(matrix.years) - 1
    tables = [
        table
        for column in range(length - 1, last)
        for table in _from_origin(
            matrix, specs, rule, (column, length), min(horizon, last - column)
        )
    ]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _from_origin(
    matrix: Matrix, specs: Specs, rule: ProjectionRule, place: tuple[int, int], horizon: int
) -> Iterator[pd.DataFrame]:
    """One table per year ahead of the origin."""
    column, length = place
    window = slice(column - length + 1, column + 1)
    training = matrix.values[:, window]
    step = np.abs(np.diff(training, axis=1)).mean(axis=1)
    rows = np.flatnonzero(~np.isnan(training).any(axis=1) & (step > 0))
    if not len(rows):
        return
    seen = Matrix(matrix.years[window], training[rows], np.full(len(rows), -np.inf))
    series = carried(seen, specs.picked(rows), rule)
    for ahead in range(1, horizon + 1):
        years = np.full(len(rows), float(matrix.years[column] + ahead))
        centre, bands = at_years(series, years, rule)
        outcome = matrix.values[rows, column + ahead]
        drift = (training[rows, -1] - training[rows, 0]) / (length - 1)
        guesses = (centre, training[rows, -1], training[rows, -1] + ahead * drift)
        table = _scored(outcome, guesses, [bands[level] for level in rule.levels], step[rows])
        table.insert(0, "series", _names(specs, rows))
        table.insert(1, "origin", int(matrix.years[column]))
        table.insert(2, "ahead", ahead)
        yield table[~np.isnan(outcome) & ~np.isnan(centre)]


def _scored(
    outcome: Floats,
    guesses: Sequence[Floats],
    bands: Sequence[tuple[Floats, Floats]],
    step: Floats,
) -> pd.DataFrame:
    table = pd.DataFrame(
        {name: np.abs(guess - outcome) / step for name, guess in zip(RIVALS, guesses, strict=True)}
    )
    for name, (low, high) in zip(("inner", "outer"), bands, strict=True):
        table[name] = (outcome >= low) & (outcome <= high)
    return table


def _names(specs: Specs, rows: Integers) -> list[str]:
    return [specs.ids[row] for row in rows]


def report(
    matrix: Matrix,
    specs: Specs,
    rule: ProjectionRule,
    *,
    groups: Mapping[str, str] | None = None,
    lengths: Sequence[int] = (6, 8, 10, 12),
    horizon: int = 5,
) -> pd.DataFrame:
    """One row per length of training.

    Args:
        matrix: the series.
        specs: their natural limits.
        rule: the projection's settings.
        groups: the indicator that each series belongs to. The districts' series of one indicator
            move together and are no 25 trials; with groups every indicator counts once. Without,
            every series is its own.
        lengths: years of training.
        horizon: years ahead.

    Returns:
        Errors of the rivals over all years ahead (in mean absolute changes; the largest 2 % of
        each left out), and the share of outcomes inside the bands at the horizon and one year
        ahead; `_by_forecast` gives every forecast the same weight instead.
    """
    rows: list[dict[str, float]] = []
    for length in lengths:
        found = errors(matrix, specs, rule, length=length, horizon=horizon)
        if len(found):
            named = found["series"] if groups is None else found["series"].map(groups)
            rows.append({"training_years": length, **_row(found.assign(group=named), horizon)})
    return pd.DataFrame(rows)


def _row(found: pd.DataFrame, horizon: int) -> dict[str, float]:
    far, near = found[found["ahead"] == horizon], found[found["ahead"] == 1]
    row: dict[str, float] = {
        "groups": float(found["group"].nunique()),
        "series": float(found["series"].nunique()),
        "forecasts": float(len(found)),
    }
    for name in RIVALS:
        kept = found[found[name] <= found[name].quantile(1.0 - _TRIMMED)]
        row[name] = float(kept.groupby("group")[name].mean().mean())
        row[f"{name}_by_forecast"] = float(kept[name].mean())
    for place, some in (("at_horizon", far), ("next_year", near)):
        inside = some.groupby("group")[["inner", "outer"]].mean()
        row |= {f"{band}_band_{place}": float(inside[band].mean()) for band in ("inner", "outer")}
    row["inner_band_at_horizon_by_forecast"] = float(far["inner"].mean())
    return row
