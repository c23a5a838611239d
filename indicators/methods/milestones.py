"""A way with milestones: where a series should stand in a year between its base and its target."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np


def path_value(
    base_year: float, base_value: float, stops: Mapping[int, float], year: float
) -> float:
    """The value on the straight lines from the base through every milestone; a hole without base.

    >>> path_value(2015, 40.0, {2025: 30.0, 2030: 10.0}, 2027)
    22.0
    """
    if any(math.isnan(each) for each in (base_year, base_value, year)) or not stops:
        return math.nan
    points = {base_year: base_value} | {float(when): value for when, value in stops.items()}
    years = sorted(points)
    return float(np.interp(year, years, [points[when] for when in years]))
