"""The projection: what it says, what it leaves unsaid, and where its numbers come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from indicators.methods.backtest import errors, report
from indicators.methods.matrix import matrix_of
from indicators.methods.outlook import outlook, yearly
from indicators.methods.projection import load_projection_rule
from indicators.methods.specs import Specs
from tests.unit.indicators.methods.making import observed, spec

RULE = load_projection_rule()


def project(line: Mapping[int, float], **known: Any) -> pd.Series:
    specs = Specs.of(pd.DataFrame([spec(**known)]))
    return outlook(matrix_of(observed({"a": line}), specs.ids), specs, RULE).iloc[0]


def years(*values: float) -> dict[int, float]:
    return dict(enumerate(values, 2015))


NOISY = years(10.0, 12.0, 11.0, 14.0, 13.0, 16.0, 15.0, 18.0)


def test_the_formula_by_hand() -> None:
    found = project(NOISY, target_year=2027, target_value=25.0)
    values = np.array(list(NOISY.values()))
    pairs = [(values[j] - values[i]) / (j - i) for j in range(8) for i in range(j)]
    slope = float(np.median(pairs))
    centre = values[-1] + slope * sum(0.85**k for k in range(1, 6))
    left = np.diff(values) - slope
    error = np.sqrt((left**2).sum() / 6) * np.sqrt(5 * (1 + 5 / 7))
    reach = stats.t.ppf(0.9, 6) * error
    assert found["projected_value"] == pytest.approx(centre)
    assert found["projected_low80"] == pytest.approx(centre - reach)
    assert found["projected_high80"] == pytest.approx(centre + reach)
    assert found["meet_probability"] == pytest.approx(stats.t.sf((25.0 - centre) / error, 6))
    assert found["projection_scale"] == "unit"


@pytest.mark.parametrize(
    "line", [years(1.0, 2.0, 3.0, 4.0), {2015: 1.0, 2016: 2.0, 2017: 2.5, 2018: 3.0}, {}]
)
def test_none_below_five_observations(line: dict[int, float]) -> None:
    found = project(line, target_value=9.0)
    assert found["projection_evidence"] == "none"
    assert np.isnan(found["projected_value"])
    assert np.isnan(found["meet_probability"])


def test_five_to_seven_observations_are_low_evidence() -> None:
    assert project(years(1.0, 2.0, 4.0, 4.0, 5.0))["projection_evidence"] == "low"
    assert project(NOISY)["projection_evidence"] == "usual"


def test_nothing_before_a_break_is_carried_forward() -> None:
    frame = observed({"a": years(90.0, 91.0, 92.0, 10.0, 11.0, 12.0, 13.0, 14.0)})
    frame["is_break"] = frame["year"] == 2018
    specs = Specs.of(pd.DataFrame([spec()]))
    found = outlook(matrix_of(frame, specs.ids), specs, RULE).iloc[0]
    assert found["projection_evidence"] == "low"
    assert 14.0 < found["projected_value"] < 20.0


def test_shares_and_rates_stay_within_their_limits() -> None:
    share = project(years(90.0, 93.0, 92.0, 96.0, 97.0, 98.5), natural_min=0.0, natural_max=100.0)
    assert share["projection_scale"] == "logit"
    assert share["projected_high95"] < 100.0
    rate = project(years(5.0, 4.0, 4.5, 3.0, 2.0, 1.0), natural_min=0.0)
    assert rate["projection_scale"] == "log"
    assert 0.0 < rate["projected_low95"] < rate["projected_value"]


def test_a_series_at_its_limit_keeps_its_unit_and_is_held() -> None:
    found = project(years(97.0, 98.0, 99.0, 100.0, 100.0), natural_min=0.0, natural_max=100.0)
    assert found["projection_scale"] == "unit"
    assert found["projected_high95"] == 100.0


def test_a_straight_line_has_no_doubt() -> None:
    line = years(10.0, 11.0, 12.0, 13.0, 14.0)
    near = project(line, target_value=15.0, target_year=2024)
    far = project(line, target_value=30.0, target_year=2024)
    assert (near["meet_probability"], far["meet_probability"]) == (1.0, 0.0)


def test_a_range_is_met_between_its_ends() -> None:
    found = project(
        years(1.0, 1.05, 0.95, 1.0, 1.02, 0.98),
        direction="range",
        target_value=0.5,
        target_upper=1.5,
    )
    assert 0.7 < found["meet_probability"] < 1.0


def test_a_proxy_says_nothing_of_the_city() -> None:
    assert project(NOISY, is_proxy=True)["projection_evidence"] == "none"


def test_what_would_have_to_happen_each_year() -> None:
    specs = Specs.of(pd.DataFrame([spec(target_value=28.0, target_year=2027)]))
    table = yearly(matrix_of(observed({"a": NOISY}), specs.ids), specs, RULE)
    assert table["year"].tolist() == list(range(2023, 2031))
    assert table["required_step"].dropna().unique().tolist() == [2.0]
    assert table.loc[table["year"] == 2027, "required_value"].item() == 28.0
    assert table.loc[table["year"] > 2027, "required_value"].isna().all()
    width = table["projected_high80"] - table["projected_low80"]
    assert width.is_monotonic_increasing


def test_too_few_observations_still_have_the_required_way() -> None:
    specs = Specs.of(pd.DataFrame([spec(target_value=20.0)]))
    table = yearly(matrix_of(observed({"a": {2024: 8.0}}), specs.ids), specs, RULE)
    assert table["projected_value"].isna().all()
    assert table["required_step"].unique().tolist() == [2.0]


def test_nobody_has_figures() -> None:
    specs = Specs.of(pd.DataFrame([spec(target_value=20.0)]))
    assert yearly(matrix_of(observed({}), specs.ids), specs, RULE).empty


def test_the_back_test_sees_the_training_years_only() -> None:
    chance = np.random.default_rng(3)
    walks = np.cumsum(chance.normal(0.5, 1.0, (30, 20)), axis=1) + 100.0
    lines = {f"s{n:02d}": dict(enumerate(row, 2001)) for n, row in enumerate(walks.tolist())}
    specs = Specs.of(pd.DataFrame([spec(name) for name in lines]))
    matrix = matrix_of(observed(lines), specs.ids)
    before = errors(matrix, specs, RULE, length=10, horizon=3)
    early = before[(before["origin"] == 2010) & (before["ahead"] == 1)]
    cut = {name: {y: v for y, v in line.items() if y <= 2011} for name, line in lines.items()}
    again = errors(matrix_of(observed(cut), specs.ids), specs, RULE, length=10, horizon=3)
    pd.testing.assert_frame_equal(early.reset_index(drop=True), again)


def test_the_band_covers_random_walks_as_promised() -> None:
    chance = np.random.default_rng(5)
    walks = np.cumsum(chance.normal(0.5, 1.0, (400, 17)), axis=1) + 100.0
    lines = {f"s{n:03d}": dict(enumerate(row, 2001)) for n, row in enumerate(walks.tolist())}
    specs = Specs.of(pd.DataFrame([spec(name) for name in lines]))
    found = report(matrix_of(observed(lines), specs.ids), specs, RULE, lengths=(10,)).iloc[0]
    assert 0.75 <= found["inner_band_at_horizon"] <= 0.85
    assert 0.90 <= found["outer_band_at_horizon"] <= 0.97
