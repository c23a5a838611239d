"""Frames of a release as plain rows: a hole is None, never NaN; numbers are Python's own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """Every row of a frame."""
    names = [str(name) for name in frame.columns]
    return [
        {name: plain(value) for name, value in zip(names, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]


def first(frame: pd.DataFrame) -> Row | None:
    """The first row, or None."""
    found = records(frame.head(1))
    return found[0] if found else None


def plain(value: Any) -> Any:
    """A value without pandas or numpy: None for what is missing, dates without a time."""
    if isinstance(value, np.ndarray | list):
        return [plain(item) for item in value]
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and value != value:
        return None
    return _day(value) if isinstance(value, datetime) else value


def _day(value: datetime) -> date | datetime:
    has_time = any((value.hour, value.minute, value.second))
    return value if has_time else value.date()
