"""Open SDG's automatic progress measure as Statistics Canada publishes it (MIT)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from indicators.methods import assess, load_method
from indicators.methods.aggregate import combine_series

Published = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="module")
def series(published: Published) -> pd.DataFrame:
    """Published components beside what the engine makes of base and latest value."""
    table = published("opensdg_canada_progress.csv")
    table["key"] = [f"{row}" for row in range(len(table))]
    ends = [("base_year", "base_value"), ("current_year", "current_value")]
    parts = [table[["key", *end]].set_axis(["series", "year", "value"], axis=1) for end in ends]
    observations = pd.concat(parts).dropna().drop_duplicates(["series", "year"])
    observations["year"] = observations["year"].astype(int)
    specs = pd.DataFrame(
        {
            "series": table["key"],
            "direction": np.where(table["direction"] > 0, "up", "down"),
            "base_year": table["base_year"],
            "base_value": table["base_value"],
            "target_value": table["target"],
            "target_year": table["target_year"],
            "natural_max": table["limit"],
        }
    )
    found = assess(observations, specs, load_method("open_sdg"))
    ours = found[["method_class", "statistic", "score"]].add_prefix("our_")
    return pd.concat([table, ours], axis=1)


def test_every_value(series: pd.DataFrame) -> None:
    known = series[series["progress_value"].notna()]
    assert len(known) == 175
    apart = (known["our_statistic"] - known["progress_value"]).abs()
    assert int((apart <= 1e-6).sum()) == 175


def test_every_score(series: pd.DataFrame) -> None:
    known = series[series["score"].notna()]
    assert ((known["our_score"] - known["score"]).abs() <= 1e-6).all()
    assert (series["score"].isna() == series["our_score"].isna()).all()


def test_every_status(series: pd.DataFrame) -> None:
    assert (series["our_method_class"] == series["status"]).all()


def test_every_indicator(series: pd.DataFrame) -> None:
    """Several series make an indicator; the groups in a series' name nest.

    All statuses are equal. Three scores of 116 differ by less than one point because the file
    shortens the names that would tell how deep their groups go.
    """
    levels = series["series"].str.split(" / ", expand=True).fillna("")
    groups = [series["indicator"].tolist()]
    groups += [levels[column].tolist() for column in levels.columns[1:]]
    achieved = series["our_method_class"].to_numpy() == "target_achieved"
    found = combine_series(series["our_score"].to_numpy(dtype=float), achieved, groups)
    published = series.groupby("indicator", sort=False)[["indicator_score", "indicator_status"]]
    first = published.first().dropna().reindex(found.index)
    apart = (found["score"] - first["indicator_score"]).abs()
    assert len(first) == 116
    assert int((apart <= 1e-6).sum()) == 113
    assert apart.max() < 1.0
    names = ["substantial_progress", "moderate_progress", "limited_progress"]
    bins = [found["score"] >= bound for bound in (2.5, 0.0, -2.5)]
    status = np.where(
        found["is_achieved"], "target_achieved", np.select(bins, names, "deterioration")
    )
    assert (status == first["indicator_status"]).all()
