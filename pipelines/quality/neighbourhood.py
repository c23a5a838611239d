"""What the judges of neighbours share: the columns that make a series, a group, a key."""

from __future__ import annotations

import numpy as np
import pandas as pd

SERIES = ["indicator_key", "area_slug", "breakdown_text", "period_kind"]
GROUP = ["indicator_key", "period_text", "breakdown_text"]
KEY = ["indicator_key", "area_key", "period_text", "breakdown_text"]
# Units of what is counted one by one.
COUNTS = ["persons", "households", "cases", "places", "number", "dwellings", "beds"]


def none(frame: pd.DataFrame) -> pd.Series:
    """A column in which nothing is wrong yet, for numbers."""
    return pd.Series(np.nan, index=frame.index, dtype=float)


def no_texts(frame: pd.DataFrame) -> pd.Series:
    """The same for texts."""
    return pd.Series(None, index=frame.index, dtype=object)
