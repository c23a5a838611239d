"""Slopes, levels and rank correlation of many series at once.

Source of the median slope and its band: Sen, P. K., Estimates of the regression coefficient
based on Kendall's tau, Journal of the American Statistical Association 63, 1968, sec. 2 and 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.methods.matrix import Booleans, Floats, Integers, Matrix, divide
from indicators.methods.special import student_below

_TWO_SIDED_95 = 1.959963984540054


@dataclass(frozen=True)
class Slope:
    """The median slope of each series (units a year) with its distribution-free 95 % band."""

    median: Floats
    low: Floats
    high: Floats

    @property
    def is_unclear(self) -> Booleans:
        """Whether the band contains zero, so that the direction itself is in doubt."""
        return ~((self.low > 0) | (self.high < 0))


def theil_sen(values: Floats) -> Slope:
    """The median of all pairwise slopes of the rows of `values` (columns are years)."""
    later, earlier = np.tril_indices(values.shape[1], k=-1)
    if not len(later):
        hole = np.full(len(values), np.nan)
        return Slope(hole, hole.copy(), hole.copy())
    slopes = values[:, later]
    slopes -= values[:, earlier]
    slopes /= later - earlier
    slopes.sort(axis=1)  # holes go to the end
    pairs = (~np.isnan(slopes)).sum(axis=1)
    points = (~np.isnan(values)).sum(axis=1)
    return Slope(_middle(slopes, pairs), *_band(slopes, pairs, points))


def _middle(ordered: Floats, count: Integers) -> Floats:
    """Row medians of ordered rows whose first `count` elements are filled."""
    rows = np.arange(len(ordered))
    low = ordered[rows, np.maximum(count - 1, 0) // 2]
    high = ordered[rows, np.minimum(count // 2, ordered.shape[1] - 1)]
    return np.where(count > 0, (low + high) / 2, np.nan)


def _band(ordered: Floats, pairs: Integers, points: Integers) -> tuple[Floats, Floats]:
    """The slopes between which the true one lies with 95 % (Kendall's variance, no ties)."""
    spread = _TWO_SIDED_95 * np.sqrt(points * (points - 1.0) * (2.0 * points + 5.0) / 18.0)
    low = np.floor((pairs - spread) / 2.0).astype(np.int64)
    high = np.ceil((pairs + spread) / 2.0).astype(np.int64)
    rows = np.arange(len(ordered))
    inside = (low >= 1) & (high < pairs)
    at_low = ordered[rows, np.where(inside, low - 1, 0)]
    at_high = ordered[rows, np.where(inside, high, 0)]
    return np.where(inside, at_low, -np.inf), np.where(inside, at_high, np.inf)


def since(matrix: Matrix, start: Integers, *, width: int | None = None) -> Floats:
    """The values from column `start` on, the last observation of each row in the last column.

    `width` years at most: a short window makes a small table whatever the length of the series.
    """
    years = len(matrix.years)
    if not years:
        return matrix.values
    present = matrix.present
    last = np.where(present.any(axis=1), years - 1 - present[:, ::-1].argmax(axis=1), 0)
    kept = min(years, width or years)
    columns = last[:, None] - np.arange(kept - 1, -1, -1)
    used = (columns >= start[:, None]) & (start[:, None] >= 0) & (columns >= 0)
    return np.where(used, np.take_along_axis(matrix.values, np.maximum(columns, 0), axis=1), np.nan)


def mean_level(values: Floats) -> Floats:
    """The mean absolute value of each row: a level that is defined for negative values too."""
    present = ~np.isnan(values)
    total = np.abs(np.where(present, values, 0.0)).sum(axis=1)
    return divide(total, present.sum(axis=1).astype(np.float64))


def rank_correlation(values: Floats) -> tuple[Floats, Floats]:
    """Spearman's correlation of value and year, and its two-sided p (t approximation)."""
    present = ~np.isnan(values)
    count = present.sum(axis=1).astype(np.float64)
    ranks = _ranks(values, present)
    times = _ranks(np.broadcast_to(np.arange(values.shape[1], dtype=float), values.shape), present)
    x, y = (_centred(each, present, count) for each in (times, ranks))
    rho = divide((x * y).sum(axis=1), np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1)))
    rho = np.clip(rho, -1.0, 1.0)
    freedom = count - 2.0
    with np.errstate(divide="ignore", invalid="ignore"):
        t = rho * np.sqrt(freedom / (1.0 - rho**2))
    p = 2.0 * student_below(np.maximum(freedom, 1.0), -np.abs(t))
    return rho, np.where(freedom >= 1, p, np.nan)


def _ranks(values: Floats, present: Booleans) -> Floats:
    """Ranks within each row, the mean rank for ties."""
    both = present[:, :, None] & present[:, None, :]
    below = ((values[:, :, None] > values[:, None, :]) & both).sum(axis=2)
    equal = ((values[:, :, None] == values[:, None, :]) & both).sum(axis=2)
    return below + (equal + 1.0) / 2.0


def _centred(ranks: Floats, present: Booleans, count: Floats) -> Floats:
    filled = np.where(present, ranks, 0.0)
    mean = divide(filled.sum(axis=1), count)
    return np.where(present, filled - mean[:, None], 0.0)
