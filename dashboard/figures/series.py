"""Which of an indicator's observations a chart or a sentence speaks of, in the order of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, Literal

import pandas as pd

from dashboard.rows import Row, plain, records

Role = Literal["city", "nation", "proxy", "proxy_nation"]
Indicator = Mapping[str, Any] | pd.Series

# Surveys that come every other year lack nothing in between: their points may be joined.
_YEARS_BETWEEN = {"biennial": 2, "triennial": 3, "quinquennial": 5}
# A change further than this many scaled deviations from the usual change is named.
_OUTLYING = 3.0
_NORMAL = 1.4826
_ENOUGH = 5


@dataclass(frozen=True)
class Point:
    """One observation with a value. `at` is the period as a number: 2023Q3 is 2023.5."""

    period: str
    at: float
    value: float
    status: str


@dataclass(frozen=True)
class Track:
    """The total over time for one area. `role` says whose it is:

    the city's own, the nation's for comparison, a proxy of the city (a neighbouring concept) or
    the nation's standing in for the city's (`proxy_nation`).
    """

    role: Role
    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        return self.points[-1]

    @property
    def is_proxy(self) -> bool:
        return self.role in ("proxy", "proxy_nation")

    def since_break(self) -> tuple[Point, ...]:
        """The points that share the latest definition."""
        breaks = [place for place, point in enumerate(self.points) if point.status == "B"]
        return self.points[breaks[-1] :] if breaks else self.points

    def has_break_after(self, at: float) -> bool:
        """Whether the definition changed later than `at`."""
        return any(point.status == "B" and point.at > at for point in self.points)


def as_row(indicator: Indicator) -> Row:
    """A row as a plain dict: holes are None."""
    return {str(name): plain(value) for name, value in indicator.items()}


def tracks(observations: pd.DataFrame) -> list[Track]:
    """The lines that an indicator has, the one to speak of first; empty without any value.

    Only totals. Where whole years exist, quarters and months are left out.
    """
    if observations.empty:
        return []
    known = observations[
        observations["value"].notna()
        & (observations["breakdown"] == "total")
        & observations["area_kind"].isin(["city", "nation"])
    ]
    by_role: dict[Role, list[Row]] = {}
    for row in records(known):
        by_role.setdefault(_role(row), []).append(row)
    order: tuple[Role, ...] = ("city", "proxy", "proxy_nation", "nation")
    return [Track(role, _points(by_role[role])) for role in order if role in by_role]


def main_track(observations: pd.DataFrame) -> Track | None:
    """The line that is judged: the city's own, else the proxy; never the mere comparison."""
    return next((track for track in tracks(observations) if track.role != "nation"), None)


def joined(track: Track, frequency: str | None) -> list[tuple[Point, ...]]:
    """The stretches that may be drawn as one line.

    A missing year ends a stretch, and so does a change of definition: nothing is interpolated.
    """
    reach = _reach(track, frequency)
    stretches: list[list[Point]] = [[track.points[0]]]
    for before, after in pairwise(track.points):
        if after.status == "B" or after.at - before.at > reach:
            stretches.append([])
        stretches[-1].append(after)
    return [tuple(stretch) for stretch in stretches]


def missing_years(track: Track, frequency: str | None) -> list[int]:
    """Years inside the line for which a figure was to be expected but is not there."""
    reach = _reach(track, frequency)
    found: list[int] = []
    for before, after in pairwise(track.points):
        if after.at - before.at > reach:
            found.extend(range(int(before.at) + 1, int(after.at)))
    return found


def outlying(track: Track, frequency: str | None) -> list[Point]:
    """Points whose change from their neighbour before stands far apart from the usual changes."""
    steps = [pair for stretch in joined(track, frequency) for pair in pairwise(stretch)]
    changes = [after.value - before.value for before, after in steps]
    if len(changes) < _ENOUGH:
        return []
    middle = median(changes)
    spread = _NORMAL * median(abs(change - middle) for change in changes)
    if not spread:
        return []
    return [
        after
        for (_, after), change in zip(steps, changes, strict=True)
        if abs(change - middle) > _OUTLYING * spread
    ]


def position_of(period: str) -> float:
    """A period as a number of years.

    >>> position_of("2023"), position_of("2023Q3"), position_of("2023-07")
    (2023.0, 2023.5, 2023.5)
    """
    year, rest = int(period[:4]), period[4:]
    if rest.startswith("Q"):
        return year + (int(rest[1:]) - 1) / 4
    if rest.startswith("-"):
        return year + (int(rest[1:]) - 1) / 12
    return float(year)


def _role(row: Row) -> Role:
    is_proxy = row["origin"] == "proxy"
    if row["area_kind"] == "nation":
        return "proxy_nation" if is_proxy else "nation"
    return "proxy" if is_proxy else "city"


def _points(rows: list[Row]) -> tuple[Point, ...]:
    whole_years = [row for row in rows if len(row["period"]) == 4]
    points = [
        Point(row["period"], position_of(row["period"]), float(row["value"]), row["obs_status"])
        for row in whole_years or rows
    ]
    return tuple(sorted(points, key=lambda point: point.at))


def _reach(track: Track, frequency: str | None) -> float:
    """How far apart two neighbours may be (in years) with nothing missing between them."""
    length = len(track.points[0].period)
    if length == 4:
        return _YEARS_BETWEEN.get(frequency or "", 1) + 0.01
    return 0.26 if track.points[0].period[4] == "Q" else 0.09
