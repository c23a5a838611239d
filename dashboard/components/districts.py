"""An indicator by district: a map of tiles, the spread, and the list in the official order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.components import charts, filters, prose, tables, values
from dashboard.components.attributes import data
from dashboard.components.links import link
from dashboard.figures import (
    boundary_map,
    describe_districts,
    district_values,
    strip,
    tile_map,
)
from dashboard.format import period
from dashboard.rows import Row, records
from dashboard.texts import Words
from dashboard.visit import Visit


def sections(visit: Visit, row: Row, observations: pd.DataFrame) -> list[Any]:
    """The section of the districts; none where there are no district figures.

    The year is chosen in the address (`?year=`); without one, the latest.
    """
    words = visit.words
    own = observations[
        observations["area_kind"].eq("district")
        & observations["breakdown"].eq("total")
        & observations["value"].notna()
    ]
    if own.empty:
        return []
    periods = sorted(set(own["period"]), reverse=True)
    chosen = visit.query.get("year", "")
    shown = chosen if chosen in periods else periods[0]
    rows = records(own[own["period"].eq(shown)])
    areas = visit.release.areas()
    shares = {"indicator": row, "lang": words.lang}
    found = district_values(observations, shown)
    return [
        prose.section(
            words("districts.heading"),
            [
                _years(visit, periods, shown),
                html.P(
                    describe_districts(found, areas, row, words.lang),
                    className="figure-sentence",
                    **data(result="districts"),
                ),
                html.Div(
                    [tile_map(found, areas, **shares), strip(found, areas, **shares)],
                    className="district-figures",
                ),
                charts.details(
                    words("districts.boundaries"),
                    boundary_map(visit.release.boundaries(), found, areas, **shares),
                ),
                charts.details(words("districts.list"), _table(words, row, rows, areas, shown)),
                html.P(words("districts.no_ranking"), className="small"),
            ],
            id="districts",
        )
    ]


def _years(visit: Visit, periods: Sequence[str], shown: str) -> html.Div:
    words, address = visit.words, visit.address
    position = periods.index(shown)
    steps = []
    for name, neighbour in (("earlier", position + 1), ("later", position - 1)):
        if 0 <= neighbour < len(periods):
            there = period(periods[neighbour], words.lang)
            steps.append(
                link(
                    words,
                    address.path,
                    words(f"districts.{name}", period=there),
                    "step",
                    id=f"districts-{name}",
                    year=periods[neighbour],
                )
            )
    if len(periods) == 1:
        return html.Div(html.P(words("districts.only", period=period(shown, words.lang))))
    form = filters.form(
        words,
        address.to(address.path),
        [
            filters.select(
                "year",
                words("districts.year"),
                [(value, period(value, words.lang)) for value in periods],
                shown,
            )
        ],
        label=words("districts.choose"),
        id="districts",
        anchor="#districts",
    )
    return html.Div([form, html.Div(steps, className="steps")], className="years")


def _table(
    words: Words, row: Row, rows: Sequence[Row], areas: pd.DataFrame, shown: str
) -> html.Div:
    """Every district in the official order; a district without a figure says so."""
    found = {observation["area"]: observation for observation in rows}
    districts = [area for area in records(areas) if area["area_kind"] == "district"]
    return tables.table(
        words,
        caption=words(
            "districts.caption", name=words.pick(row, "name"), period=period(shown, words.lang)
        ),
        columns=[
            tables.Column(words("column.district")),
            tables.Column(words("column.value"), is_number=True),
            tables.Column(words("column.status")),
        ],
        rows=[_cells(words, row, area, found.get(area["area"])) for area in districts],
    )


def _cells(words: Words, row: Row, area: Row, observation: Row | None) -> list[Any]:
    value = None if observation is None else observation["value"]
    status = "O" if observation is None else observation["obs_status"]
    return [
        words.pick(area, "name"),
        values.value_text(words, row, value),
        words(f"obs_status.{status}"),
    ]
