"""A method is a file: window, base, pace, target rule, thresholds and scale, each with its reason.

The engine (`assess`) has no method of its own; what is written in `definitions/<id>.yaml` is all
that distinguishes one method from another.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import Field, model_validator

from indicators.catalogue.models import Bilingual, Card, Slug, Text

DEFINITIONS = Path(__file__).with_name("definitions")
DEFAULT = "seoul_default"

Assessment = Literal["achieved", "on_track", "delayed", "worsening", "monitoring", "no_data"]
Trend = Literal["improving", "steady", "worsening"]
Verification = Literal[
    "reproduced",  # our figures equal published ones (tests/golden)
    "read_in_primary_text",
    "not_verified_against_primary_text",
    "own",  # our own choice, explained on the method's page
]


class Part(Card):
    """One part of a method: where it stands in its source, and how well we know it."""

    part: Bilingual
    source: Text
    verification: Verification


class Window(Card):
    """The years whose change makes the actual pace.

    last_years: from the observation `years` before the last one (or its neighbour within
    `tolerance`), else from the earliest later one. since_base: from the base to the last
    observation. declared: the series says from when to when, nearest within `tolerance`.
    last_points: the last `points` observations. all: every observation from `start` on.
    """

    kind: Literal["last_years", "since_base", "declared", "last_points", "all"]
    years: int = Field(default=5, ge=1)
    points: int = Field(default=6, ge=2)
    tolerance: int = Field(default=0, ge=0)
    start: int | None = None
    is_bound_by_base: bool = False


class Base(Card):
    """Where the required pace starts.

    stated: the plan's baseline, else the first observation since `year`. first_since: the first
    observation since `year` (with `else_before`, the nearest earlier one if that is all there
    is). window: the window's first observation; its year is the declared one where declared.
    fitted: `year` itself, with the observation of that year or else the weighted line's value.
    """

    kind: Literal["stated", "first_since", "window", "fitted"]
    year: int = 2015
    else_before: bool = False


class Minimum(Card):
    """What a series (or its window) must have before its pace is judged."""

    within: Literal["series", "window"] = "window"
    observations: int = Field(ge=2)
    span_years: int = Field(ge=1)


class Pace(Card):
    """How change is measured.

    linear: units a year between the window's ends. growth: compound annual growth between them.
    mean_change: mean of the changes between neighbouring observations. weighted: slope of a
    regression that weighs late observations more.
    """

    kind: Literal["linear", "growth", "mean_change", "weighted"]
    zero_as: float | None = None  # a growth rate has no zero; some methods put a small number there
    weights: Literal["distance_to_target_year", "share_of_target_year"] = "distance_to_target_year"


class Rung(Card):
    """A class of the method, what it means in the city's words, and the trend it stands for."""

    name: Text
    means: Assessment = "monitoring"
    trend: Trend | None = None


class Cut(Rung):
    """The least value of a class; the value itself belongs to it unless `exclusive`."""

    at: float
    exclusive: bool = False


class Ladder(Card):
    """Classes from the best down; what reaches no cut falls to `otherwise`."""

    cuts: list[Cut] = Field(min_length=1)
    otherwise: Rung

    @model_validator(mode="after")
    def descending(self) -> Self:
        heights = [cut.at for cut in self.cuts]
        if heights != sorted(heights, reverse=True):
            raise ValueError("the cuts of a ladder must fall")
        return self

    @property
    def rungs(self) -> list[Rung]:
        """Every class, the best first."""
        return [*self.cuts, self.otherwise]


class TargetRule(Card):
    """What a series with a target is judged by, and where the classes begin.

    pace_ratio: actual / required pace. projected_share: the share of the way from base to target
    that the pace will have covered by the target year. anticipated_index: the same with 10 = met
    and 0 = nothing gained. covered_gap: the share of what is missing today that the pace will
    close. likelihood: the chance of meeting the target.
    """

    kind: Literal["pace_ratio", "projected_share", "anticipated_index", "covered_gap", "likelihood"]
    target: Literal["target", "green"] = "target"
    default_year: int = 2030
    ladder: Ladder
    met: Rung
    met_within_of_limit: float | None = None  # this near to a target of 0 or 100 counts as met
    is_capped_after_deadline: bool = False  # a missed year is never the best class again
    worsens_with_trend: bool = False
    runs: int = Field(default=1000, ge=100)
    seed: int = 0


class ChangeRule(Card):
    """What a series without a target is judged by.

    relative_slope: median slope as per cent a year of the window's mean level. growth: compound
    growth, per cent a year. rank: Spearman's correlation of value and year where it is
    significant, else 0. sign_pair: mean change and last change. direction: the sign of the pace.
    """

    kind: Literal["relative_slope", "growth", "rank", "sign_pair", "direction"]
    ladder: Ladder
    scarce: Ladder | None = None  # used instead, on the sign pair, for few observations
    scarce_below: int = 0
    limit_exponent: float | None = None
    significance: float = 0.1
    names_class: bool = False  # the method has classes for series without a target


class Segment(Card):
    """A straight piece of a score: from `at` up, intercept + slope * x (both / C if by_limit)."""

    at: float
    slope: float
    intercept: float
    by_limit: bool = False


class Scale(Card):
    """The number that a method gives beside its class.

    min_max: 100 * (x - lower) / (optimum - lower), held within 0 and 100. pace: straight pieces
    of the statistic, held within `low` and `high`. way_covered: 10 * way covered from base to
    target. standardised: distance to the target in standard deviations of the peers.
    """

    kind: Literal["min_max", "pace", "way_covered", "standardised"]
    with_target: list[Segment] = Field(default_factory=list[Segment])
    without_target: list[Segment] = Field(default_factory=list[Segment])
    low: float = 0.0
    high: float = 100.0
    colours: list[Text] = Field(default_factory=list)  # min_max: best to worst


class Method(Card):
    """One way of judging, as its file says."""

    id: Slug
    name: Bilingual
    source: Bilingual
    verification: Verification
    parts: list[Part] = Field(min_length=1)
    window: Window
    base: Base
    minimum: Minimum
    pace: Pace
    target_rule: TargetRule
    change_rule: ChangeRule
    scale: Scale
    missing: Text = "not_available"


def method_ids() -> tuple[str, ...]:
    """Every method that has a file: the default first, then by name."""
    found = sorted(path.stem for path in DEFINITIONS.glob("*.yaml"))
    return (DEFAULT, *(name for name in found if name != DEFAULT))


@cache
def load_method(method_id: str = DEFAULT) -> Method:
    """Read a method's file; KeyError if there is no such method."""
    if method_id not in method_ids():
        raise KeyError(method_id)
    method = Method.model_validate(read_yaml(DEFINITIONS / f"{method_id}.yaml"))
    if method.id != method_id:
        raise ValueError(f"{method_id}.yaml calls itself {method.id}")
    return method


def read_yaml(path: Path) -> Any:
    """The content of a configuration file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))
