"""A goal on the overview: its number and name, how its indicators stand, what serves it."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components import tallies
from dashboard.components.attributes import aria
from dashboard.components.links import goal_path, link
from dashboard.rows import Row
from dashboard.texts import Words


def goal_card(words: Words, goal: Row) -> html.Li:
    """One goal as a card whose name is the link."""
    counts = tallies.assessments_of(goal)
    own = goal["origin_official"] + goal["origin_derived"]
    return html.Li(
        [
            html.Div(
                [
                    html.Span(
                        str(goal["goal_number"]),
                        className="goal-card-number",
                        **aria(hidden="true"),
                    ),
                    html.H3(
                        link(
                            words,
                            goal_path(goal["goal_number"]),
                            [
                                html.Span(
                                    words("goal.numbered", number=goal["goal_number"]) + " ",
                                    className="visually-hidden",
                                ),
                                words.pick(goal, "short_name"),
                            ],
                            "card-link",
                        )
                    ),
                ],
                className="goal-card-head",
                style={"background": goal["colour"], "color": goal["text_colour"]},
            ),
            html.Div(
                [
                    tallies.strip("assessment", counts),
                    tallies.assessment_line(words, counts),
                    _trends(words, goal),
                    _phrases(
                        words("goal.has_figures", own=own, indicators=goal["indicators"]),
                        words("goal.has_programmes", programmes=goal["programmes"]),
                    ),
                ],
                className="goal-card-body",
            ),
        ],
        className="goal-card",
    )


def _trends(words: Words, goal: Row) -> Any:
    counts = {code: goal[f"trend_{code}"] for code in tallies.TRENDS}
    if not any(counts.values()):
        return _phrases(words("goal.no_trend"))
    return _phrases(*(f"{words(f'trend.{code}')} {count}" for code, count in counts.items()))


def _phrases(*texts: str) -> html.P:
    """Short phrases in a line; a line breaks between them only."""
    pieces: list[Any] = []
    for text in texts:
        pieces += [html.Span(text, className="phrase"), " "]
    return html.P(pieces[:-1], className="phrases")
