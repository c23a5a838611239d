"""Apply the method to the indicators: which series, which target, as of when."""

from __future__ import annotations

from datetime import date

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Direction, Indicator, Milestone
from indicators.methods import assess, is_stale, load_method


def assess_indicators(catalogue: Catalogue, series: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Rows of `marts.indicator_assessment`: one per indicator, in the plan's order.

    Args:
        catalogue: the cards.
        series: `indicator_id`, `year`, `value`, `is_proxy`: the series judged for each indicator.
        as_of: the day on which staleness is judged.
    """
    proxies = set(series.loc[series["is_proxy"], "indicator_id"])
    specs = pd.DataFrame([_spec(card, card.id in proxies) for card in catalogue.indicators])
    frame = assess(series.rename(columns={"indicator_id": "series"}), specs, load_method())
    frame["target_basis"] = [
        target.basis if (target := _target(card)) else None for card in catalogue.indicators
    ]
    frame["is_stale"] = [
        is_stale(
            None if pd.isna(year) else int(year),
            card.frequency,
            card.publication_lag_months,
            as_of,
        )
        for card, year in zip(catalogue.indicators, frame["last_year"], strict=True)
    ]
    years = [name for name in frame.columns if name.endswith("_year") and "per" not in name]
    frame[years] = frame[years].astype("Int64")
    return frame


def _target(card: Indicator) -> Milestone | None:
    """The target that is judged: the last milestone with a value; nearer ones are only shown."""
    valued = [milestone for milestone in card.targets if milestone.value is not None]
    return max(valued, key=lambda milestone: milestone.year, default=None)


def _spec(card: Indicator, is_proxy: bool) -> dict[str, object]:
    target = _target(card)
    upper = target.upper if target else None
    if target and card.direction is Direction.RANGE and upper is None:
        upper = target.value
    return {
        "series": card.id,
        "direction": card.direction.value,
        "kind": card.kind,
        "base_year": card.baseline.year if card.baseline else None,
        "base_value": card.baseline.value if card.baseline else None,
        "target_year": target.year if target else None,
        "target_value": target.value if target else None,
        "target_upper": upper,
        "is_proxy": is_proxy,
    }
