"""The projection as people read it: by the target year, and year by year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from indicators.methods.matrix import Booleans, Floats, Matrix, divide
from indicators.methods.projection import (
    Carried,
    ProjectionRule,
    at_years,
    carried,
    chance_of,
)
from indicators.methods.sides import reached
from indicators.methods.specs import Specs
from indicators.methods.words import only

_ROWS_AT_ONCE = 20_000
_PICKED = (
    "projected_year",
    "projected_value",
    "projected_low80",
    "projected_high80",
    "projected_low95",
    "projected_high95",
    "meet_probability",
    "projection_scale",
    "projection_evidence",
)


def outlook(matrix: Matrix, specs: Specs, rule: ProjectionRule) -> pd.DataFrame:
    """The projection of every series to its target year (else to the Agenda's end).

    Returns:
        One row per series: year, centre, both bands, chance of the target, the scale, and the
        evidence (none, low, usual). Holes where there is no projection.
    """
    parts: list[pd.DataFrame] = []
    for begin in range(0, max(len(specs.ids), 1), _ROWS_AT_ONCE):
        rows = slice(begin, begin + _ROWS_AT_ONCE)
        parts.append(pd.DataFrame(_block(matrix.rows(rows), specs.rows(rows), rule)))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def _block(matrix: Matrix, specs: Specs, rule: ProjectionRule) -> dict[str, Any]:
    series = carried(matrix, specs, rule)
    year = np.where(np.isnan(specs.target_year), float(rule.until), specs.target_year)
    centre, bands = at_years(series, year, rule)
    inner, outer = (bands[level] for level in rule.levels)
    has = _is_projected(series, specs, year)
    columns = (year, centre, *inner, *outer, chance_of(series, year, specs, rule))
    numbers = [np.where(has, each, np.nan) for each in columns]
    evidence = np.where(series.count < rule.low_evidence_below, "low", "usual")
    words = [only(has, series.scale.astype(object)), np.where(has, evidence, "none")]
    return dict(zip(_PICKED, [*numbers, *words], strict=True))


def _is_projected(series: Carried, specs: Specs, year: Floats) -> Booleans:
    """A nation's figures say nothing of where the city is heading."""
    return series.is_enough & ~specs.is_proxy & (year > series.origin_year)


def yearly(matrix: Matrix, specs: Specs, rule: ProjectionRule) -> pd.DataFrame:
    """Every year from the last observation to the target year and to the Agenda's end.

    Returns:
        One row per series and year: centre and bands (holes below the minimum), and the value
        that a straight way from the last observation to the target would have (holes without
        a target, or once it is met), with the step that each year takes.
    """
    series = carried(matrix, specs, rule)
    goal = np.where(np.isnan(specs.target_year), float(rule.until), specs.target_year)
    final = np.maximum(goal, float(rule.until))
    last = _last_values(matrix, series)
    first = np.nanmin(series.origin_year, initial=np.inf)
    if not np.isfinite(first) or specs.is_proxy.all():
        return pd.DataFrame(columns=_YEARLY)
    tables: list[pd.DataFrame] = []
    for year in range(int(first) + 1, int(np.max(final)) + 1):
        here = np.full(len(goal), float(year))
        shown = (series.origin_year < year) & (final >= year) & ~specs.is_proxy
        centre, bands = at_years(series, here, rule)
        columns = (centre, *bands[rule.levels[0]], *bands[rule.levels[1]])
        table = pd.DataFrame(dict(zip(_YEARLY[2:7], columns, strict=True)))
        table["required_value"], table["required_step"] = _required(series, specs, last, goal, here)
        table.insert(0, "year", year)
        table.insert(0, "indicator_id", list(specs.ids))
        tables.append(table[shown])
    frame = pd.concat(tables, ignore_index=True)
    told = frame["projected_value"].notna() | frame["required_value"].notna()
    return frame[told].reset_index(drop=True)


_YEARLY = [
    "indicator_id",
    "year",
    "projected_value",
    "projected_low80",
    "projected_high80",
    "projected_low95",
    "projected_high95",
    "required_value",
    "required_step",
]


def _last_values(matrix: Matrix, series: Carried) -> Floats:
    if not len(matrix.years):
        return np.full(len(series.count), np.nan)
    column = np.nan_to_num(series.origin_year - matrix.years[0]).astype(np.int64)
    return matrix.values[np.arange(len(column)), column]


def _required(
    series: Carried, specs: Specs, last: Floats, goal: Floats, year: Floats
) -> tuple[Floats, Floats]:
    """What would have to happen each year from the last observation on."""
    upper = np.where(np.isnan(specs.target_upper), specs.target_value, specs.target_upper)
    aim = np.where(specs.is_range & (last > upper), upper, specs.target_value)
    step = divide(aim - last, goal - series.origin_year)
    inside = specs.is_range & (last >= specs.target_value) & (last <= upper)
    met = reached(last, specs.target_value, specs.sign) | inside
    open_ = ~met & (year <= goal) & (goal > series.origin_year)
    value = last + step * (year - series.origin_year)
    return np.where(open_, value, np.nan), np.where(open_, step, np.nan)
