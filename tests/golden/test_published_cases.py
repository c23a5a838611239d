"""A few published cases that are always here, each with its source."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from indicators.methods import assess, load_method

CASES = pd.read_csv(Path(__file__).with_name("published_cases.csv"))


@pytest.mark.parametrize("case", CASES["case"].unique())
def test_case(case: str) -> None:
    rows = CASES[CASES["case"] == case]
    row = rows.iloc[0]
    found = assess(rows[["series", "year", "value"]], rows.head(1), load_method(row["method"]))
    ours = found.iloc[0]
    assert ours["method_class"] == row["expect_class"]
    if pd.notna(row["expect_score"]):
        assert ours["score"] == pytest.approx(row["expect_score"], abs=5e-5)
    if pd.notna(row["expect_level"]):
        assert ours["level_class"] == row["expect_level"]


def test_every_case_names_its_source() -> None:
    assert CASES["source"].notna().all()
