"""Scores: the number that a method gives beside its class, and the colour that goes with it."""

from __future__ import annotations

import numpy as np

from indicators.methods.changes import Movement
from indicators.methods.config import Scale, Segment
from indicators.methods.matrix import Booleans, Floats, divide
from indicators.methods.rules import Course, Standing
from indicators.methods.sides import TOLERANCE, OneSided, reached
from indicators.methods.specs import Specs
from indicators.methods.words import Objects, first_true, none, only


def score_of(
    scale: Scale,
    course: Course,
    sided: OneSided,
    specs: Specs,
    standing: Standing,
    movement: Movement,
) -> Floats:
    """The score of each series; a hole where the scale cannot be laid on it."""
    if scale.kind == "min_max":
        return min_max(course.last_value, sided.optimum, sided.lower_bound)
    met = reached(course.last_value, course.target, course.sign)
    way = course.target - course.base.value
    if scale.kind == "way_covered":
        share = divide(10.0 * course.sign * (course.last_value - course.base.value), np.abs(way))
        return np.where(met, 10.0, share)
    if scale.kind == "standardised":
        missing = np.maximum(course.sign * (course.target - course.last_value), 0.0)
        return divide(missing, specs.spread)
    with_target = pieces(standing.statistic, scale.with_target, scale)
    without = pieces(movement.oriented, scale.without_target, scale, movement.limit_factor)
    without = np.where(np.isnan(course.sign), np.nan, without)
    score = np.where(np.isnan(course.target), without, with_target)
    return np.where(met, scale.high, score)


def min_max(values: Floats, optimum: Floats, lower_bound: Floats) -> Floats:
    """100 at the optimum, 0 at the lower bound, held within; either may be the greater.

    >>> min_max(np.array([5.0, -1.0]), np.array([0.0, 0.0]), np.array([20.0, 20.0])).tolist()
    [75.0, 100.0]
    """
    return np.clip(divide(100.0 * (values - lower_bound), optimum - lower_bound), 0.0, 100.0)


def pieces(
    statistic: Floats, segments: list[Segment], scale: Scale, limit: Floats | None = None
) -> Floats:
    """A score of straight pieces, held within the scale's ends."""
    if not segments:
        return np.full(len(statistic), np.nan)
    factor = np.ones(len(statistic)) if limit is None else limit
    conditions: list[Booleans] = []
    values: list[Floats] = []
    for segment in segments:
        by_limit = factor if segment.by_limit else np.ones_like(factor)
        conditions.append(statistic >= segment.at * by_limit - TOLERANCE)
        scaled = divide(statistic, by_limit)
        # at the limit itself no change is possible, and standing still is all that can be asked
        scaled = np.where((by_limit == 0) & (statistic >= 0), np.inf, scaled)
        values.append(segment.intercept + segment.slope * scaled)
    score = np.clip(np.select(conditions, values, np.nan), scale.low, scale.high)
    return np.where(np.isnan(statistic), np.nan, score)


def colour_of(values: Floats, sided: OneSided, specs: Specs, colours: list[str]) -> Objects:
    """Green from the green threshold on, then yellow to the middle, orange to red, red beyond.

    Every threshold belongs to the better side; None where a threshold is not stated.
    """
    if not colours:
        return none(len(values))
    green, red, middle = specs.green, specs.red, (specs.green + specs.red) / 2.0
    known = ~np.isnan(values) & ~np.isnan(green) & ~np.isnan(red) & ~specs.is_range
    bounds = zip((green, middle, red), colours, strict=False)
    tests = [(reached(values, bound, sided.sign), colour) for bound, colour in bounds]
    return only(known, first_true(tests, colours[3]))
