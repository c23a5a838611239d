"""Programmes as short lines: name, department, status, share of the money spent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components import badges
from dashboard.components.links import link, programme_path
from dashboard.format import percent
from dashboard.rows import Row
from dashboard.texts import Words


def has_sample(rows: Sequence[Row]) -> bool:
    """Whether any of the programmes carries sample figures."""
    return any(row["origin"] == "sample" for row in rows)


def rates(words: Words, row: Row) -> str:
    """Achievement and execution rate in words; blank where nothing was returned."""
    pieces = []
    if row["achievement_rate_pct"] is not None:
        pieces.append(words("programme.achievement_is", rate=percent(row["achievement_rate_pct"])))
    if row["execution_rate_pct"] is not None:
        pieces.append(words("programme.execution_is", rate=percent(row["execution_rate_pct"])))
    return " · ".join(pieces)


def short_list(words: Words, rows: Sequence[Row], reasons: Sequence[Any] = ()) -> html.Ul:
    """Programmes with status; sample figures carry their mark in every line."""
    made = []
    for position, row in enumerate(rows):
        reason = reasons[position] if reasons else None
        made.append(_line(words, row, reason))
    return html.Ul(made, className="lines")


def _line(words: Words, row: Row, reason: Any) -> html.Li:
    marks: list[Any] = [badges.programme_status(words, row["programme_status"])]
    if row["origin"] == "sample":
        marks.append(badges.sample(words))
    return html.Li(
        [
            html.Span(marks, className="line-marks"),
            html.Div(
                [
                    link(words, programme_path(row["programme_code"]), words.pick(row, "name")),
                    html.Span(
                        " · ".join(
                            piece
                            for piece in (words.pick(row, "department"), rates(words, row))
                            if piece
                        ),
                        className="line-detail",
                    ),
                    html.Span(reason, className="line-reason") if reason else None,
                ],
                className="line-text",
            ),
        ],
        className="line",
    )
