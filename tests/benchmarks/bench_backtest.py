"""How well the projection would have done on our own series, and on published ones if there are.

    python -m tests.benchmarks backtest

Every indicator's series (city, nation as proxy, districts, breakdowns) that ships with the project.
The districts' series of one indicator move together, so every indicator counts once.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.methods.backtest import report
from indicators.methods.matrix import matrix_of
from indicators.methods.projection import load_projection_rule
from indicators.methods.specs import Specs

COVERAGE = (0.70, 0.85)
_SAMPLE = 3000


def main() -> dict[str, Any]:
    """The table, and whether it holds what is promised."""
    found: dict[str, Any] = {"own": _told(own_series())}
    table = published_series()
    if table is not None:
        found["ons_open_data"] = _told(table)
    return found


def backtest(table: pd.DataFrame) -> pd.DataFrame:
    """The report on a long table: `indicator_id`, `series`, `year`, `value`, natural limits."""
    cards = table.groupby("series", sort=True).first().reset_index()
    specs = Specs.of(cards.assign(direction="up"))
    groups = dict(zip(cards["series"], cards["indicator_id"], strict=True))
    matrix = matrix_of(table, specs.ids)
    return report(matrix, specs, load_projection_rule(), groups=groups)


def _told(table: pd.DataFrame) -> dict[str, Any]:
    found = backtest(table)
    low, high = COVERAGE
    return {
        "table": found.round(3).to_dict("records"),
        "is_covered": bool(found["inner_band_at_horizon"].between(low, high).all()),
        "is_no_worse_than_rivals": _is_best(found, ""),
        "is_no_worse_than_rivals_by_forecast": _is_best(found, "_by_forecast"),
    }


def _is_best(found: pd.DataFrame, weight: str) -> bool:
    rivals = found[[f"naive{weight}", f"drift{weight}"]].min(axis=1)
    return bool((found[f"projection{weight}"] <= rivals).all())


def own_series() -> pd.DataFrame:
    """Every yearly series of the release that SDG_HOME serves; without one it is built aside."""
    from pipelines.build import build
    from pipelines.settings import Settings
    from warehouse.queries import Releases

    home = Path(os.environ.get("SDG_HOME", "var"))
    with tempfile.TemporaryDirectory() as aside:
        if not (home / "CURRENT").is_file():
            home = Path(aside)
            build(Settings(home=home))
        release = Releases(home).current()
        observed = release.table("core.observation")
        limits = release.table("catalogue.indicator")
    observed = observed[observed["value"].notna()].sort_values("period", kind="stable")
    observed["year"] = observed["period"].str[:4].astype("int64")
    keys = ["indicator_id", "area", "breakdown"]
    observed["series"] = observed[keys].agg("/".join, axis=1)
    yearly = observed.drop_duplicates(["series", "year"], keep="last")
    limits = limits[["indicator_id", "natural_min", "natural_max"]]
    return yearly[["indicator_id", "series", "year", "value"]].merge(limits, on="indicator_id")


def published_series() -> pd.DataFrame | None:
    """A sample of the series that a statistical office publishes, where SDG_SHARED has them."""
    path = Path(os.environ.get("SDG_SHARED", "")) / "data" / "ons_long.parquet"
    if not os.environ.get("SDG_SHARED") or not path.is_file():
        return None
    table = pd.read_parquet(path)
    names = ["indicator_id", "series", "units", "geo_code", "dims"]
    table["series"] = table[names].fillna("").astype(str).agg("/".join, axis=1)
    for column in ("year", "value"):
        table[column] = pd.to_numeric(table[column], errors="coerce")
    table = table.dropna(subset=["year", "value"])
    table = table[(table["year"] % 1 == 0) & table["year"].between(1960, 2026)]
    table = table.astype({"year": "int64"}).drop_duplicates(["series", "year"])
    lengths = table.groupby("series")["year"].size()
    long = lengths[lengths >= 11].index.to_series()
    chosen = long.sample(min(_SAMPLE, len(long)), random_state=1)
    columns = ["indicator_id", "series", "year", "value"]
    return table[table["series"].isin(chosen)][columns].reset_index(drop=True)
