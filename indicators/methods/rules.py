"""Target rules: one number per series that says how it stands against its target.

Every rule gives a greater number for a better standing, so that one kind of ladder serves all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.methods.config import Method
from indicators.methods.likelihood import likelihood
from indicators.methods.matrix import Booleans, Floats, Matrix, divide
from indicators.methods.pace import Line, actual_pace, orientation, required_pace
from indicators.methods.sides import reached
from indicators.methods.specs import Specs
from indicators.methods.windows import Ends, Start


@dataclass(frozen=True)
class Course:
    """What is known of a one-sided series when its target rule is applied."""

    matrix: Matrix
    sign: Floats
    base: Start
    ends: Ends
    last_year: Floats
    last_value: Floats
    target: Floats
    target_year: Floats
    line: Line | None

    @property
    def years_left(self) -> Floats:
        """From the last observation to the target year; 0 when that has passed."""
        return np.maximum(self.target_year - self.last_year, 0.0)

    @property
    def is_met(self) -> Booleans:
        """Whether the window's last value meets the target."""
        return reached(self.ends.to_value, self.target, self.sign)


@dataclass(frozen=True)
class Standing:
    """Actual and required pace, the value expected in the target year, and the rule's number.

    `has_slipped`: the target was met at the base and no longer is.
    """

    actual: Floats
    required: Floats
    expected: Floats
    statistic: Floats
    has_slipped: Booleans


def standing_of(course: Course, specs: Specs, method: Method) -> Standing:
    """Apply the method's target rule."""
    pace = method.pace
    actual = actual_pace(course.ends, pace, course.line)
    base_year = course.ends.nominal if method.base.kind == "window" else course.base.year
    # a weighted line's slope is in units a year, and so is the pace that it is compared with
    required = required_pace(course.base.value, base_year, course.target, course.target_year, pace)
    slipped = reached(course.base.value, course.target, course.sign) & ~course.is_met
    slipped &= ~np.isnan(course.last_value)
    expected = _expected(course, actual, method, specs)
    rules = {
        "pace_ratio": lambda: _pace_ratio(course, actual, required, slipped, method),
        "projected_share": lambda: _share(course, expected, slipped),
        "anticipated_index": lambda: _index(course, expected),
        "covered_gap": lambda: _covered(course, expected),
        "likelihood": lambda: likelihood(course.matrix, course, method.target_rule),
    }
    statistic = rules[method.target_rule.kind]()
    return Standing(actual, required, expected, statistic, slipped)


def _expected(course: Course, actual: Floats, method: Method, specs: Specs) -> Floats:
    """Where the pace would lead by the target year, never beyond a natural limit."""
    if course.line is not None:
        there = course.line.at(course.target_year)
    elif method.pace.kind == "growth":
        there = course.last_value * (1.0 + actual) ** course.years_left
    else:
        there = course.last_value + actual * course.years_left
    low = np.where(np.isnan(specs.natural_min) | specs.is_range, -np.inf, specs.natural_min)
    high = np.where(np.isnan(specs.natural_max) | specs.is_range, np.inf, specs.natural_max)
    low = np.where(specs.is_range & (specs.two_sided == "distance"), 0.0, low)
    return np.clip(there, low, high)


def _pace_ratio(
    course: Course, actual: Floats, required: Floats, slipped: Booleans, method: Method
) -> Floats:
    """Actual over required pace, positive towards the target.

    Where the target was met at the base and has been lost since, a pace from the base means
    nothing; the pace that is needed from today takes its place.
    """
    oriented = orientation(course.ends.from_value, course.sign, method.pace) * actual
    if method.pace.kind == "linear":
        from_now = divide(course.target - course.last_value, course.years_left)
        needed = np.where(slipped, from_now, required)
    else:
        needed = required
    ratio = divide(oriented, np.abs(needed))
    # nothing was required and the target has been lost: no finite ratio says how bad that is
    return np.where(np.isnan(ratio) & slipped & (oriented < 0), -np.inf, ratio)


def _share(course: Course, expected: Floats, slipped: Booleans) -> Floats:
    """The share of the way from base to target that will be covered by the target year."""
    way = course.target - course.base.value
    share = divide(expected - course.base.value, way)
    return np.where(slipped & ~np.isnan(expected), -np.inf, share)


def _index(course: Course, expected: Floats) -> Floats:
    """10 = the target will be met; 0 = as far from it as at the base; negative = farther."""
    way = np.abs(course.target - course.base.value)
    index = divide(10.0 * course.sign * (expected - course.base.value), way)
    index = np.where((way == 0) & ~np.isnan(expected), -np.inf, index)
    return np.where(reached(expected, course.target, course.sign), 10.0, index)


def _covered(course: Course, expected: Floats) -> Floats:
    """The share of today's gap that the pace will close by the target year."""
    return divide(expected - course.last_value, course.target - course.last_value)
