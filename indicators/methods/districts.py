"""Districts beside one another: where each stands in the spread, and who is like it.

This compares and never judges; there is no league table. Distances are robust (median and median
absolute deviation), so that one extreme district does not make all others look alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import pandas as pd
from pydantic import Field

from indicators.catalogue.models import Bilingual, Card, FigureRef, Slug
from indicators.methods.matrix import Floats

# Makes the median absolute deviation comparable with a standard deviation (normal distribution).
_TO_SIGMA = 1.4826


class Feature(Card):
    """What districts are compared by when similar ones are looked for, and why."""

    id: Slug
    name: Bilingual
    figure: FigureRef
    is_logarithmic: bool
    reason: Bilingual


class DistrictRule(Card):
    """The declared features and the numbers of the comparison; see districts.yaml."""

    features: list[Feature] = Field(min_length=2)
    events: list[Slug]
    shares: list[Slug]
    similar: int = Field(ge=1)
    least_districts: int = Field(ge=3)
    pooled_years: int = Field(ge=2)
    pool_below_events: int = Field(ge=1)


def positions(values: pd.DataFrame, signs: Mapping[str, float]) -> pd.DataFrame:
    """Where each district stands among those that have a value.

    Args:
        values: `indicator_id`, `area`, `value`, one row each; a hole is left out of the spread.
        signs: +1 or -1 per indicator; absent where no direction is better.

    Returns:
        The rows with `districts`, `median`, `robust_z` (positive = better, or higher where no
        direction is better), `percentile` (share of districts that are lower or worse; ties
        count half) and `tercile` (best, middle, worst, or upper, middle, lower).
    """
    frame = values[values["value"].notna()].copy()
    named = cast(list[str], frame["indicator_id"].tolist())
    sign = np.array([signs.get(name, np.nan) for name in named], dtype=np.float64)
    frame["is_directed"] = ~np.isnan(sign)
    frame["oriented"] = frame["value"] * np.where(np.isnan(sign), 1.0, sign)
    group = frame.groupby("indicator_id")
    frame["districts"] = group["value"].transform("size")
    frame["median"] = group["value"].transform("median")
    middle = group["oriented"].transform("median")
    apart = (frame["oriented"] - middle).abs()
    spread = apart.groupby(frame["indicator_id"]).transform("median") * _TO_SIGMA
    frame["robust_z"] = ((frame["oriented"] - middle) / spread.where(spread > 0)).astype(float)
    rank = group["oriented"].rank(method="average")
    frame["percentile"] = 100.0 * (rank - 0.5) / frame["districts"]
    frame["tercile"] = _terciles(frame["percentile"], frame["is_directed"])
    return frame.drop(columns=["oriented", "is_directed"])


def _terciles(percentile: pd.Series, is_directed: pd.Series) -> np.ndarray:  # pyright: ignore[reportMissingTypeArgument, reportUnknownParameterType]
    share = percentile.to_numpy(dtype=float)
    directed = is_directed.to_numpy(dtype=bool)
    high = np.where(directed, "best", "upper")
    low = np.where(directed, "worst", "lower")
    return np.select([share > 200.0 / 3.0, share < 100.0 / 3.0], [high, low], "middle")


def similar(features: pd.DataFrame, rule: DistrictRule) -> dict[str, list[str]]:
    """For each district the most similar others, the nearest first.

    Args:
        features: index = area, one column per declared feature. A district that lacks one is
            compared with nobody.
        rule: which features are logarithmic, and how many districts are named.
    """
    known = features.dropna()
    if len(known) < 2:
        return {str(area): [] for area in features.index}
    scaled = np.column_stack(
        [_standardised(known[each.id].to_numpy(dtype=float), each) for each in rule.features]
    )
    apart = np.sqrt(((scaled[:, None, :] - scaled[None, :, :]) ** 2).sum(axis=2))
    np.fill_diagonal(apart, np.inf)
    names = [str(area) for area in known.index]
    # equal distances keep the official order of the districts
    nearest = apart.argsort(axis=1, kind="stable")[:, : rule.similar]
    rows = cast(list[list[int]], nearest.tolist())
    found = {name: [names[other] for other in row] for name, row in zip(names, rows, strict=True)}
    return {str(area): found.get(str(area), []) for area in features.index}


def _standardised(values: Floats, feature: Feature) -> Floats:
    used = np.log(values) if feature.is_logarithmic else values
    spread = float(used.std())
    return (used - used.mean()) / (spread if spread > 0 else 1.0)


def median_of_similar(
    values: Mapping[str, float], like: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """The median value of each district's similar ones; a hole where none has a value."""
    found: dict[str, float] = {}
    for area, others in like.items():
        known = [values[other] for other in others if other in values]
        found[area] = float(np.median(known)) if known else float("nan")
    return found
