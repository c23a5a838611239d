"""A chart as a figure: name, drawing, a sentence that says what it shows, and its table."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.components import badges
from dashboard.components.attributes import aria
from dashboard.components.links import classes
from dashboard.texts import Words

_LOCALE = {
    "ko": {
        "dictionary": {},
        "format": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]},
    }
}


def config(lang: str) -> Any:
    """Settings of every drawing: no buttons, nothing sent anywhere, our own locale."""
    return {
        "displayModeBar": False,
        "displaylogo": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "topojsonURL": "",
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
        "locale": lang,
        "locales": _LOCALE if lang == "ko" else {},
    }


def chart(
    words: Words,
    *,
    id: str,
    title: str,
    figure: dict[str, Any],
    sentence: str,
    table: Any,
    height: int = 360,
    is_sample: bool = False,
) -> html.Figure:
    """The drawing is one image to a screen reader; sentence and table say what it shows."""
    mark = [" ", badges.sample(words)] if is_sample else []
    return html.Figure(
        [
            html.Figcaption([title, *mark], className="figure-title"),
            html.Div(
                dcc.Graph(
                    id=id,
                    figure=figure,
                    config=config(words.lang),
                    style={"height": f"{height}px"},
                    responsive=True,
                ),
                className="figure-drawing",
                role="img",
                **aria(label=sentence),
            ),
            html.P(sentence, className="figure-sentence"),
            details(words("figure.table"), table),
        ],
        className=classes("figure", "figure--sample" if is_sample else ""),
        **aria(label=title),
    )


def details(label: str, content: Any) -> html.Details:
    """Something to unfold."""
    return html.Details([html.Summary(label), content], className="details")
