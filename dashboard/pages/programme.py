"""`/programmes/<code>`: what was promised, done and spent, and which indicators it should move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html

from dashboard.components import badges, charts, programme_money, prose, tables
from dashboard.components.indicator_list import latest
from dashboard.components.links import indicator_path, link
from dashboard.figures import describe_quarters, quarter_bars
from dashboard.format import percent, period
from dashboard.rows import Row, first, records
from dashboard.texts import Words
from dashboard.visit import Page, Visit

PATH = "/programmes/<code>"


def page(visit: Visit, code: str) -> Page | None:
    words, release = visit.words, visit.release
    row = first(release.programme(code))
    if row is None:
        return None
    id_ = row["programme_id"]
    budget = records(release.programme_budget(id_))
    return Page(
        title=words.pick(row, "name"),
        description=words.pick(row, "purpose"),
        crumbs=[(words("programmes.title"), "/programmes")],
        sample="page" if row["origin"] == "sample" else "",
        body=[
            _head(words, row),
            programme_money.key_figures(words, row),
            _about(words, row),
            _targets(words, records(release.programme_targets(id_))),
            _indicators(words, records(release.programme_indicators(id_))),
            _progress(words, row, release.programme_progress(id_)),
            programme_money.section(words, row, budget),
            _evidence(words, records(release.programme_evidence(id_))),
            html.P(
                prose.csv_link(
                    words, visit.export(f"/export/programmes/{row['programme_code']}.csv")
                )
            ),
        ],
    )


def _head(words: Words, row: Row) -> html.Div:
    marks: list[Any] = [badges.programme_status(words, row["programme_status"])]
    if row["origin"] == "sample":
        marks.append(badges.sample(words))
    return html.Div(
        [
            html.P(
                [
                    html.Span(row["programme_code"], className="code"),
                    " ",
                    words.pick(row, "department"),
                ],
                className="kicker",
            ),
            html.H1(words.pick(row, "name"), tabIndex="-1"),
            html.Div(marks, className="marks"),
            html.P(words.pick(row, "purpose"), className="lead"),
        ],
        className="programme-head",
    )


def _about(words: Words, row: Row) -> html.Section:
    ends = row["period_end"]
    return prose.section(
        words("programme.about"),
        [
            prose.facts(
                [
                    (words("field.department"), words.pick(row, "department")),
                    (words("field.section"), words.pick(row, "section")),
                    (
                        words("field.period"),
                        words("field.period_is", start=row["period_start"], end=ends)
                        if ends
                        else words("field.period_open", start=row["period_start"]),
                    ),
                    (words("field.scope"), words(f"scope.{row['district_scope']}")),
                    (words("field.notes"), words.pick(row, "notes")),
                ]
            )
        ],
        id="about",
    )


def _targets(words: Words, rows: Sequence[Row]) -> html.Section:
    items = [
        html.Li(
            [
                link(
                    words,
                    f"/goals/{int(row['goal_code'].removeprefix('G-'))}",
                    [
                        html.Span(row["target_code"], className="code"),
                        " ",
                        words.pick(row, "name"),
                    ],
                ),
                html.Span(words.pick(row, "text"), className="line-detail"),
            ]
        )
        for row in rows
    ]
    return prose.section(
        words("programme.targets", count=len(rows)),
        [html.Ul(items, className="plain")],
        id="targets",
    )


def _indicators(words: Words, rows: Sequence[Row]) -> html.Section:
    if not rows:
        return prose.section(
            words("programme.indicators", count=0),
            [html.P(words("programme.no_indicators"), className="hole")],
            id="indicators",
        )
    items = [
        html.Li(
            [
                html.Div(
                    [
                        badges.assessment(words, row["assessment"]),
                        badges.origin(words, row["best_origin"]),
                    ],
                    className="line-marks",
                ),
                html.Div(
                    [
                        link(words, indicator_path(row["indicator_code"]), words.pick(row, "name")),
                        html.Span(latest(words, row), className="line-detail"),
                        html.Span(
                            [
                                html.Strong(words(f"contribution.{row['contribution']}")),
                                " ",
                                words.pick(row, "reason"),
                            ],
                            className="line-reason",
                        ),
                    ],
                    className="line-text",
                ),
            ],
            className="line",
        )
        for row in rows
    ]
    return prose.section(
        words("programme.indicators", count=len(rows)),
        [
            html.P(words("indicator.association"), className="small"),
            html.Ul(items, className="lines"),
        ],
        id="indicators",
    )


def _progress(words: Words, row: Row, frame: pd.DataFrame) -> html.Section:
    rows = records(frame)
    if not rows:
        content: list[Any] = [html.P(words("programme.no_progress"), className="hole")]
    else:
        is_sample = any(entry["origin"] == "sample" for entry in rows)
        content = [
            html.P(words("programme.progress_explained"), className="small"),
            charts.chart(
                words,
                id="progress-chart",
                title=words("programme.progress_chart", name=words.pick(row, "name")),
                figure=quarter_bars(frame, words.lang),
                sentence=describe_quarters(frame, words.lang),
                height=360,
                is_sample=is_sample,
                table=_quarters(words, row, rows, is_sample),
            ),
        ]
    return prose.section(words("programme.progress"), content, id="progress")


def _quarters(words: Words, row: Row, rows: Sequence[Row], is_sample: bool) -> html.Div:
    return tables.table(
        words,
        caption=words("programme.progress_caption", name=words.pick(row, "name")),
        is_sample=is_sample,
        columns=[
            tables.Column(words("column.period")),
            tables.Column(words("column.planned"), is_number=True),
            tables.Column(words("column.actual"), is_number=True),
            tables.Column(words("column.achievement"), is_number=True),
            tables.Column(words("column.status_programme")),
        ],
        rows=[_quarter(words, entry) for entry in reversed(rows)],
    )


def _quarter(words: Words, entry: Row) -> list[Any]:
    planned, actual = entry["planned_pct"], entry["actual_pct"]
    rate = None if not planned or actual is None else 100 * actual / planned
    return [
        period(entry["period"], words.lang),
        words("none.value") if planned is None else percent(planned),
        words("none.value") if actual is None else percent(actual),
        words("none.value") if rate is None else percent(rate),
        badges.programme_status(words, entry["programme_status"]),
    ]


def _evidence(words: Words, rows: Sequence[Row]) -> html.Section:
    items = []
    for row in rows:
        if row["is_none_found"]:
            items.append(html.Li(words("programme.no_evidence"), className="hole"))
            continue
        about = ", ".join(piece for piece in (row["publisher"], row["dated"]) if piece)
        title = prose.in_korean(words, row["title"])
        if row["url"]:
            title = prose.outside_link(words, row["url"], title)
        items.append(
            html.Li([title, html.Span(prose.in_korean(words, about), className="line-detail")])
        )
    return prose.section(
        words("programme.evidence"), [html.Ul(items, className="plain")], id="evidence"
    )
