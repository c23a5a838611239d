"""Districts beside one another: spread, similar ones, small numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import indicators.methods
from indicators.catalogue import load_catalogue
from indicators.methods.config import read_yaml
from indicators.methods.districts import DistrictRule, median_of_similar, positions, similar
from indicators.methods.intervals import exact_count, exact_share, pooled_rate, wilson

RULE = DistrictRule.model_validate(
    read_yaml(Path(indicators.methods.__file__).parent / "districts.yaml")
)
NAMES = [f"d{n:02d}" for n in range(9)]


def values(numbers: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"indicator_id": "x", "area": NAMES, "value": numbers})


def test_better_is_positive_whichever_way_is_better() -> None:
    line = values([float(n) for n in range(9)])
    up = positions(line, {"x": 1.0}).set_index("area")
    down = positions(line, {"x": -1.0}).set_index("area")
    np.testing.assert_allclose(up["robust_z"], -down["robust_z"])
    assert (up.loc["d08", "tercile"], down.loc["d08", "tercile"]) == ("best", "worst")
    assert up["tercile"].value_counts().tolist() == [3, 3, 3]


def test_without_a_direction_nobody_is_best() -> None:
    found = positions(values([float(n) for n in range(9)]), {})
    assert set(found["tercile"]) == {"upper", "middle", "lower"}


def test_one_extreme_district_leaves_the_others_apart() -> None:
    found = positions(values([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 1000.0]), {"x": 1.0})
    assert found["robust_z"].abs().max() > 100
    assert found.set_index("area").loc["d00", "robust_z"] == pytest.approx(-4 / (2 * 1.4826))


def test_a_missing_district_is_left_out_and_no_spread_has_no_distance() -> None:
    found = positions(values([np.nan, *[5.0] * 8]), {"x": 1.0})
    assert found["districts"].unique().tolist() == [8]
    assert found["robust_z"].isna().all()


def test_similar_ones_by_declared_features() -> None:
    chance = np.random.default_rng(2)
    table = pd.DataFrame(
        {each.id: chance.uniform(10, 20, 9) for each in RULE.features}, index=NAMES
    )
    table.loc["d01"] = table.loc["d00"] * 1.001
    table.loc["d08", RULE.features[0].id] = np.nan
    like = similar(table, RULE)
    assert like["d00"][0] == "d01"
    assert like["d08"] == []
    assert all(name not in others for name, others in like.items())
    assert all("d08" not in others for others in like.values())
    assert median_of_similar({"d01": 3.0, "d02": 5.0}, {"d00": ["d01", "d02"], "d03": []})[
        "d00"
    ] == (4.0)


def test_features_and_events_are_on_cards() -> None:
    catalogue = load_catalogue()
    measures = {(card.id, each.id) for card in catalogue.sources for each in card.measures}
    for feature in RULE.features:
        assert (feature.figure.source, feature.figure.measure) in measures
    known = {card.id for card in catalogue.indicators}
    assert {*RULE.events, *RULE.shares} <= known


def test_wilson_against_its_definition() -> None:
    low, high = wilson(np.array([7.0]), np.array([50.0]))
    expected = stats.binomtest(7, 50).proportion_ci(method="wilson")
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high))


def test_exact_intervals_against_scipy() -> None:
    low, high = exact_share(np.array([7.0]), np.array([50.0]))
    expected = stats.binomtest(7, 50).proportion_ci(method="exact")
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high))
    low, high = exact_count(np.array([0.0, 11.0]))
    assert low[0] == 0.0
    assert high[0] == pytest.approx(-np.log(0.025))
    assert (low[1], high[1]) == pytest.approx((5.491, 19.682), abs=1e-3)


def test_pooling_leaves_half_known_years_out() -> None:
    rate, low, high = pooled_rate(
        np.array([[2.0, 4.0, np.nan]]),
        np.array([[100.0, 200.0, 500.0]]),
        1000.0,
        is_share=False,
    )
    assert rate[0] == pytest.approx(20.0)
    assert low[0] < 20.0 < high[0]
    nobody = pooled_rate(np.array([[1.0]]), np.array([[np.nan]]), 1.0, is_share=True)
    assert all(np.isnan(each[0]) for each in nobody)
