"""Rules that need a row's neighbours: its series, its district set, its duplicates.

Each function takes the whole frame and returns one column: what is wrong with each row, missing
where nothing is. The checks ask whether it is missing; the messages show what it says. No row is
judged alone here and none is changed.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pandas as pd

Judge = Callable[..., pd.Series]
SERIES = ["indicator_key", "area_slug", "breakdown_text", "period_kind"]
GROUP = ["indicator_key", "period_text", "breakdown_text"]
# Units of what is counted one by one.
COUNTS = ["persons", "households", "cases", "places", "number", "dwellings", "beds"]
KEY = ["indicator_key", "area_key", "period_text", "breakdown_text"]


def _none(frame: pd.DataFrame) -> pd.Series:
    return pd.Series(np.nan, index=frame.index, dtype=float)


def _texts(frame: pd.DataFrame) -> pd.Series:
    return pd.Series(None, index=frame.index, dtype=object)


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
    found = _none(frame)
    if rows.empty:
        return found
    series = rows.groupby(SERIES, sort=False)["x"]
    size = series.transform("size")
    middle = series.transform("median").abs()
    with np.errstate(all="ignore"):
        before = np.log10((rows["x"] / series.shift(1)).abs())
        after = np.log10((rows["x"] / series.shift(-1)).abs())
        away = np.log10((rows["x"].abs() / middle).astype(float)).abs()
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


def _power(ratio: pd.Series, tolerance: float) -> pd.Series:
    nearest = ratio.round()
    is_one = (nearest != 0) & ((ratio - nearest).abs() <= tolerance) & np.isfinite(ratio)
    return nearest.where(is_one)


def outsized(frame: pd.DataFrame, *, times: float, least: int) -> pd.Series:
    """How many times a rate is above (or below, as a negative) the middle of its districts."""
    rows = frame[frame["value_number"].notna() & (frame["aggregation"] == "rate")]
    rows = rows[rows["is_district"]]
    found = _none(frame)
    if rows.empty:
        return found
    x = rows["value_number"].astype(float)
    groups = x.groupby([rows[name] for name in GROUP])
    middle = groups.transform("median")
    size = groups.transform("size")
    with np.errstate(all="ignore"):
        ratio = (x / middle).where((middle != 0) & (x != 0) & (size >= least))
    ratio = ratio.where(ratio.abs() >= times, -1 / ratio.where(ratio.abs() <= 1 / times))
    found.loc[ratio.index] = ratio
    return found


def jumps(frame: pd.DataFrame, *, share: float, mads: float, noise: float = 0.0) -> pd.Series:
    """By how many percent a value left its series, where that is more than it usually moves.

    Counts also move by chance: `noise` times the square root of what was counted is no jump, and
    neither is a step between small whole numbers (grades, a handful of cases).
    """
    rows = _ordered(frame)
    found = _none(frame)
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
    found = _none(frame)
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


def _decimals(rows: pd.DataFrame) -> pd.Series:
    """How many decimals the figures of a row's group are published with."""
    own = rows["value_plain"].astype("string").str.partition(".")[2].str.len().fillna(0)
    return own.groupby([rows[name] for name in GROUP], sort=False).transform("max").astype(float)


def _grouped(rows: pd.DataFrame, values: pd.Series) -> Any:
    return values.groupby([rows[name] for name in GROUP], sort=False)


def _city(rows: pd.DataFrame, x: pd.Series) -> pd.Series:
    """The city's value of each row's group; missing where there is not exactly one."""
    city = x.where(rows["area_slug"] == "seoul")
    count = _grouped(rows, city).transform("count")
    return _grouped(rows, city).transform("first").where(count == 1)


def sums(frame: pd.DataFrame, *, districts: int) -> pd.Series:
    """The city's value less the sum of its districts, where they should be the same."""
    found = _none(frame)
    is_part = frame["is_district"] | (frame["area_slug"] == "seoul")
    rows = frame[(frame["aggregation"] == "additive") & is_part & frame["period_text"].notna()]
    if rows.empty:
        return found
    x = rows["value_number"].astype(float)
    # a sign for "there is none" adds nothing; an unknown part leaves the sum unknown
    parts = x.where(rows["obs_status"] != "M", 0.0).where(rows["is_district"])
    known = _grouped(rows, parts).transform("count")
    size = _grouped(rows, rows["is_district"]).transform("sum")
    difference = _city(rows, x) - _grouped(rows, parts).transform("sum")
    tolerance = 0.5 * 10.0 ** -_decimals(rows) * districts * (1 + 1e-9)
    is_off = (known == districts) & (size == districts) & (difference.abs() > tolerance)
    found.loc[rows.index] = difference.where(is_off)
    return found


