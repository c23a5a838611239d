"""Counts, coverage, goals, composites and their bands."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.methods.aggregate import (
    class_of,
    combine_series,
    position_of,
    roll_up,
    two_worst,
)
from indicators.methods.uncertainty import Runs, bands, mean_band

INDICATORS = pd.DataFrame(
    {
        "indicator_id": list("abcdef"),
        "target": ["t1", "t1", "t2", "t3", "t3", "t3"],
        "goal": ["g1", "g1", "g1", "g2", "g2", "g2"],
        "assessment": ["achieved", "delayed", "monitoring", "no_data", "monitoring", "worsening"],
        "score": [5.0, 1.0, -2.0, np.nan, np.nan, -4.0],
    }
)


def test_counts_first() -> None:
    goal = roll_up(INDICATORS, ["target", "goal"])["goal"].to_dict("records")[0]
    counted = ("indicators", "achieved", "delayed", "monitoring", "judged", "scored")
    assert [goal[name] for name in counted] == [3, 1, 1, 1, 2, 3]


def test_every_target_weighs_alike() -> None:
    rolled = roll_up(INDICATORS, ["target", "goal"])
    assert rolled["target"].set_index("target").loc["t1", "score"] == 3.0
    assert rolled["goal"].set_index("goal").loc["g1", "score"] == pytest.approx(0.5)


def test_below_half_a_goal_is_grey_and_says_its_coverage() -> None:
    goal = roll_up(INDICATORS, ["target", "goal"])["goal"].to_dict("records")[1]
    assert goal["is_grey"]
    assert pd.isna(goal["class"])
    assert goal["coverage"] == pytest.approx(1 / 3)


def test_missing_scores_never_count_as_zero() -> None:
    goal = roll_up(INDICATORS, ["target", "goal"])["goal"].to_dict("records")[1]
    assert goal["score"] == -4.0


def test_classes_of_a_mean_score() -> None:
    assert class_of(np.array([2.5, 2.4999, 0.0, -2.5, -2.6])).tolist() == [
        "significant_progress",
        "moderate_progress",
        "moderate_progress",
        "moderate_away",
        "significant_away",
    ]


def test_nested_series_weigh_alike_within_their_group() -> None:
    found = combine_series(
        np.array([5.0, 1.0, 3.0, np.nan]),
        np.array([True, True, False, True]),
        [["x", "x", "x", "y"], ["p", "q", "q", "p"]],
    )
    assert found.loc["x", "score"] == 3.5
    assert not found.loc["x", "is_achieved"]
    assert "y" not in found.index


@pytest.mark.parametrize(
    ("positions", "colour"),
    [
        ([2.0, 2.0, 3.0], "green"),
        ([1.9, 2.9], "yellow"),
        ([0.9, 2.0], "orange"),
        ([0.9, 0.9, 3.0], "red"),
        ([0.5], "red"),
        ([2.4], "green"),
        ([1.6], "yellow"),
        ([], None),
    ],
)
def test_the_two_worst_decide(positions: list[float], colour: str | None) -> None:
    padded = np.array([[*positions, *([np.nan] * (3 - len(positions)))]])
    assert two_worst(padded)[0] == colour


def test_positions_between_the_thresholds() -> None:
    values = np.array([0.0, 20.0, 30.0, 50.0, 75.0, 120.0, np.nan])
    ends = [np.full(len(values), end) for end in (0.0, 20.0, 50.0, 100.0)]
    found = position_of(values, *ends)
    assert found[:-1].tolist() == pytest.approx([0.0, 1.0, 4 / 3, 2.0, 2.5, 3.0])
    assert np.isnan(found[-1])
    turned = position_of(-values, *(-end for end in ends))
    np.testing.assert_allclose(turned, found)


def test_bands_hold_the_score_and_come_again() -> None:
    scores = np.random.default_rng(0).uniform(20, 90, (20, 15))
    runs = Runs(count=200, means=("arithmetic", "geometric"), seed=4)
    first, second = bands(scores, runs), bands(scores, runs)
    pd.testing.assert_frame_equal(first, second)
    assert (first["score_low"] <= first["score"] + 1e-9).all()
    assert (first["rank_low"] <= first["rank_high"]).all()


def test_a_single_member_has_no_band() -> None:
    assert mean_band(np.array([50.0, np.nan])) == pytest.approx((50.0, 50.0))
    assert np.isnan(mean_band(np.array([np.nan]))).all()
