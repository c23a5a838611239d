"""An indicator's values over the years: chart, sentence, table."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components import badges, charts, prose, tables, values
from dashboard.figures import can_be_drawn, describe_line, indicator_line
from dashboard.format import period
from dashboard.rows import Row, records
from dashboard.texts import Words
from dashboard.visit import Visit


def sections(
    visit: Visit, row: Row, observations: pd.DataFrame, milestones: pd.DataFrame
) -> list[Any]:
    """The section of the city's (or the nation's) values; none where there are no values."""
    words = visit.words
    shown = judged(observations)
    if shown.empty:
        return []
    table = _table(visit, row, records(shown))
    content: list[Any] = []
    if can_be_drawn(observations):
        content = [
            charts.chart(
                words,
                id="trend-chart",
                title=words(
                    "series.title_nation" if values.is_nation(row) else "series.title",
                    name=words.pick(row, "name"),
                ),
                figure=indicator_line(row, observations, milestones, words.lang),
                sentence=describe_line(row, observations, milestones, words.lang),
                table=table,
            )
        ]
    else:
        content = [html.P(words("series.single")), table]
    content.append(
        html.P(
            prose.csv_link(words, visit.export(f"/export/indicators/{row['indicator_code']}.csv"))
        )
    )
    return [prose.section(words("series.heading"), content, id="series")]


def judged(observations: pd.DataFrame) -> pd.DataFrame:
    """The city's own totals, or where there are none the nation's."""
    totals = observations[observations["breakdown"].eq("total") & observations["value"].notna()]
    city = totals[totals["area"].eq("seoul")]
    return city if len(city) else totals[totals["area_kind"].eq("nation")]


def _table(visit: Visit, row: Row, rows: list[Row]) -> html.Div:
    words = visit.words
    return tables.table(
        words,
        caption=words("series.caption", name=words.pick(row, "name")),
        columns=[
            tables.Column(words("column.period")),
            tables.Column(words("column.area")),
            tables.Column(words("column.value"), is_number=True),
            tables.Column(words("column.origin")),
            tables.Column(words("column.status")),
        ],
        rows=[_cells(words, row, observation) for observation in reversed(rows)],
    )


def _cells(words: Words, row: Row, observation: Row) -> list[Any]:
    status = words(f"obs_status.{observation['obs_status']}")
    note = observation["note"]
    return [
        period(observation["period"], words.lang),
        words.pick(observation, "area_name"),
        values.value_text(words, row, observation["value"]),
        badges.origin(words, observation["origin"]),
        f"{status} ({note})" if note else status,
    ]
