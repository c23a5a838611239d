"""How the districts lie on one line, with the city and the median among them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

import pandas as pd
from dash import html

from dashboard.figures.describe import describe_districts
from dashboard.figures.districts import Chosen, District, choose, nothing
from dashboard.figures.look import as_image
from dashboard.figures.series import Indicator
from dashboard.figures.ticks import axis_labels, round_limits

# Dots closer than this (in per cent of the width) would overlap on a telephone: they are stacked.
_TOUCHING = 3.2
# A word to the right of a mark further right than this would run out of a telephone.
_RIGHT_AT_MOST = 66.0


def strip(
    values: pd.DataFrame,
    areas: pd.DataFrame,
    lang: str,
    *,
    indicator: Indicator | None = None,
) -> Any:
    """One dot a district on a line of values.

    Args:
        values: `area`, `value`; with the city's row the city is marked too.
        areas: the release's areas.
        lang: `ko` or `en`.
        indicator: its row, for unit and decimals.
    """
    chosen = choose(values, areas, {} if indicator is None else indicator, lang)
    if not chosen.known:
        return nothing(chosen.words)
    inside = chosen.values if chosen.city is None else [*chosen.values, chosen.city]
    limits = round_limits(min(inside), max(inside), 4)
    line = _Line(limits[0], limits[-1])
    dots = _dots(chosen, line)
    return html.Div(
        [
            _marks(chosen, line),
            html.Div(dots, className="fig-strip-dots", style={"--rows": _rows(chosen, line)}),
            _axis(chosen, line, limits),
            html.P(_unit(chosen), className="fig-strip-unit"),
        ],
        className="fig-strip",
        **as_image(describe_districts(values, areas, {} if indicator is None else indicator, lang)),
    )


class _Line:
    """Values to places between 0 and 100 per cent."""

    def __init__(self, low: float, high: float) -> None:
        self._low, self._span = low, (high - low) or 1.0

    def place(self, value: float) -> float:
        return round(100 * (value - self._low) / self._span, 2)

    def css(self, value: float) -> str:
        return f"{self.place(value)}%"


def _stacked(chosen: Chosen, line: _Line) -> list[tuple[District, float, int]]:
    """Districts from low to high with place and level: the lowest level that is free there."""
    last_on_level: list[float] = []
    found: list[tuple[District, float, int]] = []
    for district in sorted(chosen.known, key=lambda district: district.value or 0.0):
        place = line.place(district.value or 0.0)
        level = next(
            (level for level, last in enumerate(last_on_level) if place - last >= _TOUCHING),
            len(last_on_level),
        )
        if level == len(last_on_level):
            last_on_level.append(place)
        else:
            last_on_level[level] = place
        found.append((district, place, level))
    return found


def _rows(chosen: Chosen, line: _Line) -> int:
    return 1 + max(level for _, _, level in _stacked(chosen, line))


def _dots(chosen: Chosen, line: _Line) -> list[html.Span]:
    return [
        html.Span(
            className="fig-dot",
            style={"left": f"{place}%", "--level": level},
            title=chosen.words(
                "figures.map.told", name=district.name, value=chosen.value(district.value)
            ),
        )
        for district, place, level in _stacked(chosen, line)
    ]


def _marks(chosen: Chosen, line: _Line) -> html.Div:
    """City and median, each on a line of its own so that their words never meet."""
    words = chosen.words
    middle = median(chosen.values)
    places = [("median", line.place(middle), chosen.number(middle))]
    if chosen.city is not None:
        places.append(("city", line.place(chosen.city), chosen.number(chosen.city)))
    places.sort(key=lambda mark: mark[1])
    sides = _sides([place for _, place, _ in places])
    # the mark that no word runs across stands up to the upper line
    upper = len(places) - 1 if set(sides) == {"left"} else 0
    return html.Div(
        [
            html.Div(
                html.Span(
                    words(f"figures.strip.{kind}", value=value),
                    className=f"fig-mark-word fig-mark-word--{side}",
                ),
                className=f"fig-mark fig-mark--{kind} "
                f"fig-mark--{'upper' if position == upper else 'lower'}",
                style={"left": f"{place}%"},
            )
            for position, ((kind, place, value), side) in enumerate(zip(places, sides, strict=True))
        ],
        className="fig-strip-marks",
    )


def _sides(places: Sequence[float]) -> list[str]:
    """On which side of its mark each word stands (marks from left to right), to stay inside."""
    if places[-1] <= _RIGHT_AT_MOST:
        return ["right"] * len(places)
    if places[0] >= 100 - _RIGHT_AT_MOST:
        return ["left"] * len(places)
    return ["right", "left"]


def _axis(chosen: Chosen, line: _Line, limits: Sequence[float]) -> html.Div:
    labels = axis_labels(list(limits), chosen.words, chosen.symbol)
    return html.Div(
        [
            html.Span(label, className="fig-strip-tick", style={"left": line.css(value)})
            for label, value in zip(labels, limits, strict=True)
        ],
        className="fig-strip-axis",
    )


def _unit(chosen: Chosen) -> str:
    """What a dot is, the unit, and which districts lie at the ends."""
    ordered = sorted(chosen.known, key=lambda district: district.value or 0.0)
    low, high = ordered[0], ordered[-1]
    return chosen.words(
        "figures.strip.ends",
        unit=chosen.symbol or chosen.words("figures.no_unit"),
        low=low.name,
        low_value=chosen.number(low.value or 0.0),
        high=high.name,
        high_value=chosen.number(high.value or 0.0),
    )
