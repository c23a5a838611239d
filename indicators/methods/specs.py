"""What is known of each series beside its observations, as arrays of one element a series."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Self, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.methods.matrix import Booleans, Floats, Integers

Words = npt.NDArray[np.str_]

_NUMBERS = (
    "base_year",
    "base_value",
    "target_year",
    "target_value",
    "target_upper",
    "natural_min",
    "natural_max",
    "optimum",
    "lower_bound",
    "green",
    "red",
    "window_start",
    "window_end",
    "spread",
)


@dataclass(frozen=True)
class Specs:
    """One element per series. NaN = not stated; nothing is assumed for it.

    `direction` is up, down, range or none; `kind` quantitative, qualitative or binary;
    `two_sided` says how a range is measured: distance (units from the range) or ratio
    (smaller over greater, 1 = met). `is_proxy` marks a series that is not the city's own.
    """

    ids: tuple[str, ...]
    direction: Words
    kind: Words
    two_sided: Words
    is_proxy: Booleans
    base_year: Floats
    base_value: Floats
    target_year: Floats
    target_value: Floats
    target_upper: Floats
    natural_min: Floats
    natural_max: Floats
    optimum: Floats
    lower_bound: Floats
    green: Floats
    red: Floats
    window_start: Floats
    window_end: Floats
    spread: Floats

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Self:
        """Read a table with a column `series`, `direction` and any of the fields above."""
        count = len(frame)
        numbers = {name: _floats(frame, name) for name in _NUMBERS}
        # bounds say which way is better where nobody else does
        implied = np.select(
            [
                numbers["optimum"] > numbers["lower_bound"],
                numbers["optimum"] < numbers["lower_bound"],
            ],
            ["up", "down"],
            "none",
        )
        proxies = (
            frame["is_proxy"].to_numpy(dtype=bool) if "is_proxy" in frame else np.zeros(count, bool)
        )
        return cls(
            ids=tuple(str(name) for name in cast(list[object], frame["series"].tolist())),
            direction=_words(frame, "direction", implied),
            kind=_words(frame, "kind", np.full(count, "quantitative")),
            two_sided=_words(frame, "two_sided", np.full(count, "distance")),
            is_proxy=proxies,
            **numbers,
        )

    @property
    def sign(self) -> Floats:
        """+1 where more is better, -1 where less is, NaN where neither is said."""
        return np.select([self.direction == "up", self.direction == "down"], [1.0, -1.0], np.nan)

    @property
    def is_range(self) -> Booleans:
        """Whether the target has two sides."""
        return self.direction == "range"

    def rows(self, which: slice) -> Specs:
        """The same for some of the series."""
        picked: dict[str, Any] = {
            field.name: getattr(self, field.name)[which] for field in fields(self)
        }
        return Specs(**picked)

    def picked(self, rows: Integers) -> Specs:
        """The same for the series with these numbers."""
        picked: dict[str, Any] = {
            field.name: getattr(self, field.name)[rows]
            for field in fields(self)
            if field.name != "ids"
        }
        return Specs(ids=tuple(self.ids[int(row)] for row in rows.flat), **picked)


def _floats(frame: pd.DataFrame, column: str) -> Floats:
    if column not in frame:
        return np.full(len(frame), np.nan)
    return pd.to_numeric(frame[column]).to_numpy(dtype=np.float64, na_value=np.nan)


def _words(frame: pd.DataFrame, column: str, otherwise: Words) -> Words:
    if column not in frame:
        return otherwise.astype(np.str_)
    stated = frame[column]
    return np.where(stated.isna(), otherwise, stated.astype(str)).astype(np.str_)
