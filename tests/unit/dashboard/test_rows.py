"""Frames as rows: holes are None, numbers are Python's own."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from dashboard.rows import first, records


def test_every_kind_of_hole_is_none() -> None:
    frame = pd.DataFrame(
        {
            "text": pd.Series(["a", None], dtype="str"),
            "number": [1.5, np.nan],
            "year": pd.array([2023, pd.NA], dtype="Int64"),
            "day": pd.to_datetime(["2026-09-30", "NaT"]),
            "list": [np.array(["x", "y"]), np.array([])],
        }
    )
    full, hollow = records(frame)
    assert full == {
        "text": "a", "number": 1.5, "year": 2023, "day": date(2026, 9, 30), "list": ["x", "y"],
    }  # fmt: skip
    assert hollow == {"text": None, "number": None, "year": None, "day": None, "list": []}
    assert type(full["year"]) is int


def test_the_first_of_nothing_is_none() -> None:
    assert first(pd.DataFrame({"a": []})) is None
