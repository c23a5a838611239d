"""What the drawings of the 25 districts share: the values to show, the scale, its legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from dashboard.figures.scale import Scale, scale_of
from dashboard.figures.series import Indicator, as_row
from dashboard.format import number, period, with_unit
from dashboard.rows import Row, records
from dashboard.texts import Words, load


@dataclass(frozen=True)
class District:
    """A district with its value; None where there is none."""

    area: str
    name: str
    value: float | None
    tile_row: int
    tile_column: int


@dataclass(frozen=True)
class Chosen:
    """The districts in official order, the city's own value if known, and how to write values."""

    words: Words
    indicator: Row
    districts: list[District]
    city: float | None
    period: str

    @property
    def known(self) -> list[District]:
        return [district for district in self.districts if district.value is not None]

    @property
    def values(self) -> list[float]:
        return [district.value for district in self.districts if district.value is not None]

    def scale(self) -> Scale:
        return scale_of(self.values)

    def number(self, value: float) -> str:
        return number(value, self.indicator.get("decimals") or 0)

    def value(self, value: float | None) -> str:
        """A value with its unit, or in words that there is none."""
        if value is None:
            return self.words("figures.missing")
        return with_unit(self.number(value), self.symbol, self.words.lang)

    @property
    def symbol(self) -> str:
        return str(self.indicator.get(f"symbol_{self.words.lang}") or "")

    @property
    def when(self) -> str:
        return period(self.period, self.words.lang) if self.period else ""


def district_values(observations: pd.DataFrame, when: str | None = None) -> pd.DataFrame:
    """The districts' totals of a period (the latest that has any), with the city's of that period.

    Columns `area`, `area_kind`, `value`, `obs_status`, `period`: what the maps and the strip take.
    """
    columns = ["area", "area_kind", "value", "obs_status", "period"]
    totals = observations[observations["breakdown"] == "total"]
    known = totals[(totals["area_kind"] == "district") & totals["value"].notna()]
    if known.empty:
        return totals.iloc[:0][columns]
    latest = when or str(known["period"].max())
    chosen = totals[(totals["period"] == latest) & totals["area_kind"].isin(["district", "city"])]
    return chosen[columns].reset_index(drop=True)


def choose(values: pd.DataFrame, areas: pd.DataFrame, indicator: Indicator, lang: str) -> Chosen:
    """Values joined to the districts; a district without a row has no value."""
    words = load(lang)
    by_area = {row["area"]: row.get("value") for row in records(values)}
    periods = sorted({str(when) for when in values.get("period", pd.Series(dtype=str)).dropna()})
    districts = [
        District(
            row["area"],
            words.pick(row, "name"),
            by_area.get(row["area"]),
            row["tile_row"] or 0,
            row["tile_column"] or 0,
        )
        for row in records(areas)
        if row["area_kind"] == "district"
    ]
    city = next((row["area"] for row in records(areas) if row["area_kind"] == "city"), "")
    return Chosen(
        words, as_row(indicator), districts, by_area.get(city), periods[-1] if periods else ""
    )


def step_class(scale: Scale, value: float | None) -> str:
    """The class of a value's step of colour; hatched where there is none."""
    return "fig-step-none" if value is None else f"fig-step-{scale.step(value)}"


def legend(chosen: Chosen, scale: Scale) -> html.Div:
    """The scale in words and colours, which way is better, and what hatching means."""
    words = chosen.words
    items = [
        _item(f"fig-step-{step}", _range(words, scale, low, high))
        for step, (low, high) in zip(scale.steps(), scale.bounds(), strict=True)
    ]
    if len(chosen.known) < len(chosen.districts):
        items.append(_item("fig-step-none", words("figures.missing")))
    unit = chosen.symbol or words("figures.no_unit")
    head = words("figures.map.unit", unit=unit)
    if chosen.when:
        head = words("figures.map.unit_when", unit=unit, when=chosen.when)
    direction = words(f"figures.direction.{chosen.indicator.get('direction') or 'none'}")
    return html.Div(
        [
            html.P(head, className="fig-legend-head"),
            html.Ul(items, className="fig-legend-steps"),
            html.P(f"{words('figures.map.darker')} {direction}", className="fig-legend-direction"),
        ],
        className="fig-legend",
    )


def nothing(words: Words) -> html.P:
    """In place of a drawing that would have nothing to show."""
    return html.P(words("figures.map.nothing"), className="fig-nothing")


def _item(step: str, text: str) -> html.Li:
    swatch: Any = html.Span("…" if step == "fig-step-none" else "", className=f"fig-swatch {step}")
    return html.Li([swatch, html.Span(text)])


def _range(words: Words, scale: Scale, low: float | None, high: float | None) -> str:
    if low is None and high is not None:
        return words("figures.map.below", value=scale.written(high))
    if high is None and low is not None:
        return words("figures.map.from", value=scale.written(low))
    if low == high and low is not None:
        return scale.written(low)
    return words(
        "figures.map.between", low=scale.written(low or 0.0), high=scale.written(high or 0.0)
    )
