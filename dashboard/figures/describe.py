"""What each drawing shows, in words: course, highest, lowest, latest, what stands apart, holes.

The sentences stand beside the drawing for everybody, and are its name for a screen reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import Any

import pandas as pd

from dashboard.figures.districts import Chosen, choose
from dashboard.figures.milestones import valued
from dashboard.figures.scale import outliers
from dashboard.figures.series import (
    Indicator,
    Point,
    Track,
    as_row,
    missing_years,
    outlying,
    tracks,
)
from dashboard.format import number, period, with_unit
from dashboard.rows import Row
from dashboard.texts import Words, load


def describe_line(
    indicator: Indicator, observations: pd.DataFrame, milestones: pd.DataFrame, lang: str
) -> str:
    """What `indicator_line` shows."""
    row, words = as_row(indicator), load(lang)
    lines = tracks(observations)
    if not lines:
        return words("figures.nothing") + "."
    say = _Speech(row, words)
    main = lines[0]
    sentences = [
        *say.course(main),
        *say.apart(main),
        *say.holes(main),
        *say.beware(main),
        *say.nation(main, lines),
        *say.target(milestones),
    ]
    return " ".join(sentences)


def describe_districts(
    values: pd.DataFrame, areas: pd.DataFrame, indicator: Indicator, lang: str
) -> str:
    """What a map of the districts or their strip shows."""
    chosen = choose(values, areas, indicator, lang)
    words = chosen.words
    if not chosen.known:
        return words("figures.map.nothing")
    sentences = [_ends(chosen)]
    if chosen.city is not None:
        sentences.append(words("figures.describe.districts.city", value=chosen.value(chosen.city)))
    apart = [chosen.known[place].name for place in outliers(chosen.values)]
    if apart:
        names = ", ".join(apart)
        sentences.append(words("figures.describe.districts.outliers", names=names))
    missing = [district.name for district in chosen.districts if district.value is None]
    if missing:
        names = ", ".join(missing)
        sentences.append(words("figures.describe.districts.missing", names=names))
    return " ".join(sentences)


def _ends(chosen: Chosen) -> str:
    words, values = chosen.words, chosen.values
    when = words("figures.describe.districts.when", when=chosen.when) if chosen.when else ""
    if min(values) == max(values):
        value = chosen.value(values[0])
        return words("figures.describe.districts.even", when=when, value=value)
    return words(
        "figures.describe.districts.ends",
        when=when,
        high_names=_names(chosen, max(values)),
        high=chosen.value(max(values)),
        low_names=_names(chosen, min(values)),
        low=chosen.value(min(values)),
        median=chosen.value(median(values)),
    )


def _names(chosen: Chosen, value: float) -> str:
    """The districts that have a value; they may share it."""
    return ", ".join(district.name for district in chosen.known if district.value == value)


class _Speech:
    """Sentences about one indicator's lines."""

    def __init__(self, row: Row, words: Words) -> None:
        self._row, self._words = row, words

    def _value(self, value: float) -> str:
        symbol = str(self._words.pick(self._row, "symbol") or "")
        return with_unit(number(value, self._row["decimals"] or 0), symbol, self._words.lang)

    def _when(self, point: Point) -> str:
        return period(point.period, self._words.lang)

    def course(self, track: Track) -> list[str]:
        """From where to where under the present definition, highest and lowest on the way."""
        words = self._words
        place = words(f"figures.line.{track.role}")
        points = track.since_break()
        first, last = points[0], points[-1]
        if first is last:
            kind = "single" if len(track.points) == 1 else "latest"
            values = {"when": self._when(last), "value": self._value(last.value)}
            return [words(f"figures.describe.{kind}", place=place, **values)]
        told: dict[str, Any] = {
            "place": place,
            "first_when": self._when(first),
            "first": self._value(first.value),
            "last_when": self._when(last),
            "last": self._value(last.value),
        }
        if told["first"] == told["last"]:
            kind = "same"
            del told["first"]
        else:
            kind = "up" if last.value > first.value else "down"
        sentences = [words(f"figures.describe.moved.{kind}", **told)]
        high = max(points, key=lambda point: point.value)
        low = min(points, key=lambda point: point.value)
        if len(points) > 2 and high.value > low.value:
            sentences.append(
                words(
                    "figures.describe.ends",
                    high_when=self._when(high),
                    high=self._value(high.value),
                    low_when=self._when(low),
                    low=self._value(low.value),
                )
            )
        return sentences

    def apart(self, track: Track) -> list[str]:
        found = ", ".join(self._when(point) for point in self._outlying(track))
        return [self._words("figures.describe.outliers", list=found)] if found else []

    def _outlying(self, track: Track) -> list[Point]:
        return outlying(track, self._row.get("frequency"))

    def holes(self, track: Track) -> list[str]:
        missing = missing_years(track, self._row.get("frequency"))
        if not missing:
            return []
        years = self._words("figures.describe.years", years=_runs(missing, self._words))
        return [self._words("figures.describe.gap", years=years)]

    def beware(self, track: Track) -> list[str]:
        """What is not final, and where the definition changed."""
        words = self._words
        sentences = [
            words("figures.describe.break", when=self._when(point))
            for point in track.points
            if point.status == "B"
        ]
        for status in ("P", "E"):
            when = ", ".join(self._when(point) for point in track.points if point.status == status)
            if when:
                name = words(f"figures.status.{status}")
                sentences.append(words("figures.describe.status", when=when, status=name))
        return sentences

    def nation(self, main: Track, lines: list[Track]) -> list[str]:
        """The nation's value at the same time."""
        for track in lines[1:]:
            for point in track.points:
                if track.role in ("nation", "proxy_nation") and point.period == main.last.period:
                    when, value = self._when(point), self._value(point.value)
                    return [self._words("figures.describe.nation", when=when, value=value)]
        return []

    def target(self, milestones: pd.DataFrame) -> list[str]:
        words = self._words
        return [
            words(
                "figures.describe.target",
                name=words(f"figures.target.{goal['basis']}_by", year=goal["year"]),
                value=self._value(goal["value"]),
            )
            for goal in valued(milestones)
        ]


def _runs(years: Iterable[int], words: Words) -> str:
    """Years with runs drawn together: 2006~2013, 2015."""
    runs: list[list[int]] = []
    for year in years:
        if not runs or year != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(year)
    return ", ".join(
        str(run[0]) if len(run) == 1 else words("figures.describe.runs", first=run[0], last=run[-1])
        for run in runs
    )
