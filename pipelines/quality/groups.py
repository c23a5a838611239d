"""Judges of a row among the rows beside it: district sets, sums, duplicates, mistyped categories.

Each takes the whole frame and returns one column: what is wrong with each row, missing where
nothing is. None of them changes a row.
"""

from __future__ import annotations

import difflib
import unicodedata
from typing import Any, cast

import numpy as np
import pandas as pd

from pipelines.quality.neighbourhood import GROUP, KEY, no_texts, none


def outsized(frame: pd.DataFrame, *, times: float, least: int) -> pd.Series:
    """How many times a rate is above (or below, as a negative) the middle of its districts."""
    rows = frame[frame["value_number"].notna() & (frame["aggregation"] == "rate")]
    rows = rows[rows["is_district"]]
    found = none(frame)
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


def _decimals(rows: pd.DataFrame) -> pd.Series:
    """How many decimals the figures of a row's group are published with."""
    behind = rows["value_plain"].astype("string").str.extract(r"\.([0-9]+)$", expand=False)
    own = behind.str.len().fillna(0)
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
    found = none(frame)
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
    found = no_texts(frame)
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
    found = none(frame)
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
    found = no_texts(frame)
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
    found = no_texts(frame)
    counts = frame["breakdown_text"].value_counts()
    if counts.empty:
        return found
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


def shares(frame: pd.DataFrame) -> pd.Series:
    """The largest value of a percentage whose figures all look like shares of one (0.35)."""
    found = none(frame)
    rows = frame[(frame["unit_id"] == "percent") & frame["value_number"].notna()]
    for _, group in rows.groupby("indicator_key", sort=False):
        x = group["value_number"].astype(float).abs()
        hint = group["hint"].iloc[0]
        is_small_by_nature = not pd.isna(hint) and abs(float(cast("Any", hint))) <= 1.5
        if x.max() <= 1 and ((x > 0) & (x < 1)).any() and not is_small_by_nature:
            found.loc[group.index[x > 0]] = float(x.max())
    return found