def outside_range(frame: pd.DataFrame, *, least: int) -> pd.Series:
    """The districts' range, where the city's rate lies outside it."""
    found = _texts(frame)
    rows = frame[(frame["aggregation"] == "rate") & frame["value_number"].notna()]
    rows = rows[
        (rows["is_district"] | (rows["area_slug"] == "seoul")) & rows["period_text"].notna()
    ]
    if rows.empty:
        return found
    x = rows["value_number"].astype(float)
    groups = _grouped(rows, x.where(rows["is_district"]))
    low, high, size = groups.transform("min"), groups.transform("max"), groups.transform("count")
    city, margin = _city(rows, x), 0.5 * 10.0 ** -_decimals(rows)
    is_off = (size >= least) & ((city < low - margin) | (city > high + margin))
    is_off &= rows["area_slug"] == "seoul"
    for at in rows.index[is_off]:
        found.loc[at] = f"{low[at]:g}~{high[at]:g}"
    return found


def district_gaps(frame: pd.DataFrame, *, districts: int, from_count: int) -> pd.Series:
    """How many districts a set has that should have all of them (a few alone are a part)."""
    found = _none(frame)
    rows = frame[frame["is_district"] & frame["period_text"].notna()]
    if rows.empty:
        return found
    keys = [rows[name] for name in GROUP]
    present = rows.groupby(keys, sort=False)["area_slug"].transform("nunique")
    is_gap = (present >= from_count) & (present < districts)
    found.loc[rows.index] = present.where(is_gap).astype(float)
    return found


def duplicates(frame: pd.DataFrame) -> pd.Series:
    """`other` where a key occurs with different values (all copies), `same` for a mere repeat."""
    found = _texts(frame)
    known = frame[frame[KEY].notna().all(axis=1)]
    twice = known[known.duplicated(KEY, keep=False)]
    if twice.empty:
        return found
    content = (
        twice["value_number"].astype(str) + "|" + twice["obs_status"].astype(str) + "|"
        + twice["value_plain"].astype(str).where(twice["value_number"].isna(), "")
    )  # fmt: skip
    kinds = content.groupby([twice[name] for name in KEY]).transform("nunique")
    is_repeat = twice.duplicated(KEY, keep="first")
    found.loc[twice.index[kinds > 1]] = "other"
    found.loc[twice.index[(kinds == 1) & is_repeat]] = "same"
    return found


def near_misses(frame: pd.DataFrame, *, most: float, alike: float) -> pd.Series:
    """The frequent category that a rare one looks like: `sex=femle` beside `sex=female`."""
    found = _texts(frame)
    counts = frame["breakdown_text"].value_counts()
    pairs = pd.Series(counts, name="n").reset_index()
    pairs = pairs.assign(pair=pairs["breakdown_text"].str.split(";")).explode("pair")
    pairs[["name", "sign", "label"]] = pairs["pair"].str.partition("=")
    pairs = pairs[pairs["sign"] == "="]
    for name, group in pairs.groupby("name"):
        for rare, meant in _rare_twins(group.groupby("label")["n"].sum(), most, alike).items():
            texts = group.loc[group["label"] == rare, "breakdown_text"]
            found.loc[frame["breakdown_text"].isin(texts)] = f"{name}={meant}"
    return found


def _rare_twins(counts: pd.Series, most: float, alike: float) -> dict[str, str]:
    twins: dict[str, str] = {}
    labels = cast("list[str]", list(counts.index))
    for rare in labels:
        usual = [label for label in labels if counts[rare] <= most * counts[label]]
        # numbers and ranges differ by a digit for good reasons (15-19, 25-29)
        if any(sign.isdigit() for sign in rare):
            continue
        letters = {_letters(label): label for label in usual}
        near = difflib.get_close_matches(_letters(rare), list(letters), n=1, cutoff=alike)
        if near:
            twins[rare] = letters[near[0]]
    return twins


def _letters(word: str) -> str:
    return unicodedata.normalize("NFD", word.casefold().replace(" ", ""))


def stale(frame: pd.DataFrame) -> pd.Series:
    """The latest year of an indicator, where the next one should have been published."""
    found = _none(frame)
    rows = frame[frame["year"].notna() & frame["value_number"].notna()]
    if rows.empty:
        return found
    latest = rows.groupby("indicator_key", sort=False)["time"].transform("max")
    is_old = (rows["time"] == latest) & rows["is_stale"]
    found.loc[rows.index[is_old.fillna(False)]] = rows.loc[is_old.fillna(False), "year"].astype(
        float
    )
    return found


def shares(frame: pd.DataFrame) -> pd.Series:
    """The largest value of a percentage whose figures all look like shares of one (0.35)."""
    found = _none(frame)
    rows = frame[(frame["unit_id"] == "percent") & frame["value_number"].notna()]
    for _, group in rows.groupby("indicator_key", sort=False):
        x = group["value_number"].astype(float).abs()
        hint = group["hint"].iloc[0]
        is_small_by_nature = not pd.isna(hint) and abs(float(cast("Any", hint))) <= 1.5
        if x.max() <= 1 and ((x > 0) & (x < 1)).any() and not is_small_by_nature:
            found.loc[group.index[x > 0]] = float(x.max())
    return found


JUDGES: dict[str, Judge] = {
    "slips": slips,
    "outsized": outsized,
    "jumps": jumps,
    "copies": copies,
    "sums": sums,
    "outside_range": outside_range,
    "district_gaps": district_gaps,
    "duplicates": duplicates,
    "near_misses": near_misses,
    "stale": stale,
    "shares": shares,
}
