"""How fast a series changes, and how fast it would have to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.methods.config import Pace
from indicators.methods.matrix import Booleans, Floats, Integers, Matrix, divide
from indicators.methods.windows import Ends


@dataclass(frozen=True)
class Line:
    """A straight line through each series: value = level + slope * (year - origin)."""

    origin: Floats
    level: Floats
    slope: Floats

    def at(self, years: Floats) -> Floats:
        """The line's value in these years."""
        return self.level + self.slope * (years - self.origin)


def actual_pace(ends: Ends, pace: Pace, line: Line | None) -> Floats:
    """Change a year over the window: in units, or as growth (0.02 = 2 % a year)."""
    if line is not None:
        return line.slope
    years = ends.to_year - ends.from_year
    if pace.kind == "growth":
        return growth(ends.from_value, ends.to_value, years, pace.zero_as)
    return divide(ends.to_value - ends.from_value, years)


def required_pace(
    base_value: Floats, base_year: Floats, target: Floats, target_year: Floats, pace: Pace
) -> Floats:
    """Change a year that leads from the base to the target in time, in the actual pace's terms."""
    years = np.where(target_year > base_year, target_year - base_year, np.nan)
    if pace.kind == "growth":
        aimed = target if pace.zero_as is None else np.where(target == 0, pace.zero_as, target)
        return growth(base_value, aimed, years, pace.zero_as)
    return divide(target - base_value, years)


def growth(first: Floats, last: Floats, years: Floats, zero_as: float | None) -> Floats:
    """Compound annual growth; a hole where it starts at zero or the two ends differ in sign.

    For two negative values it is the growth of their size; `orientation` says so. `zero_as`
    stands for a first value of zero; a value that has become zero stays zero.
    """
    begun = first if zero_as is None else np.where(first == 0, zero_as, first)
    ratio = divide(last, begun)
    usable = (ratio >= 0) & (years > 0)
    exponent = divide(np.ones_like(years), years)
    return np.where(usable, np.where(usable, ratio, np.nan) ** exponent - 1.0, np.nan)


def orientation(values: Floats, sign: Floats, pace: Pace) -> Floats:
    """+1 where a positive pace is progress, -1 where it is not.

    The size of a negative value grows when the value falls.
    """
    return np.where(values < 0, -sign, sign) if pace.kind == "growth" else sign


def weighted_line(matrix: Matrix, start: Integers, target_year: Floats, pace: Pace) -> Line:
    """Least squares with late observations weighing more.

    distance_to_target_year: w = (T - first) / (T - year); share_of_target_year: w = (year -
    first + 1) / (T - first + 1).
    """
    years = np.broadcast_to(matrix.years[None, :].astype(np.float64), matrix.values.shape)
    columns: Integers = np.arange(len(matrix.years))
    used: Booleans = matrix.present & (columns >= start[:, None]) & (start[:, None] >= 0)
    first = np.where(used, years, np.inf).min(axis=1, initial=np.inf)
    goal = target_year[:, None]
    if pace.weights == "distance_to_target_year":
        weights = divide(np.broadcast_to(goal - first[:, None], years.shape), goal - years)
    else:
        weights = (years - first[:, None] + 1.0) / (goal - first[:, None] + 1.0)
    weights = np.where(used & (years < goal), weights, 0.0)
    values = np.where(used, matrix.values, 0.0)
    total = weights.sum(axis=1)
    origin = divide((weights * np.where(used, years, 0.0)).sum(axis=1), total)
    level = divide((weights * values).sum(axis=1), total)
    ahead = np.where(used, years - origin[:, None], 0.0)
    lean = (weights * ahead * (values - level[:, None])).sum(axis=1)
    return Line(origin, level, divide(lean, (weights * ahead**2).sum(axis=1)))
