"""2019 US Cities SDG Index (SDSN, CC BY 4.0): scores, goals, index.

The published file leaves out one health indicator that counts in goal 3 (its scores follow from
the published goal scores, and all of them lie between 0 and 100), so goal 3 is checked with the
six that are there plus the one that the goal score implies.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from indicators.methods import assess, load_method
from indicators.methods.aggregate import roll_up
from indicators.methods.uncertainty import Runs, bands

# Published in single precision: seven digits.
SINGLE = 2e-5
Published = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="module")
def indicators(published: Published) -> pd.DataFrame:
    table = published("uscities2019_indicators.csv")
    table["series"] = table["cbsa"].astype(str) + "/" + table["ind"]
    names = {
        "target": "optimum",
        "worst": "lower_bound",
        "to_green": "green",
        "to_orange": "red",
    }
    specs = table.rename(columns=names)[["series", *names.values()]]
    found = assess(table[["series", "value"]].assign(year=2019), specs, load_method("sdr_2019plus"))
    return table.assign(score=found["score"], assessment=found["assessment"])


@pytest.fixture(scope="module")
def goals(published: Published) -> pd.DataFrame:
    return published("uscities2019_goals_index.csv").set_index("Cbsa")


def test_every_normalised_score(indicators: pd.DataFrame) -> None:
    assert len(indicators) == 5710
    apart = (indicators["score"] - indicators["norm_published"]).abs()
    equal = apart <= SINGLE * np.maximum(1.0, indicators["norm_published"].abs())
    assert int(equal.sum()) == 5710


@pytest.fixture(scope="module")
def with_implied(indicators: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    health = indicators[indicators["SDG"] == 3].groupby("cbsa")["score"]
    implied = (health.size() + 1) * goals["score_sdg3"] - health.sum()
    rows = pd.DataFrame({"cbsa": implied.index, "SDG": 3, "score": implied.to_numpy()})
    return pd.concat([indicators, rows.assign(assessment="monitoring")], ignore_index=True)


def test_the_indicator_left_out_has_possible_scores(with_implied: pd.DataFrame) -> None:
    implied = with_implied[with_implied["ind"].isna()]["score"]
    assert len(implied) == 105
    assert implied.between(-1e-4, 100 + 1e-4).all()


def test_every_goal_score_and_every_index(with_implied: pd.DataFrame, goals: pd.DataFrame) -> None:
    table = with_implied.assign(
        goal=with_implied["cbsa"].astype(str) + "/" + with_implied["SDG"].astype(str)
    )
    rolled = roll_up(table.assign(city=table["cbsa"]), ["goal", "city"])
    scores = rolled["goal"].set_index("goal")["score"]
    checked = 0
    for number in table["SDG"].unique():
        for city, value in goals[f"score_sdg{number}"].dropna().items():
            assert scores[f"{city}/{number}"] == pytest.approx(value, rel=SINGLE)
            checked += 1
    assert checked == 1574
    index = rolled["city"].set_index("city")["score"].reindex(goals.index)
    apart = (index - goals["score_sdgi"]).abs()
    assert int((apart <= SINGLE * goals["score_sdgi"]).sum()) == 105


def test_goals_that_the_file_holds_whole_need_nothing_implied(
    indicators: pd.DataFrame, goals: pd.DataFrame
) -> None:
    means = indicators[indicators["SDG"] != 3].groupby(["cbsa", "SDG"])["score"].mean()
    published = pd.Series(
        {key: goals.loc[key[0], f"score_sdg{key[1]}"] for key in means.index}, dtype=float
    )
    assert len(means) == 1469
    assert ((means.to_numpy() - published.to_numpy()) <= SINGLE * published.to_numpy()).all()


def test_ranks_move_by_seven_places_when_weights_move_by_a_quarter(goals: pd.DataFrame) -> None:
    columns = [name for name in goals if str(name).startswith("score_sdg") and name != "score_sdgi"]
    found = bands(goals[columns].to_numpy(dtype=float), Runs(count=1000, noise=0.25, seed=7))
    width = found["rank_high"] - found["rank_low"]
    assert float(width.median()) == pytest.approx(7.0, abs=1.0)
