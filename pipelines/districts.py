"""Apply the comparison of districts: values, similar ones, pooled years."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import indicators.methods
from indicators.catalogue import Catalogue
from indicators.catalogue.models import Direction
from indicators.methods.config import read_yaml
from indicators.methods.districts import DistrictRule, median_of_similar, positions, similar
from indicators.methods.intervals import pooled_rate

_SIGNS = {Direction.UP: 1.0, Direction.DOWN: -1.0}
_POOLED = ("pooled_value", "pooled_low", "pooled_high")


@cache
def district_rule() -> DistrictRule:
    """The declared features and numbers of the comparison."""
    folder = Path(indicators.methods.__file__).parent
    return DistrictRule.model_validate(read_yaml(folder / "districts.yaml"))


def compare_districts(
    catalogue: Catalogue, values: pd.DataFrame, events: pd.DataFrame, features: pd.DataFrame
) -> pd.DataFrame:
    """Rows of `marts.district_position`.

    Args:
        catalogue: the cards.
        values: one row per indicator and district (steps/district_values.sql).
        events: counts behind computed rates (steps/district_events.sql).
        features: latest figures by district (steps/district_features.sql).
    """
    rule = district_rule()
    signs = {
        card.id: _SIGNS[card.direction] for card in catalogue.indicators if card.direction in _SIGNS
    }
    frame = positions(values, signs).reset_index(drop=True)
    like = similar(_features(catalogue, features, rule), rule)
    frame["similar_areas"] = [like.get(area, []) for area in frame["area"]]
    frame["similar_median"] = np.nan
    for _, some in frame.groupby("indicator_id"):
        medians = median_of_similar(dict(zip(some["area"], some["value"], strict=True)), like)
        frame.loc[some.index, "similar_median"] = [medians.get(a, np.nan) for a in some["area"]]
    pooled = _pooled(events, rule)
    frame = frame.merge(pooled, on=["indicator_id", "area"], how="left")
    years = ["pooled_from", "pooled_to"]
    frame[years] = frame[years].astype("Int64")
    return frame.drop(columns=["year"])


def spreads(values: pd.DataFrame) -> dict[str, float]:
    """The standard deviation between districts of each indicator."""
    found = values.groupby("indicator_id")["value"].std()
    return {str(name): float(value) for name, value in found.items() if value > 0}


def _features(catalogue: Catalogue, figures: pd.DataFrame, rule: DistrictRule) -> pd.DataFrame:
    areas = [area.slug for area in catalogue.areas if area.kind == "district"]
    table = pd.DataFrame(index=areas)
    for feature in rule.features:
        of_source = figures["source_id"] == feature.figure.source
        some = figures[of_source & (figures["measure_id"] == feature.figure.measure)]
        table[feature.id] = some.set_index("area")["value"].reindex(areas)
    return table


def _pooled(events: pd.DataFrame, rule: DistrictRule) -> pd.DataFrame:
    """Rates over several years with intervals, for the indicators that count events."""
    tables: list[pd.DataFrame] = []
    for name in [*rule.events, *rule.shares]:
        some = events[events["indicator_id"] == name]
        if len(some):
            tables.append(_pooled_indicator(some, name in rule.shares, rule))
    columns = ["indicator_id", "area", *_POOLED, "pooled_events", "pooled_from", "pooled_to"]
    return pd.concat(tables) if tables else pd.DataFrame(columns=[*columns, "pooled_interval"])


def _pooled_indicator(some: pd.DataFrame, is_share: bool, rule: DistrictRule) -> pd.DataFrame:
    last = int(some["year"].max())
    typical = float(some.loc[some["year"] == last, "events"].median())
    years = rule.pooled_years if typical < rule.pool_below_events else 1
    used = some[some["year"] > last - years]
    counts, exposures = (
        used.pivot(index="area", columns="year", values=column) for column in ("events", "exposure")
    )
    rate = pooled_rate(
        counts.to_numpy(dtype="float64"),
        exposures.to_numpy(dtype="float64"),
        float(some["scale"].iloc[0]),
        is_share=is_share,
    )
    table: dict[str, Any] = dict(zip(_POOLED, rate, strict=True))
    table |= {
        "indicator_id": some["indicator_id"].iloc[0],
        "area": counts.index.to_numpy(),
        "pooled_events": counts.sum(axis=1).to_numpy(),
        "pooled_from": int(used["year"].min()),
        "pooled_to": last,
        "pooled_interval": "wilson" if is_share else "poisson",
    }
    return pd.DataFrame(table)
