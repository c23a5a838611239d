"""`/programmes`: which programmes lag in work or money? Filters, a chart, a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard import theme
from dashboard.components import badges, charts, filters, programme_list, prose, tables
from dashboard.components.attributes import data
from dashboard.components.links import goal_path, link, programme_path
from dashboard.figures import describe_quadrant, programme_quadrant
from dashboard.format import money, percent
from dashboard.rows import Row, records
from dashboard.selection import chosen
from dashboard.texts import Words
from dashboard.visit import Page, Visit

PATH = "/programmes"
MENU = 30
MENU_TEXT = "menu.programmes"

_FILE_FILTERS = {"goal", "status"}


def page(visit: Visit) -> Page:
    words = visit.words
    goals = {str(row["goal_number"]): row for row in records(visit.release.goals())}
    frame = visit.release.programmes()
    every = records(frame)
    departments = sorted({words.pick(row, "department") for row in every})
    choice = {
        "goal": chosen(visit.query, "goal", goals),
        "status": chosen(visit.query, "status", theme.PROGRAMME_STATUSES),
        "department": chosen(visit.query, "department", tuple(departments)),
    }
    rows = [row for row in every if _fits(words, row, choice)]
    shown = frame[frame["programme_code"].isin([row["programme_code"] for row in rows])]
    return Page(
        title=words("programmes.title"),
        description=words("programmes.description"),
        sample="page" if programme_list.has_sample(every) else "",
        body=[
            html.H1(words("programmes.title"), tabIndex="-1"),
            html.P(
                prose.rich(_sentence(words, every, rows)),
                className="lead",
                **data(result="list"),
            ),
            _form(visit, goals, departments, choice),
            *_chart(words, shown, rows),
            _table(words, goals, rows)
            if rows
            else html.P(words("filter.nothing"), className="hole"),
            html.P(words("programmes.double_counting"), className="small"),
            html.P(_file(visit, choice)),
        ],
    )


def _file(visit: Visit, choice: dict[str, str]) -> html.A:
    """The list as a file: the chosen rows where the file knows every filter, else all of them."""
    chosen_ = {name: value for name, value in choice.items() if value}
    is_known = chosen_.keys() <= _FILE_FILTERS
    label = "programmes.csv_chosen" if chosen_ and is_known else "programmes.csv"
    href = visit.export("/export/programmes.csv", **(chosen_ if is_known else {}))
    return prose.csv_link(visit.words, href, visit.words(label))


def _fits(words: Words, row: Row, choice: dict[str, str]) -> bool:
    goal, status, department = choice["goal"], choice["status"], choice["department"]
    return (
        (not goal or f"G-{int(goal):02d}" in row["goals"])
        and (not status or row["programme_status"] == status)
        and (not department or words.pick(row, "department") == department)
    )


def _sentence(words: Words, every: Sequence[Row], rows: Sequence[Row]) -> str:
    if len(rows) != len(every):
        return words("programmes.sentence_some", all=len(every), shown=len(rows))
    returned = [row for row in rows if row["programme_status"] != "not_submitted"]
    late = [row for row in rows if row["programme_status"] in ("lagging", "partial", "suspended")]
    return words(
        "programmes.sentence",
        all=len(rows),
        returned=len(returned),
        late=len(late),
        missing=len(rows) - len(returned),
    )


def _form(
    visit: Visit, goals: dict[str, Row], departments: Sequence[str], choice: dict[str, str]
) -> html.Form:
    words = visit.words
    any_ = ("", words("filter.any"))
    fields = [
        filters.select(
            "goal",
            words("filter.goal"),
            [any_, *[(n, f"{n}. {words.pick(row, 'short_name')}") for n, row in goals.items()]],
            choice["goal"],
        ),
        filters.select(
            "status",
            words("filter.status"),
            [any_, *[(c, words(f"programme_status.{c}")) for c in theme.PROGRAMME_STATUSES]],
            choice["status"],
        ),
        filters.select(
            "department",
            words("filter.department"),
            [any_, *[(name, name) for name in departments]],
            choice["department"],
        ),
    ]
    return filters.form(words, visit.address, fields, label=words("programmes.filter"))


def _chart(words: Words, frame: pd.DataFrame, rows: Sequence[Row]) -> list[Any]:
    placed = [
        row
        for row in rows
        if row["achievement_rate_pct"] is not None and row["execution_rate_pct"] is not None
    ]
    if not placed:
        return []
    table = tables.table(
        words,
        caption=words("programmes.chart_table"),
        is_sample=programme_list.has_sample(placed),
        columns=[
            tables.Column(words("column.programme")),
            tables.Column(words("column.achievement"), is_number=True),
            tables.Column(words("column.execution"), is_number=True),
        ],
        rows=[
            [
                words.pick(row, "name"),
                percent(row["achievement_rate_pct"]),
                percent(row["execution_rate_pct"]),
            ]
            for row in placed
        ],
    )
    return [
        charts.chart(
            words,
            id="programme-chart",
            title=words("programmes.chart"),
            figure=programme_quadrant(frame, words.lang),
            sentence=describe_quadrant(frame, words.lang),
            table=table,
            height=420,
            is_sample=programme_list.has_sample(placed),
        )
    ]


def _table(words: Words, goals: dict[str, Row], rows: Sequence[Row]) -> html.Div:
    by_code = {row["goal_code"]: row for row in goals.values()}
    return tables.table(
        words,
        caption=words("programmes.caption", shown=len(rows)),
        is_sample=programme_list.has_sample(rows),
        stacks=True,
        columns=[
            tables.Column(words("column.programme")),
            tables.Column(words("column.goals"), is_mark=True),
            tables.Column(words("column.department")),
            tables.Column(words("column.status_programme"), is_mark=True),
            tables.Column(words("column.achievement"), is_number=True),
            tables.Column(words("column.current_budget"), is_number=True),
            tables.Column(words("column.execution"), is_number=True),
            tables.Column(words("column.indicators"), is_number=True),
        ],
        rows=[_cells(words, by_code, row) for row in rows],
    )


def _cells(words: Words, goals: dict[str, Row], row: Row) -> list[Any]:
    unsent = tables.blank(words("programme_status.not_submitted"))
    tiles = [
        link(
            words,
            goal_path(goals[code]["goal_number"]),
            badges.goal_tile(
                words, goals[code]["goal_number"], goals[code]["colour"], goals[code]["text_colour"]
            ),
            "tile-link",
        )
        for code in row["goals"]
    ]
    budget = row["current_budget_krw"]
    achieved, executed = row["achievement_rate_pct"], row["execution_rate_pct"]
    return [
        html.Span(
            [
                link(words, programme_path(row["programme_code"]), words.pick(row, "name")),
                html.Span(row["programme_code"], className="code"),
            ],
            className="named",
        ),
        html.Span(tiles, className="tiles"),
        words.pick(row, "department"),
        badges.programme_status(words, row["programme_status"]),
        unsent if achieved is None else percent(achieved),
        unsent if budget is None else money(budget, words.lang),
        unsent if executed is None else percent(executed),
        str(row["indicators"]),
    ]
