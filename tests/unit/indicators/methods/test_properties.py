"""What must hold for any series: symmetry, no look-ahead, no reward for getting worse.

Every example is a table of series, so that one call judges many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.methods import assess, load_method, method_ids
from tests.unit.indicators.methods.making import judge, observed, spec

LINEAR = ("seoul_default", "sdr_2019plus", "dns_weather")
RANKS = {"worsening": 0, "delayed": 1, "on_track": 2, "achieved": 3}
GREY = {"monitoring", "no_data"}
CLASSES = ["assessment", "reason", "method_class", "trend"]

values = st.floats(min_value=1.0, max_value=1000.0).map(lambda value: round(value, 2))


@dataclass(frozen=True)
class Line:
    """One series: values from 2015 on (None = no observation), what it aims at, which way."""

    values: tuple[float | None, ...]
    target: float
    direction: str

    def known(self) -> dict[int, float]:
        return {year: value for year, value in enumerate(self.values, 2015) if value is not None}


def lines(*, least: int = 2, with_holes: bool = False) -> st.SearchStrategy[list[Line]]:
    cell = st.one_of(values, st.none()) if with_holes else values
    line = st.builds(
        Line,
        values=st.lists(cell, min_size=least, max_size=15).map(tuple),
        target=values,
        direction=st.sampled_from(["up", "down"]),
    )
    return st.lists(line, min_size=1, max_size=25)


def table(some: Sequence[Line], method: str, **options: int) -> pd.DataFrame:
    frame = observed({f"s{n:02d}": line.known() for n, line in enumerate(some)})
    specs = pd.DataFrame(
        [
            spec(f"s{n:02d}", target_value=line.target, direction=line.direction)
            for n, line in enumerate(some)
        ]
    )
    return assess(frame, specs, load_method(method), **options)


def changed(some: Sequence[Line], change: Callable[[Line], Line]) -> list[Line]:
    return [change(line) for line in some]


def scaled(line: Line, by: float) -> Line:
    return replace(
        line,
        values=tuple(None if value is None else by * value for value in line.values),
        target=by * line.target,
    )


def mirrored(line: Line) -> Line:
    turned = "down" if line.direction == "up" else "up"
    return replace(scaled(line, -1.0), direction=turned)


@settings(max_examples=15, deadline=None)
@given(some=lines())
@pytest.mark.parametrize("method", LINEAR)
def test_a_mirrored_series_gets_the_same_class(method: str, some: list[Line]) -> None:
    usual, other = table(some, method), table(changed(some, mirrored), method)
    pd.testing.assert_frame_equal(usual[CLASSES], other[CLASSES])


@settings(max_examples=15, deadline=None)
@given(some=lines(), power=st.integers(-8, 8))
@pytest.mark.parametrize("method", method_ids())
def test_the_unit_does_not_matter(method: str, some: list[Line], power: int) -> None:
    # exact in binary, so that only the method can make a difference
    other = table(changed(some, lambda line: scaled(line, 2.0**power)), method)
    pd.testing.assert_frame_equal(table(some, method)[CLASSES], other[CLASSES])


@settings(max_examples=10, deadline=None)
@given(some=lines(with_holes=True), chance=st.randoms(use_true_random=False))
@pytest.mark.parametrize("method", method_ids())
def test_order_of_rows_does_not_matter(
    method: str, some: list[Line], chance: np.random.RandomState
) -> None:
    frame = observed({f"s{n}": line.known() for n, line in enumerate(some)})
    specs = pd.DataFrame([spec(f"s{n}", target_value=500.0) for n in range(len(some))])
    order, swapped = list(range(len(frame))), list(range(len(specs)))
    chance.shuffle(order)
    chance.shuffle(swapped)
    usual = assess(frame, specs, load_method(method)).set_index("indicator_id")
    mixed = assess(frame.iloc[order], specs.iloc[swapped], load_method(method))
    pd.testing.assert_frame_equal(usual, mixed.set_index("indicator_id").loc[usual.index])


@settings(max_examples=20, deadline=None)
@given(some=lines(), better=st.floats(0.01, 500.0))
@pytest.mark.parametrize("method", method_ids())
def test_a_better_last_value_never_worsens_the_class(
    method: str, some: list[Line], better: float
) -> None:
    def improved(line: Line) -> Line:
        last = line.values[-1] or 0.0
        # upwards by a step, downwards by a share: a growth rate across zero is none
        new = last + better if line.direction == "up" else last / (1.0 + better)
        return replace(line, values=(*line.values[:-1], new))

    before = table(some, method)["assessment"]
    after = table(changed(some, improved), method)["assessment"]
    for old, new in zip(before, after, strict=True):
        if old not in GREY:
            assert RANKS[new] >= RANKS[old]


@settings(max_examples=15, deadline=None)
@given(some=lines(least=0, with_holes=True))
@pytest.mark.parametrize("method", method_ids())
def test_missing_is_grey_and_never_red(method: str, some: list[Line]) -> None:
    least = load_method(method).minimum.observations
    unreachable = changed(some, lambda line: replace(line, target=2000.0, direction="up"))
    for line, assessment in zip(some, table(unreachable, method)["assessment"], strict=True):
        if len(line.known()) < least:
            assert assessment in GREY
        if not line.known():
            assert assessment == "no_data"


@settings(max_examples=15, deadline=None)
@given(some=lines(least=4, with_holes=True), as_of=st.integers(2015, 2029))
@pytest.mark.parametrize("method", method_ids())
def test_the_future_is_not_looked_at(method: str, some: list[Line], as_of: int) -> None:
    seen = changed(some, lambda line: replace(line, values=line.values[: as_of - 2014]))
    pd.testing.assert_frame_equal(table(some, method, as_of_year=as_of), table(seen, method))


def test_a_gap_in_the_years_is_no_value() -> None:
    with_hole = judge({2015: 1.0, 2017: 3.0, 2018: np.nan, 2020: 6.0}, target_value=20.0)
    assert with_hole["observations"] == 3
    assert with_hole["last_year"] == 2020


def test_threads_do_not_matter() -> None:
    chance = np.random.default_rng(1)
    count = 45_000
    frame = pd.DataFrame(
        {
            "series": np.repeat([f"s{n}" for n in range(count)], 6),
            "year": np.tile(np.arange(2015, 2021), count),
            "value": chance.normal(50.0, 5.0, 6 * count),
        }
    )
    specs = pd.DataFrame(
        {"series": [f"s{n}" for n in range(count)], "direction": "up", "target_value": 60.0}
    )
    one, two = (assess(frame, specs, load_method(), workers=workers) for workers in (1, 2))
    pd.testing.assert_frame_equal(one, two)
