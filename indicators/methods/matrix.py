"""Series as a matrix (one row a series, one column a year), and what is read off it.

Vectorised over series; a year without an observation is NaN and stays out of every result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Matrix:
    """`values[i, j]` is series i in year `years[j]`; years are contiguous.

    `breaks[i]` is the year from which a series is comparable with its latest value; -inf where
    it has no break.
    """

    years: Integers
    values: Floats
    breaks: Floats

    @property
    def present(self) -> Booleans:
        """Where there is an observation."""
        return ~np.isnan(self.values)

    def rows(self, which: slice) -> Matrix:
        """The same for some of the series."""
        return Matrix(self.years, self.values[which], self.breaks[which])

    def comparable(self) -> Matrix:
        """Without what lies before a break in the series."""
        if not np.isfinite(self.breaks).any():
            return self
        kept = self.years[None, :] >= self.breaks[:, None]
        return Matrix(self.years, np.where(kept, self.values, np.nan), self.breaks)

    def where(self, kept: Booleans) -> Matrix:
        """Only the observations that `kept` marks."""
        return Matrix(self.years, np.where(kept, self.values, np.nan), self.breaks)


def matrix_of(
    observations: pd.DataFrame, ids: Sequence[str], *, as_of_year: int | None = None
) -> Matrix:
    """Arrange observations for these series.

    Args:
        observations: columns `series`, `year`, `value` and optionally `is_break` (a new level
            begins here); at most one row per series and year.
        ids: the series, in the order of the matrix. One without observations gets an empty row,
            so that it is judged as missing and never dropped.
        as_of_year: nothing later is looked at.
    """
    values = observations["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    calendar = observations["year"].to_numpy(dtype=np.int64)
    rows = _rows_of(observations["series"], ids)
    kept = ~np.isnan(values) & (rows >= 0)
    if as_of_year is not None:
        kept &= calendar <= as_of_year
    values, calendar, rows = values[kept], calendar[kept], rows[kept]
    first, last = (int(calendar.min()), int(calendar.max())) if len(values) else (0, -1)
    table = np.full((len(ids), last - first + 1), np.nan)
    table[rows, calendar - first] = values
    breaks = np.full(len(ids), -np.inf)
    if "is_break" in observations:
        marked = observations["is_break"].fillna(False).to_numpy(dtype=bool)[kept]
        np.maximum.at(breaks, rows[marked], calendar[marked].astype(np.float64))
    return Matrix(np.arange(first, last + 1, dtype=np.int64), table, breaks)


def _rows_of(series: pd.Series, ids: Sequence[str]) -> Integers:
    """The row of each observation; -1 for a series that nobody asked about."""
    index = pd.Index(ids)
    if isinstance(series.dtype, pd.CategoricalDtype):
        # a million series are looked up once, not once per observation
        rows = index.get_indexer(series.cat.categories.astype(str))
        codes = series.cat.codes.to_numpy()
        return np.where(codes >= 0, rows[codes], -1).astype(np.int64)
    return index.get_indexer(pd.Index(series.astype(str))).astype(np.int64)


def last_column(present: Booleans) -> Integers:
    """The column of each row's last observation; -1 for an empty row."""
    width = present.shape[1]
    if not width:
        return np.full(len(present), -1, dtype=np.int64)
    found = present.any(axis=1)
    return np.where(found, width - 1 - present[:, ::-1].argmax(axis=1), -1)


def first_column(present: Booleans) -> Integers:
    """The column of each row's first observation; -1 for an empty row."""
    if not present.shape[1]:
        return np.full(len(present), -1, dtype=np.int64)
    return np.where(present.any(axis=1), present.argmax(axis=1), -1)


def at(matrix: Matrix, columns: Integers) -> tuple[Floats, Floats]:
    """Year and value of one column per row; NaN where the column is -1."""
    missing = columns < 0
    if not len(matrix.years):
        empty = np.full(len(columns), np.nan)
        return empty, empty.copy()
    safe = np.where(missing, 0, columns)
    years = np.where(missing, np.nan, matrix.years[safe])
    values = np.where(missing, np.nan, matrix.values[np.arange(len(columns)), safe])
    return years, values


def nearest_column(present: Booleans, years: Integers, wanted: Floats, within: float) -> Integers:
    """The observation nearest to a wanted year, the later of two equally near; -1 if none is."""
    if not present.shape[1]:
        return np.full(len(present), -1, dtype=np.int64)
    calendar = years[None, :].astype(np.float64)
    distance = np.abs(calendar - wanted[:, None])
    # a later neighbour wins a tie
    cost = np.where(present & (distance <= within), distance - calendar * 1e-6, np.inf)
    best = cost.argmin(axis=1)
    found = np.isfinite(cost[np.arange(len(best)), best])
    return np.where(found, best, -1)


def divide(above: Floats, below: Floats) -> Floats:
    """Division that leaves a hole where the divisor is zero or missing."""
    usable = ~np.isnan(below) & (below != 0)
    hole = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    return np.divide(above, below, out=hole, where=usable)
