"""Apply the methods to the indicators: which series, which target, as of when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Direction, Indicator, Milestone
from indicators.catalogue.overrides import current
from indicators.methods import assess, is_stale, load_method
from indicators.methods.aggregate import roll_up
from indicators.methods.explain import Label, explain
from indicators.methods.matrix import matrix_of
from indicators.methods.milestones import path_value
from indicators.methods.outlook import outlook, yearly
from indicators.methods.projection import load_projection_rule
from indicators.methods.sensitivity import agreement, sensitivity
from indicators.methods.specs import Specs
from indicators.methods.uncertainty import mean_band

_YEARS = (
    "first_year",
    "last_year",
    "previous_year",
    "break_year",
    "base_year",
    "pace_from_year",
    "pace_to_year",
    "target_year",
    "projected_year",
)
_PATHS = ("path_value", "path_gap")


@dataclass(frozen=True)
class Judgement:
    """What the methods say of the city's indicators, as rows of the marts of the same names."""

    assessment: pd.DataFrame
    projection: pd.DataFrame
    sensitivity: pd.DataFrame
    targets: pd.DataFrame
    goals: pd.DataFrame


def judge(
    catalogue: Catalogue,
    series: pd.DataFrame,
    as_of: date,
    spreads: Mapping[str, float] | None = None,
) -> Judgement:
    """Judge every indicator, in the plan's order.

    Args:
        catalogue: the cards.
        series: `indicator_id`, `year`, `value`, `is_proxy`, `is_break`: the series judged.
        as_of: the day on which staleness and overrides are judged.
        spreads: standard deviation between districts by indicator, where there is one.
    """
    proxies = set(series.loc[series["is_proxy"], "indicator_id"])
    specs = pd.DataFrame([_spec(card, card.id in proxies) for card in catalogue.indicators])
    specs["spread"] = specs["series"].map(dict(spreads or {})).astype("float64")
    observed = series.rename(columns={"indicator_id": "series"})
    known = Specs.of(specs)
    matrix, rule = matrix_of(observed, known.ids), load_projection_rule()
    variants = sensitivity(observed, specs, _alternatives(catalogue))
    frame = assess(observed, specs, load_method())
    frame = pd.concat([frame, outlook(matrix, known, rule)], axis=1)
    _add_milestones(frame, catalogue)
    _add_standing(frame, catalogue, as_of)
    _add_agreement(frame, variants)
    _add_overrides(frame, catalogue, as_of)
    _add_reasons(frame, catalogue)
    rolled = _rolled(frame, catalogue)
    years = list(_YEARS)
    frame[years] = frame[years].astype("Int64")
    return Judgement(frame, yearly(matrix, known, rule), variants, *rolled)


