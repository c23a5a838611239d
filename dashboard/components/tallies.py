"""Counts of indicators by state: a strip of segments, and the words and numbers that explain it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard import theme
from dashboard.components import badges
from dashboard.components.attributes import aria
from dashboard.components.links import link
from dashboard.texts import Words

TRENDS = ("improving", "steady", "worsening")


def strip(kind: str, counts: Mapping[str, int], *, class_name: str = "") -> html.Div:
    """Segments as wide as their counts. Decoration: the numbers stand beside it as text."""
    segments = [
        html.Span(className=f"segment {kind}--{code}", style={"flexGrow": str(count)})
        for code, count in counts.items()
        if count
    ]
    return html.Div(segments, className=f"strip {class_name}".strip(), **aria(hidden="true"))


def legend(words: Words, kind: str, counts: Mapping[str, int], *, query: str) -> html.Ul:
    """Every state with its count, each a link to its indicators (``?query=state``)."""
    mark = {"assessment": badges.assessment, "trend": badges.trend, "origin": badges.origin}[kind]
    return html.Ul(
        [
            html.Li(
                link(
                    words,
                    "/indicators",
                    [mark(words, code), html.Span(str(count), className="legend-count")],
                    "legend-link",
                    **{query: code},
                )
            )
            for code, count in counts.items()
        ],
        className=f"legend legend--{kind}",
    )


def assessments_of(row: Mapping[str, Any]) -> dict[str, int]:
    """A row's counts by assessment, best first."""
    return {code: int(row[code]) for code in theme.ASSESSMENTS}


def summed(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, int]:
    """Sums of columns over rows."""
    return {name: sum(int(row[name]) for row in rows) for name in names}


def assessment_line(words: Words, counts: Mapping[str, int]) -> html.Ul:
    """Symbols with counts, states without indicators left out; the words are read aloud."""
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(
                        look.symbol, className=f"dot assessment--{code}", **aria(hidden="true")
                    ),
                    html.Span(words(f"assessment.{code}"), className="tally-word"),
                    html.Span(str(counts[code]), className="tally-count"),
                ]
            )
            for code, look in theme.ASSESSMENTS.items()
            if counts[code]
        ],
        className="tally",
    )
