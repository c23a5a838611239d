"""The decision table: which class a series gets, and for what reason."""

from __future__ import annotations

from typing import Any

import numpy as np

from indicators.methods.changes import Movement
from indicators.methods.config import Method
from indicators.methods.facts import Facts
from indicators.methods.ladders import rung_of
from indicators.methods.matrix import (
    Booleans,
    Floats,
    Integers,
    Matrix,
    at,
    divide,
    first_column,
)
from indicators.methods.rules import Course, Standing
from indicators.methods.sides import TOLERANCE
from indicators.methods.slopes import since, theil_sen
from indicators.methods.specs import Specs
from indicators.methods.words import Objects, either, first_true, is_word, named, only


def verdict_of(
    course: Course,
    specs: Specs,
    facts: Facts,
    standing: Standing,
    movement: Movement,
    method: Method,
) -> dict[str, Any]:
    """Assessment, reason, class, trend, and whether another slope would change the class."""
    rule = method.target_rule
    enough = is_enough(course, facts, method)
    met = course.is_met | _is_near_limit(course, specs, method)
    passed = (facts.last_year >= course.target_year) & ~met
    rung = rung_of(standing.statistic, rule.ladder)
    if rule.is_capped_after_deadline:
        rung = np.where(passed & (rung == 0), 1, rung)
    reason = _reason(course, specs, facts, met, enough, rung)
    by_pace = is_word(reason, "pace")
    trusted = enough & (facts.observations > 0) & ~specs.is_proxy
    trend = only(trusted, movement.trend)
    is_known = is_word(trend, "improving", "worsening")
    assessment = _assessment(reason, rung, trend, method)
    detail = either(by_pace & passed, "deadline_passed", reason)
    detail = either(by_pace & standing.has_slipped, "slipped", detail)
    sensitive, sen_ratio, unclear = _sensitivity(course, standing, rung, method)
    return {
        "assessment": assessment,
        "reason": detail,
        "pace_class": only(by_pace, named(rung, [r.name for r in rule.ladder.rungs])),
        "method_class": _method_class(reason, rung, trusted, movement, method),
        "trend": trend,
        "trend_class": only(trusted, movement.trend_class),
        "trend_basis": only(trusted, movement.basis),
        "trend_pct_per_year": np.where(trusted, movement.percent, np.nan),
        "is_improving_direction": only(is_known, is_word(trend, "improving").astype(object)),
        "pace_ratio": _finite(standing.statistic, rule.kind == "pace_ratio"),
        "sen_ratio": sen_ratio,
        "is_sensitive": by_pace & sensitive,
        "is_slope_unclear": by_pace & unclear,
    }


def is_enough(course: Course, facts: Facts, method: Method) -> Booleans:
    """Whether there are observations enough, over years enough, on this side of a break."""
    present, calendar = course.matrix.present, course.matrix.years[None, :]
    if method.minimum.within == "series":
        count = present.sum(axis=1)
        span = facts.last_year - at(course.matrix, first_column(present))[0]
    else:
        start, end = course.ends.from_year, course.ends.to_year
        inside = present & (calendar >= start[:, None]) & (calendar <= end[:, None])
        # a stated base is an observation too, whether or not the series repeats it
        observed = (inside & (calendar == start[:, None])).any(axis=1)
        count = inside.sum(axis=1) + (~observed & ~np.isnan(start))
        span = end - start
    return (count >= method.minimum.observations) & (span >= method.minimum.span_years)


def _is_near_limit(course: Course, specs: Specs, method: Method) -> Booleans:
    near = method.target_rule.met_within_of_limit
    if near is None:
        return np.zeros(len(course.target), dtype=bool)
    at_limit = (course.target == specs.natural_min) | (course.target == specs.natural_max)
    percent = (specs.natural_min == 0) & (specs.natural_max == 100)
    return at_limit & percent & (np.abs(course.target - course.last_value) <= near + TOLERANCE)


def _reason(
    course: Course,
    specs: Specs,
    facts: Facts,
    met: Booleans,
    enough: Booleans,
    rung: Integers,
) -> Objects:
    """The first row of the decision table that applies."""
    binary = specs.kind == "binary"
    milestone = first_true(
        [
            (facts.last_value >= 1.0, "milestone_done"),
            (facts.last_value > 0.0, "milestone_in_progress"),
        ],
        "milestone_not_started",
    )
    growth = np.isnan(course.ends.from_value) | (course.ends.from_value * course.ends.to_value > 0)
    rows: list[tuple[Booleans, Objects | str]] = [
        (facts.observations == 0, "no_figures"),
        (specs.is_proxy, "proxy_only"),
        (specs.kind == "qualitative", "qualitative"),
        (binary, milestone),
        (specs.direction == "none", "no_direction"),
        (np.isnan(course.target), "no_target"),
        (met, "target_met"),
        (course.base.is_before_break, "series_break"),
        (~enough, "too_few_observations"),
        ((rung < 0) & ~growth, "growth_undefined"),
        (rung < 0, "no_pace"),
    ]
    return first_true(rows, "pace")


_MEANS = {"no_figures": "no_data", "target_met": "achieved", "milestone_done": "achieved"}


def _assessment(reason: Objects, rung: Integers, trend: Objects, method: Method) -> Objects:
    rule = method.target_rule
    by_pace = named(rung, [each.means for each in rule.ladder.rungs])
    if rule.worsens_with_trend:
        worse = is_word(trend, "worsening") & ~is_word(by_pace, "on_track")
        by_pace = either(worse, "worsening", by_pace)
    fixed = first_true(
        [(is_word(reason, word), means) for word, means in _MEANS.items()], "monitoring"
    )
    return either(is_word(reason, "pace"), by_pace, fixed)


def _method_class(
    reason: Objects, rung: Integers, trusted: Booleans, movement: Movement, method: Method
) -> Objects:
    """The class in the method's own words."""
    rule = method.target_rule
    by_pace = named(rung, [each.name for each in rule.ladder.rungs])
    without = is_word(reason, "no_target") & trusted & (movement.rung >= 0)
    without &= method.change_rule.names_class
    return first_true(
        [
            (is_word(reason, "pace"), by_pace),
            (is_word(reason, "target_met"), rule.met.name),
            (without, movement.trend_class),
        ],
        method.missing,
    )


def _sensitivity(
    course: Course, standing: Standing, rung: Integers, method: Method
) -> tuple[Booleans, Floats, Booleans]:
    """Would the median slope give another class, and is its direction in doubt?"""
    hole = np.full(len(rung), np.nan)
    no = np.zeros(len(rung), dtype=bool)
    if method.pace.kind != "linear" or method.change_rule.kind != "relative_slope":
        return no, hole, no
    slope = theil_sen(_window_values(course.matrix, course, method))
    ratio = divide(course.sign * slope.median, np.abs(standing.required))
    differs = (rung_of(ratio, method.target_rule.ladder) != rung) & ~standing.has_slipped
    unclear = slope.is_unclear & ~np.isnan(slope.median)
    return differs | unclear, ratio, unclear


def _window_values(matrix: Matrix, course: Course, method: Method) -> Floats:
    width = method.window.years + method.window.tolerance + 1
    return since(matrix, course.ends.start, width=width)


def _finite(statistic: Floats, wanted: bool) -> Floats:
    return np.where(np.isfinite(statistic) & wanted, statistic, np.nan)