def assess_indicators(catalogue: Catalogue, series: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Rows of `marts.indicator_assessment` alone."""
    return judge(catalogue, series, as_of).assessment


def _target(card: Indicator) -> Milestone | None:
    """The target that is judged: the last milestone with a value.

    A nearer one bends the path to it (`path_value`) but is not judged by itself.
    """
    valued = [milestone for milestone in card.targets if milestone.value is not None]
    return max(valued, key=lambda milestone: milestone.year, default=None)


def _spec(card: Indicator, is_proxy: bool) -> dict[str, object]:
    target = _target(card)
    return {
        "series": card.id,
        "direction": card.direction.value,
        "kind": card.kind,
        "base_year": card.baseline.year if card.baseline else None,
        "base_value": card.baseline.value if card.baseline else None,
        "target_year": target.year if target else None,
        "target_value": target.value if target else None,
        "target_upper": _upper(card, target),
        "natural_min": card.natural_limits.min,
        "natural_max": card.natural_limits.max,
        "is_proxy": is_proxy,
    }


def _upper(card: Indicator, target: Milestone | None) -> float | None:
    if target and card.direction is Direction.RANGE and target.upper is None:
        return target.value
    return target.upper if target else None


def _alternatives(catalogue: Catalogue) -> pd.DataFrame:
    """Every other target value that stands on a card."""
    rows = [
        {
            "series": card.id,
            "variant": f"{milestone.basis}_{milestone.year}",
            "target_year": milestone.year,
            "target_value": milestone.value,
            "target_upper": _upper(card, milestone),
        }
        for card in catalogue.indicators
        for milestone in card.targets
        if milestone.value is not None and milestone is not _target(card)
    ]
    columns = ["series", "variant", "target_year", "target_value", "target_upper"]
    return pd.DataFrame(rows, columns=columns)


def _add_milestones(frame: pd.DataFrame, catalogue: Catalogue) -> None:
    """Bend the path through the milestones before the target."""
    numbers = ("base_year", "base_value", "last_year", "last_value", *_PATHS)
    base_year, base_value, last_year, last_value, path, gap = (
        frame[name].to_numpy(dtype="float64", copy=True) for name in numbers
    )
    for row, card in enumerate(catalogue.indicators):
        stops = {each.year: each.value for each in card.targets if each.value is not None}
        if len(stops) < 2 or card.direction in (Direction.RANGE, Direction.NONE):
            continue
        path[row] = path_value(base_year[row], base_value[row], stops, last_year[row])
        sign = 1.0 if card.direction is Direction.UP else -1.0
        gap[row] = sign * (last_value[row] - path[row])
    frame["path_value"], frame["path_gap"] = path, gap


def _add_standing(frame: pd.DataFrame, catalogue: Catalogue, as_of: date) -> None:
    cards = catalogue.indicators
    frame["target_basis"] = [target.basis if (target := _target(card)) else None for card in cards]
    frame["is_stale"] = [
        is_stale(
            None if pd.isna(year) else int(year),
            card.frequency,
            card.publication_lag_months,
            as_of,
        )
        for card, year in zip(cards, frame["last_year"], strict=True)
    ]
    # a target that is met today, but more likely than not is lost by its year
    frame["is_at_risk"] = (frame["assessment"] == "achieved") & (frame["meet_probability"] < 0.5)


def _add_agreement(frame: pd.DataFrame, variants: pd.DataFrame) -> None:
    counted = agreement(variants).reindex(frame["indicator_id"]).fillna(0).astype("int64")
    for column in ("methods_asked", "methods_on_track"):
        frame[column] = counted[column].to_numpy()


def _add_overrides(frame: pd.DataFrame, catalogue: Catalogue, as_of: date) -> None:
    standing = current(catalogue.overrides, as_of)
    rows = [standing.get(name) for name in frame["indicator_id"]]
    columns: dict[str, list[Any]] = {
        "override_assessment": [row and row.assessment for row in rows],
        "override_role_ko": [row and row.role.ko for row in rows],
        "override_role_en": [row and row.role.en for row in rows],
        "override_reason_ko": [row and row.reason.ko for row in rows],
        "override_reason_en": [row and row.reason.en for row in rows],
        "override_decided_on": [row and row.decided_on for row in rows],
        "override_expires_on": [row and row.expires_on for row in rows],
    }
    for name, values in columns.items():
        frame[name] = pd.Series(values, dtype=object)


def _add_reasons(frame: pd.DataFrame, catalogue: Catalogue) -> None:
    units = {unit.id: unit for unit in catalogue.units}
    method = load_method()
    told = [
        explain(cast(Mapping[str, Any], row), _label(card, units), method)
        for card, row in zip(catalogue.indicators, frame.to_dict("records"), strict=True)
    ]
    for name in ("why_ko", "why_en", "working_ko", "working_en"):
        frame[name] = [getattr(each, name) for each in told]


def _label(card: Indicator, units: Mapping[str, Any]) -> Label:
    symbol = units[card.unit].symbol
    return Label(card.name.ko, card.name.en, symbol.ko, symbol.en, card.decimals)


def _rolled(frame: pd.DataFrame, catalogue: Catalogue) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Targets and goals in the plan's order, also those without any indicator."""
    goal_of = {target.code: target.goal for target in catalogue.targets}
    placed = frame[["indicator_id", "assessment", "score"]].assign(
        target_code=[card.target for card in catalogue.indicators],
        goal_code=[goal_of[card.target] for card in catalogue.indicators],
    )
    rolled = roll_up(placed, ["target_code", "goal_code"])
    orders = {
        "target_code": [target.code for target in catalogue.targets],
        "goal_code": [goal.code for goal in catalogue.goals],
    }
    members = {
        "target_code": placed,
        "goal_code": rolled["target_code"].assign(
            goal_code=lambda table: table["target_code"].map(goal_of)
        ),
    }
    tables = [_table(rolled[code], members[code], code, orders[code]) for code in orders]
    return tables[0], tables[1]


def _table(
    rolled: pd.DataFrame, members: pd.DataFrame, code: str, order: list[str]
) -> pd.DataFrame:
    renamed = rolled.rename(columns={"class": "movement_class", "score": "movement_score"})
    bands = {
        str(name): mean_band(10.0 * (some.to_numpy(dtype="float64") + 5.0))
        for name, some in members.groupby(code)["score"]
    }
    # the bands are drawn on 0 to 100 and shown on the score's own -5 to +5
    renamed["experimental_low"] = [bands[name][0] / 10.0 - 5.0 for name in renamed[code]]
    renamed["experimental_high"] = [bands[name][1] / 10.0 - 5.0 for name in renamed[code]]
    full = renamed.set_index(code).reindex(order)
    whole = ["indicators", "achieved", "on_track", "delayed", "worsening", "monitoring"]
    whole += ["no_data", "judged", "scored"]
    full[whole] = full[whole].fillna(0).astype("int64")
    full[["coverage", "judged_share"]] = full[["coverage", "judged_share"]].fillna(0.0)
    full["is_grey"] = full["is_grey"].astype("boolean").fillna(True).astype(bool)
    shown = ["movement_score", "experimental_low", "experimental_high"]
    full[shown] = full[shown].where(~full["is_grey"])
    return full.reset_index(names=code)
