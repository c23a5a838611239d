"""`/indicators/<code>`: level, trend, target, why; by district; where the figures come from."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components import (
    badges,
    districts,
    indicator_facts,
    prose,
    provenance,
    series,
    values,
)
from dashboard.components import programme_list as programmes
from dashboard.components.links import goal_path, link
from dashboard.rows import Row, first, records
from dashboard.sentences import indicator_sentence, reason_sentence
from dashboard.texts import Words
from dashboard.visit import Page, Visit

PATH = "/indicators/<code>"


def page(visit: Visit, code: str) -> Page | None:
    words, release = visit.words, visit.release
    row = first(release.indicator(code))
    if row is None:
        return None
    linked = records(release.indicator_programmes(row["indicator_id"]))
    observations = release.observations(row["indicator_id"])
    milestones = release.milestones(row["indicator_id"])
    name = words.pick(row, "name")
    return Page(
        title=name,
        description=words.pick(row, "definition"),
        crumbs=[
            (
                words("goal.full", number=row["goal_number"], name=words.pick(row, "goal_name")),
                goal_path(row["goal_number"]),
            )
        ],
        sample="part" if programmes.has_sample(linked) else "",
        body=[
            _head(words, row, observations),
            *_warning(words, row),
            indicator_facts.key_figures(words, row, records(milestones)),
            *series.sections(visit, row, observations, milestones),
            *districts.sections(visit, row, observations),
            *provenance.sections(visit, row),
            _programmes(words, linked),
        ],
    )


def _head(words: Words, row: Row, observations: pd.DataFrame) -> html.Div:
    return html.Div(
        [
            html.P(
                [
                    badges.goal_tile(words, row["goal_number"], row["colour"], row["text_colour"]),
                    " ",
                    html.Span(row["indicator_code"], className="code"),
                    " ",
                    html.Span([row["target_code"], " ", words.pick(row, "target_name")]),
                ],
                className="kicker",
            ),
            html.H1(words.pick(row, "name"), tabIndex="-1"),
            html.Div(
                [
                    badges.assessment(words, row["assessment"], "mark--large"),
                    badges.trend(words, row["trend"]) if row["trend"] else None,
                    badges.origin(words, row["best_origin"])
                    if row["best_origin"] != "none"
                    else None,
                    badges.stale(words) if row["is_stale"] else None,
                ],
                className="marks",
            ),
            html.P(indicator_sentence(row, observations, words.lang), className="lead"),
            _reason(words, row, observations),
        ],
        className="indicator-head",
    )


def _reason(words: Words, row: Row, observations: pd.DataFrame) -> Any:
    """What the paces compare; said only where there is a verdict with a pace."""
    if row["reason"] != "pace":
        return None
    return html.P(
        [
            html.Strong(words("indicator.verdict")),
            " ",
            reason_sentence(row, observations, words.lang),
        ],
        className="small",
    )


def _warning(words: Words, row: Row) -> list[Any]:
    if values.is_nation(row):
        return [
            prose.notice(
                "proxy",
                words("proxy.title"),
                [
                    html.P(
                        words(
                            "proxy.text",
                            publisher=words.pick(row, "publisher"),
                            table=words.pick(row, "published_table"),
                        )
                    )
                ],
            )
        ]
    if row["last_year"] is None:
        return [indicator_facts.hole(words, row)]
    return []


def _programmes(words: Words, rows: list[Row]) -> html.Section:
    if not rows:
        content: list[Any] = [html.P(words("indicator.no_programmes"), className="hole")]
    else:
        reasons = [
            [
                html.Strong(words(f"contribution.{row['contribution']}")),
                " ",
                words.pick(row, "reason"),
            ]
            for row in rows
        ]
        content = [
            html.P(words("indicator.association"), className="small"),
            programmes.short_list(words, rows, reasons),
        ]
    content.append(html.P(link(words, "/programmes", words("look.all_programmes"), "more")))
    return prose.section(words("indicator.programmes", count=len(rows)), content, id="programmes")
