"""The decision table: every class of indicator gets what the method page promises."""

from __future__ import annotations

import pytest

from tests.unit.indicators.methods.making import is_hole, judge

RISING = [50.0, 52.0, 54.0, 56.0, 58.0, 60.0]  # 2015 to 2020, 2 a year


@pytest.mark.parametrize(
    ("target", "assessment", "pace_class"),
    [
        (80.0, "on_track", "on_track"),  # 2 a year needed
        (81.5, "on_track", "on_track"),  # 95 %
        (90.0, "delayed", "moderate"),  # 75 %
        (120.0, "delayed", "limited"),  # 43 %
        (500.0, "delayed", "stagnating"),  # 7 %
    ],
)
def test_a_numeric_target_is_judged_by_pace(
    target: float, assessment: str, pace_class: str
) -> None:
    row = judge(RISING, target_value=target)
    assert (row["assessment"], row["pace_class"], row["reason"]) == (assessment, pace_class, "pace")


def test_moving_away_is_worsening() -> None:
    row = judge(RISING, direction="down", target_value=40.0)
    assert (row["assessment"], row["trend"]) == ("worsening", "worsening")
    assert row["pace_ratio"] < -0.1


def test_a_met_target_is_achieved_even_when_it_falls() -> None:
    row = judge([70.0, 68.0, 66.0, 64.0, 62.0, 60.0], target_value=55.0)
    assert (row["assessment"], row["trend"]) == ("achieved", "worsening")


def test_a_target_that_was_met_and_lost_is_worsening() -> None:
    row = judge([70.0, 68.0, 66.0, 64.0, 62.0, 60.0], target_value=65.0)
    assert (row["assessment"], row["reason"]) == ("worsening", "slipped")


def test_a_lost_target_that_comes_back_in_time_is_on_track() -> None:
    line = {2015: 70.0, 2016: 50.0, 2017: 52.0, 2018: 54.0, 2019: 56.0, 2020: 58.0, 2021: 60.0}
    row = judge(line, target_value=65.0)
    assert (row["assessment"], row["reason"]) == ("on_track", "slipped")


def test_a_target_that_equals_the_base_and_is_lost_is_worsening() -> None:
    row = judge([60.0, 59.0, 58.0, 57.0, 56.0], target_value=60.0)
    assert (row["assessment"], row["reason"]) == ("worsening", "slipped")


def test_another_target_year_is_respected() -> None:
    early, late = (judge(RISING, target_value=70.0, target_year=year) for year in (2023, 2030))
    assert early["assessment"] == "delayed"
    assert late["assessment"] == "on_track"
    assert early["required_pace_per_year"] == pytest.approx(20 / 8)


def test_a_missed_year_is_never_on_track_again() -> None:
    row = judge(RISING, target_value=61.0, target_year=2020)
    assert row["pace_ratio"] < 0.95
    fast = judge(
        {2015: 50.0, 2016: 40.0, 2018: 45.0, 2020: 60.0}, target_value=61.0, target_year=2020
    )
    assert (fast["assessment"], fast["reason"]) == ("delayed", "deadline_passed")


def test_the_plans_baseline_goes_before_the_first_observation() -> None:
    row = judge(RISING, target_value=80.0, base_year=2010, base_value=20.0)
    assert (row["base_year"], row["base_value"]) == (2010, 20.0)
    assert row["required_pace_per_year"] == pytest.approx(3.0)


def test_what_happened_before_the_base_is_not_the_plans_pace() -> None:
    line = {2013: 10.0, 2014: 20.0, 2017: 50.0, 2018: 51.0, 2019: 52.0}
    row = judge(line, target_value=80.0, base_year=2017, base_value=50.0)
    assert row["pace_from_year"] == 2017


def test_direction_only_has_a_trend_and_no_verdict() -> None:
    row = judge(RISING)
    assert (row["assessment"], row["reason"]) == ("monitoring", "no_target")
    assert (row["trend"], row["trend_class"]) == ("improving", "significant_progress")
    assert is_hole(row["pace_class"])


@pytest.mark.parametrize(
    ("step", "trend", "trend_class"),
    [
        (0.6, "improving", "significant_progress"),
        (0.2, "steady", "moderate_progress"),
        (0.0, "steady", "neutral"),
        (-0.2, "steady", "moderate_away"),
        (-0.6, "worsening", "significant_away"),
    ],
)
def test_the_cut_without_a_target_is_one_per_cent_a_year(
    step: float, trend: str, trend_class: str
) -> None:
    row = judge([50.0 + step * year for year in range(6)])
    assert (row["trend"], row["trend_class"]) == (trend, trend_class)


def test_near_a_natural_limit_less_change_is_asked_for() -> None:
    line = [98.0, 98.2, 98.4, 98.6, 98.8, 99.0]
    assert judge(line)["trend"] == "steady"
    near = judge(line, natural_max=100.0)
    assert near["trend"] == "improving"
    assert near["limit_factor"] == pytest.approx(1 - 0.98**4.44)


def test_standing_still_at_the_limit_is_no_improvement() -> None:
    assert judge([100.0] * 6, natural_max=100.0)["trend"] == "steady"


