"""Two-sided targets: judged by the distance from the range, or by the ratio to the optimum.

After this step every series with a direction has one side only, so that nothing later needs to
know that ranges exist.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.methods.matrix import Booleans, Floats, Matrix
from indicators.methods.specs import Specs

# A value that equals a threshold up to rounding noise counts as having reached it.
TOLERANCE = 1e-9


@dataclass(frozen=True)
class OneSided:
    """The series as they are judged: `sign` says which way is better, `target` where to."""

    matrix: Matrix
    sign: Floats
    target: Floats
    base_value: Floats
    optimum: Floats
    lower_bound: Floats


def one_sided(matrix: Matrix, specs: Specs, target: Floats) -> OneSided:
    """Turn ranges into distances; everything else passes unchanged."""
    plain = OneSided(matrix, specs.sign, target, specs.base_value, specs.optimum, specs.lower_bound)
    if not specs.is_range.any():
        return plain
    ratio = specs.is_range & (specs.two_sided == "ratio")
    apart = specs.is_range & ~ratio
    upper = np.where(np.isnan(specs.target_upper), target, specs.target_upper)

    def measured(values: Floats) -> Floats:
        return _measured(values, target, upper, apart, ratio)

    known = ~np.isnan(target)
    return OneSided(
        Matrix(matrix.years, measured(matrix.values), matrix.breaks),
        np.select([apart, ratio], [-1.0, 1.0], plain.sign),
        np.select([apart & known, ratio & known], [0.0, 1.0], target),
        measured(specs.base_value[:, None])[:, 0],
        np.select([apart, ratio], [0.0, 1.0], specs.optimum),
        measured(specs.lower_bound[:, None])[:, 0],
    )


def _measured(
    values: Floats, lower: Floats, upper: Floats, apart: Booleans, ratio: Booleans
) -> Floats:
    low, high = lower[:, None], upper[:, None]
    outside = np.maximum(np.maximum(low - values, values - high), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        nearness = np.minimum(values / low, low / values)
    picked = np.where(apart[:, None], outside, np.where(ratio[:, None], nearness, values))
    return np.where(np.isnan(values), np.nan, picked)


def reached(values: Floats, target: Floats, sign: Floats) -> Booleans:
    """Whether a value meets its target, on the right side and up to rounding noise."""
    slack = TOLERANCE * np.maximum(1.0, np.abs(target))
    return sign * (values - target) >= -slack
