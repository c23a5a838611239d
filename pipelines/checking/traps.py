"""Columns that say what is wrong with a row by itself; missing where nothing is.

The rules only look at these columns, so that each has one place and one name.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from pipelines.reading.periods import PLAIN
from pipelines.reading.personal import PERSONAL

_UNSAFE = re.compile(r"^[=+@\t\r]|^-\s*[A-Za-z(@=+]")
_TEXTS = ("indicator", "area", "area_code", "code_system", "period", "breakdown", "unit", "status",
          "note")  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|21)\d{2}(?!\d)")


def add_traps(rows: pd.DataFrame, layout: str, *, this_year: int, district_slugs: Any) -> None:
    """Add to interpreted rows: number_text, word_value, bad_area, bad_period, two_years,
    running_year, blank_key, unsafe_text, broken_text, has_personal_data, area_key, is_district.
    """
    is_word = rows["value_problem"] == "word"
    rows["number_text"] = rows["value_plain"].where(~is_word, None)
    rows["word_value"] = rows["value"].where(is_word, None)
    if layout not in ("observations", "figures"):
        # where there is no column for it a blank has no status: it is missing, and noted as such
        blank = rows["is_absent"] & rows["obs_status"].isna()
        rows["obs_status"] = rows["obs_status"].where(~blank & ~is_word, "M")
    else:
        rows["obs_status"] = rows["obs_status"].where(~is_word, None)
    rows["area_key"] = rows["area_slug"].fillna(rows["area"] if layout == "long" else None)
    if layout == "long":
        rows["area_key"] = rows["area"].fillna("")
    rows["is_district"] = rows["area_slug"].isin(list(district_slugs))
    rows["is_hidden"] = rows["is_hidden"].fillna(False).astype(bool)
    rows["bad_area"] = _bad_area(rows)
    _add_period_traps(rows, layout, this_year)
    rows["blank_key"] = _blank_key(rows, layout)
    texts = rows[[name for name in _TEXTS if rows[name].notna().any()]]
    rows["unsafe_text"] = _first_match(texts, _UNSAFE)
    rows["broken_text"] = _first_match(rows[[*texts.columns, "value"]], re.compile("\ufffd"))
    rows["has_personal_data"] = _first_match(texts, PERSONAL).notna()


def _bad_area(rows: pd.DataFrame) -> pd.Series:
    """The area as it stands where it names none of ours (a total is another rule's)."""
    shown = rows["area"].fillna(rows["area_code"])
    is_named = rows["area_slug"].notna() | (rows["area_kind"] == "total")
    is_blank = rows["area"].isna() & rows["area_code"].isna()
    has_bad_code = rows["code_problem"].notna()
    code = rows["area_code"].fillna("") + " (" + rows["code_system"].fillna("?") + ")"
    bad = shown.where(~is_named & ~is_blank, None)
    return bad.where(~(has_bad_code & rows["area_code"].notna()), code)


def _add_period_traps(rows: pd.DataFrame, layout: str, this_year: int) -> None:
    texts, kinds = rows["period_text"], rows["period_kind"]
    is_two = kinds == "two_years"
    rows["two_years"] = rows["year"].astype("string").where(is_two, None)
    if layout == "observations":
        rows["period_text"] = texts.where(~is_two, rows["year"].astype("string"))
    is_plain = rows["period_text"].astype("string").str.fullmatch(PLAIN.pattern).fillna(False)
    is_allowed = is_plain | (is_two if layout != "figures" else False)
    if layout == "long":
        # somebody else's labels stay as they are; what names no year is none
        known = {text for text in rows["period"].dropna().unique() if _YEAR.search(str(text))}
        is_allowed = rows["period"].isin(known)
        rows["period_text"] = rows["period"].where(is_allowed, None)
    shown = rows["period"].fillna("빈칸" if layout not in ("observations", "figures") else None)
    rows["bad_period"] = shown.where(~is_allowed, None)
    is_running = (kinds == "year") & (rows["year"] == this_year) & (rows["obs_status"] == "A")
    rows["running_year"] = rows["period"].where(is_running.fillna(False), None)


def _blank_key(rows: pd.DataFrame, layout: str) -> pd.Series:
    if layout not in ("observations", "figures"):
        return pd.Series(None, index=rows.index, dtype=object)
    blank = pd.DataFrame(
        {
            "indicator": rows["indicator"].isna(),
            "area": rows["area"].isna() & rows["area_code"].isna(),
            "period": rows["period"].isna(),
        }
    )
    named = {
        at: ", ".join(str(name) for name in blank.columns if flags[name])
        for at, flags in blank[blank.any(axis=1)].iterrows()
    }
    return pd.Series([named.get(at) for at in rows.index], index=rows.index, dtype=object)


def _first_match(texts: pd.DataFrame, pattern: re.Pattern[str]) -> pd.Series:
    """The first text of each row in which a pattern is found."""
    found = pd.Series(None, index=texts.index, dtype=object)
    for name in reversed(list(texts.columns)):
        hits = {text for text in texts[name].dropna().unique() if pattern.search(str(text))}
        if hits:
            at = texts[name].isin(hits)
            found.loc[at] = texts.loc[at, name].astype(object)
    return found
