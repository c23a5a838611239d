"""Where a series is heading if it goes on as it has: centre, band, and the chance of its target.

The centre starts at the last observation and follows the median of all pairwise slopes, damped by
`phi` for every further year; the band is that of a random walk with drift, from Student's t. Shares
are carried forward on the logit scale and positive rates on the log scale, so that no value crosses
a natural limit. Below five observations or four years there is no projection, and nothing before
a break in the series is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import Field

from indicators.catalogue.models import Card
from indicators.methods.config import Minimum, read_yaml
from indicators.methods.likelihood import yearly_changes
from indicators.methods.matrix import Booleans, Floats, Matrix, divide, first_column, last_column
from indicators.methods.sides import TOLERANCE
from indicators.methods.slopes import theil_sen
from indicators.methods.special import expit, logit, student_below, student_quantile
from indicators.methods.specs import Specs

_ROWS_AT_ONCE = 10_000


class ProjectionRule(Card):
    """The settings of the projection; see projection.yaml for their reasons."""

    phi: float = Field(gt=0, le=1)
    levels: tuple[float, float]
    minimum: Minimum
    low_evidence_below: int
    until: int


@dataclass(frozen=True)
class Carried:
    """A block of series ready to be carried forward, on the scale on which that is done.

    `scale` is unit, log or logit; `count` the observations used; `spread` the standard deviation
    of yearly changes about the slope, `changes` their number.
    """

    scale: npt.NDArray[np.str_]
    low: Floats
    high: Floats
    origin_year: Floats
    origin: Floats
    slope: Floats
    spread: Floats
    changes: Floats
    count: Floats
    is_enough: Booleans

    def centre(self, ahead: Floats, phi: float) -> Floats:
        """The centre so many years after the last observation, on the scale."""
        grown = phi * (1.0 - phi**ahead) / (1.0 - phi) if phi < 1 else ahead
        return self.origin + self.slope * grown

    def error(self, ahead: Floats) -> Floats:
        """The standard error so many years after the last observation, on the scale."""
        with np.errstate(divide="ignore", invalid="ignore"):  # one value only: nothing is known
            return self.spread * np.sqrt(ahead * (1.0 + ahead / self.changes))

    def back(self, values: Floats) -> Floats:
        """From the scale to the series' own unit, never beyond a natural limit."""
        own = values
        if (self.scale == "log").any():
            with np.errstate(over="ignore"):
                own = np.where(self.scale == "log", self.low + np.exp(values), own)
        if (self.scale == "logit").any():
            width = np.where(self.scale == "logit", self.high - self.low, 1.0)
            own = np.where(self.scale == "logit", self.low + width * expit(values), own)
        low = np.where(np.isnan(self.low), -np.inf, self.low)
        return np.clip(own, low, np.where(np.isnan(self.high), np.inf, self.high))

    def onto(self, values: Floats) -> Floats:
        """From the series' own unit to the scale; a value at a limit is infinitely far."""
        return _onto(values[:, None], self.scale, self.low, self.high)[:, 0]


@cache
def load_projection_rule() -> ProjectionRule:
    """The settings in projection.yaml."""
    return ProjectionRule.model_validate(read_yaml(Path(__file__).with_name("projection.yaml")))


def carried(matrix: Matrix, specs: Specs, rule: ProjectionRule) -> Carried:
    """Slope, spread and scale of every series, from the observations after its last break."""
    used = matrix.comparable()
    scale = scale_of(used, specs)
    on_scale = Matrix(
        used.years, _onto(used.values, scale, specs.natural_min, specs.natural_max), used.breaks
    )
    present = used.present
    last, first = last_column(present), first_column(present)
    rows = np.arange(len(last))
    slope = np.full(len(last), np.nan)
    for begin in range(0, len(last), _ROWS_AT_ONCE):
        some = slice(begin, begin + _ROWS_AT_ONCE)
        slope[some] = theil_sen(on_scale.values[some]).median
    steps, number = yearly_changes(on_scale)
    apart = np.where(np.isnan(steps), 0.0, steps - slope[:, None])
    changes = number.astype(np.float64)
    count = present.sum(axis=1).astype(np.float64)
    years = (last - first).astype(np.float64)
    empty = not len(used.years)
    return Carried(
        scale=scale,
        low=specs.natural_min,
        high=specs.natural_max,
        origin_year=np.where(last >= 0, (0 if empty else used.years[0]) + last, np.nan),
        origin=slope.copy() if empty else np.where(last >= 0, on_scale.values[rows, last], np.nan),
        slope=slope,
        spread=np.sqrt(divide((apart**2).sum(axis=1), changes - 1.0)),
        changes=changes,
        count=count,
        is_enough=(count >= rule.minimum.observations) & (years >= rule.minimum.span_years),
    )


