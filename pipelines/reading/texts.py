"""Columns of texts, read once per distinct text."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

import pandas as pd

Of = Callable[[Any], object]


def unique_texts(column: pd.Series) -> list[str]:
    """The distinct texts of a column, without its blanks."""
    return [str(text) for text in column.dropna().unique()]


def texts_of(rows: pd.DataFrame, found: Iterable[object]) -> pd.Series:
    """A column of texts or None; left alone, pandas would make NaN of None."""
    return pd.Series(list(found), index=rows.index, dtype=object)


def mapped(rows: pd.DataFrame, name: str, read: dict[str, Any], of: Of) -> pd.Series:
    """What each cell of a column reads as; an empty cell reads as None."""
    known = {text: of(found) for text, found in read.items()}
    return texts_of(rows, (known.get(text) for text in rows[name]))


def places(rows: pd.DataFrame, column: str) -> dict[Hashable, tuple[int, int]]:
    """Text -> (first line, how often)."""
    found = rows.groupby(column, sort=False)["line"].agg(["first", "size"])
    return {text: (int(first), int(size)) for text, first, size in found.itertuples()}
