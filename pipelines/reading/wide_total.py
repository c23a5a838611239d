"""What a total line of an official table is: the city's figures, if they add up; else nothing.

합계 over districts is Seoul's figure only where at least one column proves it by its sum. What is
not proven is left out and said, not guessed.
"""

from __future__ import annotations

import pandas as pd

from pipelines.reading.area_names import AreaBook
from pipelines.reading.trace import Trace
from pipelines.reading.values import parse_value

_LEAST_DISTRICTS = 20
_TOLERANCE = 0.5


def settle_totals(rows: pd.DataFrame, book: AreaBook, trace: Trace) -> pd.DataFrame:
    """Rows with each total line turned into the city's, or left out."""
    is_total = rows["area_kind"] == "total"
    if not is_total.any():
        return rows
    if (rows["area"] == "seoul").any():
        return _without(rows, is_total, trace)
    if _adds_up(rows, book):
        first = rows[is_total].iloc[0]
        trace.note("total_is_city", int(first["line"]), value=str(first["area"]))
        rows = rows.copy()
        rows.loc[is_total, "area"] = "seoul"
        return rows
    return _without(rows, is_total, trace)


def _without(rows: pd.DataFrame, is_total: pd.Series, trace: Trace) -> pd.DataFrame:
    for line, found in rows[is_total].groupby("line"):
        trace.note("total_set_aside", int(str(line)), value=str(found["area"].iloc[0]))
    return rows[~is_total]


def _adds_up(rows: pd.DataFrame, book: AreaBook) -> bool:
    """Is there a column whose districts sum to the total (a sign for none counts as nothing)?"""
    numbers = rows["value"].map(_number)
    keys = [rows["indicator"], rows["period"].fillna("")]
    parts = numbers[rows["area"].isin(book.districts)]
    sums = parts.groupby([key[parts.index] for key in keys]).agg(["sum", "count"])
    totals = numbers[rows["area_kind"] == "total"]
    said = totals.groupby([key[totals.index] for key in keys]).agg(["sum", "count"])
    both = sums.join(said.rename(columns={"sum": "total", "count": "totals"}), how="inner")
    both = both[(both["count"] >= _LEAST_DISTRICTS) & (both["totals"] == 1)]
    differences = (both["sum"] - both["total"]).abs()
    return bool(((differences <= _TOLERANCE) & (both["total"] != 0)).any())


def _number(text: object) -> float | None:
    if not isinstance(text, str):
        return None
    value = parse_value(text)
    if value.number is not None:
        return float(value.number)
    return 0.0 if value.obs_status == "M" else None
