"""Small tables for the tests of the methods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from indicators.methods import assess, load_method
from indicators.methods.config import Method


def observed(series: Mapping[str, Mapping[int, float]]) -> pd.DataFrame:
    """Long observations from year -> value by series."""
    rows = [(name, year, value) for name, line in series.items() for year, value in line.items()]
    frame = pd.DataFrame(rows, columns=["series", "year", "value"])
    return frame.astype({"series": "str", "year": "int64", "value": "float64"})


def spec(name: str = "a", **known: Any) -> dict[str, Any]:
    """What is known of a series; up, quantitative, target 2030 unless said otherwise."""
    return {"series": name, "direction": "up", "target_year": 2030, **known}


def judge(
    line: Mapping[int, float] | Sequence[float],
    method: Method | str = "seoul_default",
    *,
    breaks: Sequence[int] = (),
    as_of_year: int | None = None,
    **known: Any,
) -> pd.Series:
    """One series judged: its row. A list of values begins in 2015."""
    values = line if isinstance(line, Mapping) else dict(enumerate(line, 2015))
    frame = observed({"a": values})
    frame["is_break"] = frame["year"].isin(list(breaks))
    if isinstance(method, str):
        method = load_method(method)
    found = assess(frame, pd.DataFrame([spec(**known)]), method, as_of_year=as_of_year)
    return found.iloc[0]


def is_hole(value: object) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, float) and bool(np.isnan(value)))
