"""Change rules: which way a series goes, with or without a target."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.methods.config import ChangeRule, Method
from indicators.methods.ladders import rung_of
from indicators.methods.matrix import Booleans, Floats, Integers, Matrix, divide
from indicators.methods.pace import orientation
from indicators.methods.slopes import Slope, mean_level, rank_correlation, since, theil_sen
from indicators.methods.specs import Specs
from indicators.methods.windows import Ends, window_start
from indicators.methods.words import Objects, either, first_true, is_word, named, only


@dataclass(frozen=True)
class Movement:
    """The change of each series: per cent a year, its class by the method, and its direction.

    `trend` is improving, steady, worsening, or rising, falling, steady where no direction is
    better. `oriented` is the number that the ladder was asked with.
    """

    percent: Floats
    oriented: Floats
    limit_factor: Floats
    rung: Integers
    trend: Objects
    trend_class: Objects
    basis: Objects


def movement_of(
    matrix: Matrix, specs: Specs, sign: Floats, ends: Ends, actual: Floats, method: Method
) -> Movement:
    """Apply the method's change rule to every series."""
    rule = method.change_rule
    statistic, percent = _statistic(matrix, ends, actual, sign, method)
    limit = _limit_factor(specs, ends, rule)
    if rule.kind == "relative_slope":
        limit = np.where(sign > 0, limit, 1.0)  # the limit is near above, not below
    blind = np.isnan(sign)
    oriented = np.where(blind, statistic, np.where(blind, 1.0, sign) * statistic)
    rung = rung_of(oriented, rule.ladder, limit)
    classes = named(rung, [each.name for each in rule.ladder.rungs])
    trends = named(rung, [each.trend for each in rule.ladder.rungs])
    # a cut that a limit has shrunk to zero does not make an improvement out of standing still
    trends = either((oriented == 0) & is_word(trends, "improving"), "steady", trends)
    basis = only(rung >= 0, rule.kind)
    if rule.scarce is not None:
        classes, trends, basis = _scarce(matrix, sign, rule, (classes, trends, basis))
    trends = _undirected(trends, blind)
    return Movement(
        percent,
        oriented,
        limit,
        np.where(blind, -1, rung),
        trends,
        only(~blind, classes),
        basis,
    )


def _statistic(
    matrix: Matrix, ends: Ends, actual: Floats, sign: Floats, method: Method
) -> tuple[Floats, Floats]:
    """The rule's number (positive = rising) and the change in per cent a year."""
    rule = method.change_rule
    if rule.kind == "relative_slope":
        slope, level = trend_slope(matrix, method)
        percent = 100.0 * divide(slope.median, level)
        # a series of zeros stands still; it has no level to compare with
        percent = np.where((slope.median == 0) & (level == 0), 0.0, percent)
        return percent, percent
    if rule.kind == "growth":
        rising = orientation(ends.from_value, np.ones(len(sign)), method.pace) * actual
        return rising, 100.0 * rising
    share = 100.0 * divide(actual, np.abs(ends.from_value))
    if rule.kind == "rank":
        rho, chance = rank_correlation(since(matrix, ends.start))
        known = np.where(np.isnan(chance), np.nan, rho)
        return np.where(chance < rule.significance, known, known * 0.0), share
    if rule.kind == "sign_pair":
        return sign_pair(matrix, ends.start, np.where(np.isnan(sign), 1.0, sign)), share
    return np.sign(actual), share


def trend_slope(matrix: Matrix, method: Method) -> tuple[Slope, Floats]:
    """The median slope of the trend window and the window's mean level."""
    window = method.window
    start = window_start(matrix, window, np.full(len(matrix.values), np.nan))
    used = since(matrix, start, width=window.years + window.tolerance + 1)
    return theil_sen(used), mean_level(used)


def sign_pair(matrix: Matrix, start: Integers, sign: Floats) -> Floats:
    """Mean change and last change: 3 both right, 2 the mean only, 1 the last only, 0 neither.

    Given in the series' own direction times `sign`, so that the caller may orient it again.
    """
    values = since(matrix, start)
    if values.shape[1] < 2:
        return np.full(len(values), np.nan)
    present = ~np.isnan(values)
    rows = np.arange(len(values))
    last = values[:, -1]
    earlier = present.copy()
    earlier[:, -1] = False
    previous = values[rows, np.where(earlier.any(axis=1), _last(earlier), 0)]
    first = values[rows, present.argmax(axis=1)]
    mean_right, last_right = sign * (last - first) > 0, sign * (last - previous) > 0
    code = 2.0 * mean_right + 1.0 * last_right
    return sign * np.where(earlier.any(axis=1), code, np.nan)


def _last(present: Booleans) -> Integers:
    width = present.shape[1]
    return width - 1 - present[:, ::-1].argmax(axis=1)


def _limit_factor(specs: Specs, ends: Ends, rule: ChangeRule) -> Floats:
    """How much of the usual change is possible this near to a natural limit (1 = all of it).

    Source: Open SDG, progress measure; 1 - (b / limit)^4.44, mirrored above the limit.
    """
    count = len(specs.natural_max)
    if rule.limit_exponent is None:
        return np.ones(count)
    base, limit = np.abs(ends.from_value), np.abs(specs.natural_max)
    share = divide(base, limit)
    mirrored = np.where(share <= 1.0, share, np.maximum(2.0 - share, 0.0))
    return np.where(np.isnan(share), 1.0, 1.0 - mirrored**rule.limit_exponent)


def _scarce(
    matrix: Matrix,
    sign: Floats,
    rule: ChangeRule,
    usual: tuple[Objects, Objects, Objects],
) -> tuple[Objects, Objects, Objects]:
    """Few observations have no slope worth the name; their sign pair says what can be said."""
    assert rule.scarce is not None  # noqa: S101 - for the type checker; the caller has looked
    count = matrix.present.sum(axis=1)
    few = (count >= 2) & (count < rule.scarce_below)
    if not few.any():
        return usual
    from_start = np.zeros(len(count), dtype=np.int64)
    better = np.where(np.isnan(sign), 1.0, sign)
    pair = better * sign_pair(matrix, from_start, better)
    rung = np.where(few, rung_of(pair, rule.scarce), -1)
    rungs = rule.scarce.rungs
    found = (
        named(rung, [each.name for each in rungs]),
        named(rung, [each.trend for each in rungs]),
        only(rung >= 0, "sign_pair"),
    )
    classes, trends, basis = (either(few, new, old) for new, old in zip(found, usual, strict=True))
    return classes, trends, basis


def _undirected(trends: Objects, blind: Booleans) -> Objects:
    """Where neither direction is better, a series rises or falls and nothing more is said."""
    plain = first_true(
        [(is_word(trends, "improving"), "rising"), (is_word(trends, "worsening"), "falling")],
        trends,
    )
    return either(blind, plain, trends)