def scale_of(matrix: Matrix, specs: Specs) -> npt.NDArray[np.str_]:
    """Logit between two natural limits, log above one, else the series' own unit.

    A series that touches a limit stays in its own unit: the other scales have no place for it.
    """
    if not len(matrix.years):
        return np.full(len(specs.ids), "unit")
    with np.errstate(invalid="ignore"):
        inside_low = ~(matrix.values <= specs.natural_min[:, None]).any(axis=1)
        inside_high = ~(matrix.values >= specs.natural_max[:, None]).any(axis=1)
    both = ~np.isnan(specs.natural_min) & ~np.isnan(specs.natural_max)
    positive = (specs.natural_min == 0) & np.isnan(specs.natural_max)
    return np.select(
        [both & inside_low & inside_high, positive & inside_low], ["logit", "log"], "unit"
    )


def _onto(values: Floats, scale: npt.NDArray[np.str_], low: Floats, high: Floats) -> Floats:
    result = values
    with np.errstate(divide="ignore", invalid="ignore"):
        if (scale == "log").any():
            result = np.where((scale == "log")[:, None], np.log(values), result)
        is_share = scale == "logit"
        if is_share.any():
            share = (values - low[:, None]) / np.where(is_share, high - low, 1.0)[:, None]
            result = np.where(is_share[:, None], logit(np.clip(share, 0.0, 1.0)), result)
    return result


def at_years(
    series: Carried, years: Floats, rule: ProjectionRule
) -> tuple[Floats, dict[float, tuple[Floats, Floats]]]:
    """Centre and bands of one year per series, in its own unit; a hole where there is none."""
    ahead = years - series.origin_year
    usable = series.is_enough & (ahead >= 1)
    ahead = np.where(usable, ahead, 1.0)
    centre, error = series.centre(ahead, rule.phi), series.error(ahead)
    bands: dict[float, tuple[Floats, Floats]] = {}
    for level in rule.levels:
        reach = quantile(series.changes, level) * error
        bands[level] = (
            np.where(usable, series.back(centre - reach), np.nan),
            np.where(usable, series.back(centre + reach), np.nan),
        )
    return np.where(usable, series.back(centre), np.nan), bands


def quantile(changes: Floats, level: float) -> Floats:
    """Student's t for a two-sided band, with as many degrees of freedom as changes less one."""
    freedom = np.maximum(changes - 1.0, 1.0)
    distinct, where = np.unique(freedom, return_inverse=True)
    return student_quantile(distinct, 0.5 + level / 2.0)[where]


def chance_of(series: Carried, years: Floats, specs: Specs, rule: ProjectionRule) -> Floats:
    """The chance that the target is met in these years; a hole without projection or target."""
    ahead = years - series.origin_year
    usable = series.is_enough & (ahead >= 1) & ~np.isnan(specs.target_value)
    ahead = np.where(usable, ahead, 1.0)
    centre, error = series.centre(ahead, rule.phi), series.error(ahead)

    def below(bound: Floats) -> Floats:
        apart = series.onto(bound) - centre
        with np.errstate(divide="ignore", invalid="ignore"):
            score = np.where(error > 0, apart / error, np.sign(apart) * np.inf)
        # a series without any spread that lands on its bound has reached it
        score = np.where((error == 0) & (np.abs(apart) <= TOLERANCE), np.nan, score)
        chance = student_below(np.maximum(series.changes - 1.0, 1.0), score)
        return np.where(np.isnan(score), 0.5, chance)

    lower = below(specs.target_value)
    exact = (error == 0) & (lower == 0.5)
    upper = below(np.where(np.isnan(specs.target_upper), specs.target_value, specs.target_upper))
    chance = np.select(
        [specs.direction == "up", specs.direction == "down", specs.is_range],
        [1.0 - lower, lower, upper - lower],
        np.nan,
    )
    chance = np.where(exact, 1.0, chance)
    return np.where(usable, chance, np.nan)
