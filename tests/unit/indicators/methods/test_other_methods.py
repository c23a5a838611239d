"""What each borrowed method says of the same small series."""

from __future__ import annotations

import pytest

from indicators.methods import load_method, method_ids
from tests.unit.indicators.methods.making import is_hole, judge

RISING = [50.0, 52.0, 54.0, 56.0, 58.0, 60.0]


def test_the_default_comes_first() -> None:
    assert method_ids()[0] == "seoul_default"
    assert len(method_ids()) == 9


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(KeyError):
        load_method("../config")


@pytest.mark.parametrize("name", method_ids())
def test_each_method_answers_and_says_how_well_it_is_known(name: str) -> None:
    method = load_method(name)
    row = judge(RISING, method, target_value=80.0)
    reachable = name != "eurostat_15y"  # six years are no long term
    assert (row["assessment"] == "monitoring") is not reachable
    worst = {part.verification for part in method.parts}
    assert method.verification in worst


@pytest.mark.parametrize("name", method_ids())
def test_a_met_target_is_achieved_by_every_method(name: str) -> None:
    assert judge([78.0, 79.0, 80.0, 81.0, 82.0, 83.0], name, target_value=80.0)["assessment"] == (
        "achieved"
    )


@pytest.mark.parametrize("name", method_ids())
def test_missing_is_grey_by_every_method(name: str) -> None:
    assert judge({}, name, target_value=80.0)["assessment"] == "no_data"
    assert judge({2020: 5.0}, name, target_value=80.0)["assessment"] == "monitoring"


def test_eurostat_compares_growth() -> None:
    row = judge([100.0, 101.0, 102.0, 103.0, 104.0, 105.0], "eurostat_5y", target_value=116.0)
    assert row["actual_pace_per_year"] == pytest.approx(1.05**0.2 - 1)
    assert row["required_pace_per_year"] == pytest.approx(1.16 ** (1 / 15) - 1)
    assert row["method_class"] == "significant_progress"
    assert row["score"] == pytest.approx(min(5.0, (row["statistic"] - 0.6) / 0.7 * 5))


def test_eurostat_long_term_wants_ten_years() -> None:
    line = {year: 100.0 * 1.02 ** (year - 2005) for year in range(2005, 2021)}
    assert judge(line, "eurostat_15y")["method_class"] == "significant_progress"
    assert judge(RISING, "eurostat_15y")["method_class"] == "not_available"


@pytest.mark.parametrize(
    ("growth", "word"),
    [
        (0.02, "significant_progress"),
        (0.005, "moderate_progress"),
        (0.0, "neutral"),
        (-0.005, "moderate_away"),
        (-0.02, "significant_away"),
    ],
)
def test_eurostat_without_a_target(growth: float, word: str) -> None:
    row = judge([100.0 * (1 + growth) ** year for year in range(6)], "eurostat_5y")
    assert row["method_class"] == word
    assert row["score"] == pytest.approx(250 * growth)


def test_growth_has_no_meaning_across_zero() -> None:
    row = judge([-2.0, -1.0, 1.0, 2.0], "eurostat_5y", target_value=10.0)
    assert (row["assessment"], row["reason"]) == ("monitoring", "growth_undefined")


def test_unsd_counts_the_share_of_the_way() -> None:
    row = judge([100.0, 102.0, 104.0, 106.0, 108.0, 110.0], "unsd_2023", target_value=150.0)
    expected = 110.0 * 1.1 ** (10 / 5)
    assert row["expected_value"] == pytest.approx(expected)
    assert row["statistic"] == pytest.approx((expected - 100) / 50)
    assert row["method_class"] == "moderate_progress"


def test_unsd_takes_an_earlier_base_where_there_is_no_other() -> None:
    row = judge({2010: 50.0, 2013: 55.0, 2018: 60.0}, "unsd_2023", target_value=70.0)
    assert row["base_year"] == 2013


def test_unsd_within_one_point_of_the_limit_is_met() -> None:
    row = judge(
        [97.0, 98.0, 99.2], "unsd_2023", target_value=100.0, natural_min=0.0, natural_max=100.0
    )
    assert row["assessment"] == "achieved"


def test_escap_indices() -> None:
    row = judge(RISING, "escap", target_value=80.0)
    assert row["score"] == pytest.approx(10 * 10 / 30)  # ten of thirty points
    assert row["expected_value"] == pytest.approx(80.0)  # a straight line goes on
    assert (row["statistic"], row["method_class"]) == (pytest.approx(10.0), "maintain")
    away = judge(RISING, "escap", direction="down", target_value=40.0)
    assert away["method_class"] == "reverse"


def test_escap_reads_2015_off_the_line_where_it_was_not_observed() -> None:
    line = {2012: 44.0, 2014: 48.0, 2016: 52.0, 2018: 56.0}
    row = judge(line, "escap", target_value=80.0)
    assert (row["base_year"], row["base_value"]) == (2015, pytest.approx(50.0))


def test_oecd_distance_and_chance() -> None:
    row = judge(RISING, "oecd_distance", target_value=80.0, spread=5.0)
    assert row["score"] == pytest.approx(4.0)
    assert (row["statistic"], row["method_class"]) == (1.0, "likely")
    unlikely = judge(RISING, "oecd_distance", target_value=90.0)
    assert (unlikely["method_class"], is_hole(unlikely["score"])) == ("unlikely", True)


@pytest.mark.parametrize(
    ("target", "word"), [(80.0, "sun"), (83.0, "sun_and_cloud"), (120.0, "cloud"), (40.0, "sun")]
)
def test_dns_weather(target: float, word: str) -> None:
    assert judge(RISING, "dns_weather", target_value=target)["method_class"] == word


def test_dns_storm_and_direction_only() -> None:
    assert judge(RISING, "dns_weather", direction="down", target_value=40.0)["method_class"] == (
        "storm"
    )
    assert judge(RISING, "dns_weather")["method_class"] == "sun"
    assert judge([5.0, 6.0, 8.0, 7.0], "dns_weather")["method_class"] == "sun_and_cloud"
    assert judge([5.0, 6.0, 7.0], "dns_weather")["method_class"] == "not_available"


def test_sdr_colour_at_the_middle_is_yellow_despite_rounding() -> None:
    row = judge({2020: 0.85}, "sdr_2019plus", optimum=1.0, lower_bound=0.5, green=0.9, red=0.8)
    assert row["level_class"] == "yellow"
