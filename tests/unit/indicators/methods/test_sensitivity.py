"""What else could have been said."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.methods import method_ids
from indicators.methods.sensitivity import WINDOWS, agreement, sensitivity
from tests.unit.indicators.methods.making import observed, spec

LINES = {
    "steady": dict(enumerate([50.0, 52.0, 54.0, 56.0, 58.0, 60.0], 2015)),
    "lucky": dict(enumerate([50.0, 50.0, 50.0, 50.0, 50.0, 60.0], 2015)),
    "open": dict(enumerate([1.0, 2.0, 3.0, 4.0], 2015)),
}


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    specs = pd.DataFrame(
        [
            spec("steady", target_value=80.0, base_year=2015, base_value=50.0),
            spec("lucky", target_value=80.0),
            spec("open"),
        ]
    )
    for column in ("base_year", "base_value", "target_upper"):
        specs[column] = specs.get(column, pd.Series(dtype=float)).astype(float)
    alternatives = pd.DataFrame(
        {
            "series": ["steady"],
            "variant": ["k_sdg_2030"],
            "target_year": [2030],
            "target_value": [200.0],
            "target_upper": [None],
        }
    )
    return sensitivity(observed(LINES), specs, alternatives)


def test_every_kind_of_doubt_is_there(table: pd.DataFrame) -> None:
    steady = table[table["indicator_id"] == "steady"]
    assert set(steady["kind"]) == {"method", "last_point", "window", "base", "target"}
    assert set(steady.loc[steady["kind"] == "method", "variant"]) == set(method_ids())
    assert (steady["kind"] == "window").sum() == len(WINDOWS)


def test_a_last_figure_that_makes_all_the_difference_is_seen(table: pd.DataFrame) -> None:
    lucky = table[(table["indicator_id"] == "lucky") & (table["kind"] == "last_point")].iloc[0]
    assert lucky["differs"]
    assert lucky["is_on_track"] is False


def test_another_target_is_another_verdict(table: pd.DataFrame) -> None:
    other = table[(table["indicator_id"] == "steady") & (table["kind"] == "target")].iloc[0]
    assert (other["variant"], other["is_on_track"], other["differs"]) == ("k_sdg_2030", False, True)


def test_who_cannot_answer_is_not_counted(table: pd.DataFrame) -> None:
    counted = agreement(table)
    assert counted.loc["steady", "methods_asked"] == len(method_ids()) - 1  # no long term yet
    assert counted["methods_on_track"].to_dict()["steady"] >= 6
    assert "open" not in counted.index
