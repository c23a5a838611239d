"""Indicators as a list of links, each with value, year, origin, assessment and trend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components import badges, values
from dashboard.components.links import classes, indicator_path, link
from dashboard.rows import Row
from dashboard.texts import Words


def latest(words: Words, row: Row) -> Any:
    """The latest value with its year; the nation's value is named as such; holes in words."""
    if row["last_value"] is None:
        return html.Span(words("none.value"), className="value value--none")
    nation = values.is_nation(row)
    prefix = [html.Span(words("nation.word"), className="value-nation"), " "] if nation else []
    return html.Span(
        [
            *prefix,
            html.Span(values.value_text(words, row, row["last_value"]), className="value-number"),
            " ",
            html.Span(values.year_text(words, row["last_year"]), className="value-year"),
        ],
        className=classes("value", "value--nation" if nation else ""),
    )


def short_list(words: Words, rows: Sequence[Row], *, shows: str = "assessment") -> html.Ul:
    """A short list for the overview; `shows` is `assessment`, `trend` or `age`."""
    return html.Ul([_short(words, row, shows) for row in rows], className="lines")


def _short(words: Words, row: Row, shows: str) -> html.Li:
    mark = {
        "assessment": lambda: badges.assessment(words, row["assessment"]),
        "trend": lambda: badges.trend(words, row["trend"]),
        "age": lambda: html.Span(values.year_text(words, row["last_year"]), className="mark stale"),
    }[shows]()
    target = values.target_text(words, row) if shows == "assessment" else ""
    return html.Li(
        [
            mark,
            html.Div(
                [
                    link(words, indicator_path(row["indicator_code"]), words.pick(row, "name")),
                    html.Span(
                        [
                            latest(words, row),
                            html.Span(f" → {target}", className="line-target") if target else None,
                        ],
                        className="line-detail",
                    ),
                ],
                className="line-text",
            ),
        ],
        className="line",
    )
