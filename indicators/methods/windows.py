"""Where the required pace starts, and between which years the actual pace is measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.methods.config import Base, Method, Window
from indicators.methods.matrix import (
    Booleans,
    Floats,
    Integers,
    Matrix,
    at,
    first_column,
    last_column,
    nearest_column,
)
from indicators.methods.specs import Specs


@dataclass(frozen=True)
class Ends:
    """The window of each series: first and last year used, their values, and `start`'s column.

    `nominal` is the year from which a declared window counts, also where its value is a
    neighbour's.
    """

    start: Integers
    from_year: Floats
    from_value: Floats
    to_year: Floats
    to_value: Floats
    nominal: Floats


@dataclass(frozen=True)
class Start:
    """Year and value from which progress and the required pace are counted."""

    year: Floats
    value: Floats
    is_before_break: Booleans


def base_of(matrix: Matrix, specs: Specs, stated_value: Floats, base: Base) -> Start:
    """The base of each series, without regard to its window."""
    present = matrix.present
    since = present & (matrix.years[None, :] >= base.year)
    column = first_column(since)
    if base.else_before:
        before = last_column(present & (matrix.years[None, :] < base.year))
        alone = (column < 0) | (column == last_column(present))
        column = np.where(alone & (before >= 0), before, column)
    year, value = at(matrix, column)
    broken = np.zeros(len(year), dtype=bool)
    if base.kind == "stated":
        stated = ~np.isnan(specs.base_year) & ~np.isnan(stated_value)
        year = np.where(stated, specs.base_year, year)
        value = np.where(stated, stated_value, value)
        broken = stated & (specs.base_year < matrix.breaks)
    return Start(year, value, broken)


def ends_of(matrix: Matrix, specs: Specs, base: Start, method: Method) -> Ends:
    """The window of each series; NaN where it has none."""
    window = method.window
    last = last_column(matrix.present)
    if window.kind == "declared":
        start, end, nominal = _declared(matrix, specs, window, last)
    else:
        start, end, nominal = _start(matrix, base, window, last), last, None
    from_year, from_value = at(matrix, start)
    to_year, to_value = at(matrix, end)
    if window.kind == "since_base":
        from_year, from_value = base.year, base.value
    earlier = from_year < to_year
    nowhere = np.where(earlier, from_year, np.nan)
    return Ends(
        np.where(earlier, start, -1),
        nowhere,
        np.where(earlier, from_value, np.nan),
        to_year,
        to_value,
        nowhere if nominal is None else np.where(earlier, nominal, np.nan),
    )


def _declared(
    matrix: Matrix, specs: Specs, window: Window, last: Integers
) -> tuple[Integers, Integers, Floats]:
    """From the declared first year to the declared last one (else to the last observation)."""
    default = float("nan") if window.start is None else float(window.start)
    wanted = np.where(np.isnan(specs.window_start), default, specs.window_start)
    present = matrix.present
    start = nearest_column(present, matrix.years, wanted, window.tolerance)
    until = nearest_column(present, matrix.years, specs.window_end, window.tolerance)
    return start, np.where(np.isnan(specs.window_end), last, until), wanted


def _start(matrix: Matrix, base: Start, window: Window, last: Integers) -> Integers:
    present, years = matrix.present, matrix.years
    if window.kind == "since_base":
        return nearest_column(present, years, base.year, 0)
    if window.kind == "all":
        first = -np.inf if window.start is None else window.start
        return first_column(present & (years[None, :] >= first))
    if window.kind == "last_points":
        later = np.cumsum(present[:, ::-1], axis=1)[:, ::-1]
        return first_column(present & (later <= window.points))
    bound = base.year if window.is_bound_by_base else np.full(len(last), np.nan)
    return window_start(matrix, window, bound)


def window_start(matrix: Matrix, window: Window, not_before: Floats) -> Integers:
    """The column from which the last years are counted, per row; -1 if there is none.

    The observation nearest to `years` before the last one, within `tolerance` (the exact year
    first, then the later neighbour); failing that, the earliest observation inside the window.
    Never before `not_before` (NaN = no bound).
    """
    present = matrix.present
    last_year, _ = at(matrix, last_column(present))
    year = matrix.years[None, :].astype(np.float64)
    allowed = present & (year < last_year[:, None]) & ~(year < not_before[:, None])
    near = nearest_column(allowed, matrix.years, last_year - window.years, window.tolerance)
    inside = first_column(allowed & (year > last_year[:, None] - window.years))
    return np.where(near >= 0, near, inside)
