"""Judges of a value in its series: slips of the decimal point, jumps, copies, stale series.

Each takes the whole frame and returns one column: what is wrong with each row, missing where
nothing is. None of them changes a row.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipelines.quality.neighbourhood import COUNTS, SERIES, none


def _is_small(x: pd.Series) -> pd.Series:
    return (x.abs() <= 10) & (x % 1 == 0)


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows with a number, a period and an area, series by series in time."""
    needed = ["value_number", "time", "area_slug", "period_text"]
    usable = frame[frame[needed].notna().all(axis=1)]
    # a key that occurs twice is judged as a duplicate, and has no place in a series
    usable = usable[~usable.duplicated([*SERIES, "time"], keep=False)]
    ordered = usable.sort_values([*SERIES, "time"], kind="stable")
    return ordered.assign(x=ordered["value_number"].astype(float))


def slips(frame: pd.DataFrame, *, within: float) -> pd.Series:
    """The power of ten by which a value is off its series (3 for a thousandfold)."""
    rows = _ordered(frame)
    found = none(frame)
    if rows.empty:
        return found
    series = rows.groupby(SERIES, sort=False)["x"]
    size = series.transform("size")
    middle = series.transform("median").abs()
    with np.errstate(all="ignore"):
        before = _log10(rows["x"] / series.shift(1))
        after = _log10(rows["x"] / series.shift(-1))
        away = _log10(rows["x"] / middle).abs()
    tolerance = np.log10(1 + within)
    power = _power(before, tolerance).fillna(_power(after, tolerance))
    # of two neighbours it is the one further from the middle; of two alone, the later
    is_last = series.shift(-1).isna()
    is_off = is_last.where(size == 2, away > 0.5)
    # one case more or less can be tenfold where there are few
    is_few = _is_small(rows["x"]) | _is_small(series.shift(1).fillna(0.5))
    power = power.where(is_off & ~(is_few & (power.abs() < 2)))
    found.loc[power.index] = power
    return found


def _log10(ratio: pd.Series) -> pd.Series:
    return pd.Series(np.log10(ratio.abs().astype(float)), index=ratio.index)


def _power(ratio: pd.Series, tolerance: float) -> pd.Series:
    nearest = ratio.round()
    is_one = (nearest != 0) & ((ratio - nearest).abs() <= tolerance) & np.isfinite(ratio)
    return nearest.where(is_one)


def jumps(frame: pd.DataFrame, *, share: float, mads: float, noise: float = 0.0) -> pd.Series:
    """By how many percent a value left its series, where that is more than it usually moves.

    Counts also move by chance: `noise` times the square root of what was counted is no jump, and
    neither is a step between small whole numbers (grades, a handful of cases).
    """
    rows = _ordered(frame)
    found = none(frame)
    if rows.empty:
        return found
    series = rows.groupby(SERIES, sort=False)["x"]
    deviation = (rows["x"] - series.transform("median")).abs()
    spread = deviation.groupby([rows[name] for name in SERIES], sort=False).transform("median")
    before, earlier = series.shift(1), series.shift(2)
    limit = np.maximum(share * before.abs(), mads * spread)
    is_count = rows["unit_id"].isin(COUNTS)
    chance = noise * np.sqrt((before.abs() + rows["x"].abs()).where(is_count, 0.0))
    limit = np.maximum(limit, chance)
    is_jump = ((rows["x"] - before).abs() > limit) & before.notna() & (before != 0)
    is_jump &= ~(_is_small(rows["x"]) & _is_small(before))
    # coming back from a jump is none: the value before the jump is what to compare with
    was_jump = is_jump.groupby([rows[name] for name in SERIES], sort=False).shift(
        1, fill_value=False
    )
    is_back = (rows["x"] - earlier).abs() <= np.maximum(share * earlier.abs(), mads * spread)
    is_explained = rows["note"].notna() | (rows["obs_status"] == "B")
    is_jump &= ~(was_jump & is_back) & ~is_explained
    is_jump &= slips(frame, within=0.05).reindex(rows.index).isna()
    percent = (rows["x"] - before) / before.abs() * 100
    found.loc[rows.index] = percent.where(is_jump)
    return found


def copies(frame: pd.DataFrame, *, least: int, static_units: list[str]) -> pd.Series:
    """How often in a row a value stands in its series.

    Natural limits and small whole numbers may repeat, and so may what hardly changes by nature
    (land, the days of a year).
    """
    rows = _ordered(frame)
    found = none(frame)
    if rows.empty:
        return found
    groups = [rows[name] for name in SERIES]
    before = rows.groupby(SERIES, sort=False)["x"].shift(1)
    run = (rows["x"] != before).groupby(groups, sort=False).cumsum()
    length = rows.groupby([*groups, run], sort=False)["x"].transform("size")
    at_limit = (rows["x"] == rows["limit_min"].astype(float)) | (
        rows["x"] == rows["limit_max"].astype(float)
    )
    may_repeat = at_limit.fillna(False) | _is_small(rows["x"]) | rows["unit_id"].isin(static_units)
    is_copy = (length >= least) & (rows["x"] == before) & ~may_repeat
    found.loc[rows.index] = length.where(is_copy).astype(float)
    return found


def stale(frame: pd.DataFrame) -> pd.Series:
    """The latest year of an indicator, where the next one should have been published."""
    found = none(frame)
    rows = frame[frame["year"].notna() & frame["value_number"].notna()]
    if rows.empty:
        return found
    latest = rows.groupby("indicator_key", sort=False)["time"].transform("max")
    is_old = (rows["time"] == latest) & rows["is_stale"]
    found.loc[rows.index[is_old.fillna(False)]] = rows.loc[is_old.fillna(False), "year"].astype(
        float
    )
    return found