@pytest.mark.parametrize(
    ("line", "trend"),
    [
        ([10.0, 11.0, 12.0, 13.0], "improving"),
        ([10.0, 12.0, 14.0, 13.0], "steady"),
        ([14.0, 12.0, 10.0, 11.0], "steady"),
        ([14.0, 13.0, 12.0, 11.0], "worsening"),
    ],
)
def test_few_observations_have_a_sign_pair(line: list[float], trend: str) -> None:
    row = judge(line)
    assert (row["trend"], row["trend_basis"]) == (trend, "sign_pair")


def test_without_a_direction_a_series_rises_or_falls() -> None:
    row = judge(RISING, direction="none", target_value=80.0)
    assert (row["assessment"], row["reason"], row["trend"]) == (
        "monitoring",
        "no_direction",
        "rising",
    )


@pytest.mark.parametrize(
    ("value", "assessment", "reason"),
    [
        (1.0, "achieved", "milestone_done"),
        (0.4, "monitoring", "milestone_in_progress"),
        (0.0, "monitoring", "milestone_not_started"),
    ],
)
def test_a_milestone_is_done_or_not(value: float, assessment: str, reason: str) -> None:
    row = judge({2024: value}, kind="binary", target_value=1.0)
    assert (row["assessment"], row["reason"]) == (assessment, reason)


def test_a_range_is_judged_by_the_distance_from_it() -> None:
    inside = judge([1.2, 1.1, 1.05, 1.0], direction="range", target_value=0.97, target_upper=1.03)
    assert inside["assessment"] == "achieved"
    nearing = judge(
        [2.0, 1.9, 1.8, 1.7, 1.6], direction="range", target_value=0.97, target_upper=1.03
    )
    assert nearing["assessment"] == "on_track"
    assert nearing["last_value"] == 1.6
    assert nearing["gap"] == pytest.approx(-0.57)
    below = judge([0.5, 0.4, 0.3, 0.2], direction="range", target_value=0.97, target_upper=1.03)
    assert below["assessment"] == "worsening"


def test_parity_may_be_measured_as_a_ratio() -> None:
    row = judge([0.5, 0.6, 0.7, 0.8, 0.9], direction="range", target_value=1.0, two_sided="ratio")
    assert row["assessment"] == "on_track"


@pytest.mark.parametrize(
    ("line", "target", "assessment"),
    [
        ([0.0, 1.0, 2.0, 3.0, 4.0], 15.0, "on_track"),
        ([-4.0, -3.0, -2.0, -1.0, 0.0], 11.0, "on_track"),
        ([-10.0, -9.5, -9.0, -8.5, -8.0], 5.0, "delayed"),
        ([0.0, 0.0, 0.0, 0.0, 0.0], 5.0, "delayed"),
    ],
)
def test_zero_and_negative_values_are_judged(
    line: list[float], target: float, assessment: str
) -> None:
    assert judge(line, target_value=target)["assessment"] == assessment


def test_zeros_stand_still() -> None:
    assert judge([0.0] * 6)["trend"] == "steady"


@pytest.mark.parametrize(
    "line", [{2020: 50.0}, {2019: 50.0, 2020: 52.0}, {2018: 1.0, 2019: 2.0, 2020: 3.0}]
)
def test_too_little_is_grey(line: dict[int, float]) -> None:
    row = judge(line, target_value=80.0)
    assert (row["assessment"], row["reason"]) == ("monitoring", "too_few_observations")
    assert is_hole(row["trend"])


def test_nothing_is_no_data() -> None:
    row = judge({}, target_value=80.0)
    assert (row["assessment"], row["reason"], row["observations"]) == ("no_data", "no_figures", 0)


def test_a_proxy_is_shown_and_not_judged() -> None:
    row = judge(RISING, target_value=80.0, is_proxy=True)
    assert (row["assessment"], row["reason"]) == ("monitoring", "proxy_only")
    assert is_hole(row["trend"])
    assert is_hole(row["score"])


def test_nothing_before_a_break_is_compared() -> None:
    line = [50.0, 52.0, 54.0, 30.0, 31.0, 32.0, 33.0, 34.0]
    row = judge(line, breaks=[2018], target_value=42.0)
    assert (row["base_year"], row["pace_from_year"]) == (2018, 2018)
    assert (row["assessment"], row["trend"]) == ("on_track", "improving")


def test_a_baseline_before_a_break_is_grey() -> None:
    line = [50.0, 52.0, 54.0, 30.0, 31.0, 32.0, 33.0]
    row = judge(line, breaks=[2018], target_value=60.0, base_year=2015, base_value=50.0)
    assert (row["assessment"], row["reason"]) == ("monitoring", "series_break")


def test_a_slope_in_doubt_is_said() -> None:
    row = judge([50.0, 55.0, 49.0, 56.0, 48.0, 53.0], target_value=59.0)
    assert row["reason"] == "pace"
    assert row["is_slope_unclear"]
    assert row["is_sensitive"]


def test_the_path_and_what_is_missing() -> None:
    row = judge(RISING, target_value=80.0)
    assert row["path_value"] == pytest.approx(60.0)
    assert row["path_gap"] == pytest.approx(0.0)
    assert row["progress_pct"] == pytest.approx(100 / 3)
    assert row["required_from_now_per_year"] == pytest.approx(2.0)
