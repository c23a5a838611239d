"""The chance of meeting a target when past changes come again in random order."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from indicators.methods.config import TargetRule
from indicators.methods.matrix import Floats, Integers, Matrix
from indicators.methods.sides import reached

_ROWS_AT_ONCE = 200


class Aim(Protocol):
    """What the chance is asked of."""

    @property
    def sign(self) -> Floats: ...
    @property
    def last_value(self) -> Floats: ...
    @property
    def target(self) -> Floats: ...
    @property
    def years_left(self) -> Floats: ...


def yearly_changes(matrix: Matrix) -> tuple[Floats, Integers]:
    """Changes a year between neighbouring observations, packed to the left, and their number."""
    years, count = matrix.years, len(matrix.values)
    packed = np.full((count, max(len(years) - 1, 0)), np.nan)
    number = np.zeros(count, dtype=np.int64)
    value, year = np.full(count, np.nan), np.full(count, np.nan)
    for column in range(len(years)):
        now = matrix.values[:, column]
        here = ~np.isnan(now)
        rows = np.flatnonzero(here & ~np.isnan(value))
        packed[rows, number[rows]] = (now[rows] - value[rows]) / (years[column] - year[rows])
        number[rows] += 1
        value, year = np.where(here, now, value), np.where(here, float(years[column]), year)
    return packed, number


def likelihood(matrix: Matrix, aim: Aim, rule: TargetRule) -> Floats:
    """The share of runs that meet the target; a hole below two changes or without a target.

    All series share the same random numbers, so that neither their order nor their number
    changes any result.
    """
    changes, number = yearly_changes(matrix)
    left = np.nan_to_num(aim.years_left).astype(np.int64)
    horizon = int(left.max(initial=0))
    draws = np.random.default_rng(rule.seed).random((rule.runs, horizon))
    chance = np.full(len(number), np.nan)
    usable = np.flatnonzero((number >= 2) & ~np.isnan(aim.target))
    for begin in range(0, len(usable), _ROWS_AT_ONCE):
        rows = usable[begin : begin + _ROWS_AT_ONCE]
        picks = (draws[None] * number[rows, None, None]).astype(np.int64)
        drawn = np.take_along_axis(changes[rows, None, :], picks, axis=2)
        ahead = np.arange(horizon)[None, None, :] < left[rows, None, None]
        end = aim.last_value[rows, None] + np.where(ahead, drawn, 0.0).sum(axis=2)
        met = reached(end, aim.target[rows, None], aim.sign[rows, None])
        chance[rows] = met.mean(axis=1)
    return chance
