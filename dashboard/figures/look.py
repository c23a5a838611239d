"""What all drawings share: colours, type, frame, watermark. Nothing here knows a figure's data."""

from __future__ import annotations

from typing import Any

from dashboard.texts import Words

Figure = dict[str, Any]

INK = "#1e2124"
SUBTLE = "#464c53"
FAINT = "#6d7882"
GRID = "#e6e8ea"
PAPER = "#ffffff"
CITY = "#0b50d0"
NATION = "#8a949e"
TARGET = "#1e2124"
PLANNED = "#b1b8be"
FONT = '"Pretendard GOV", "Noto Sans KR", system-ui, sans-serif'


def as_image(description: str) -> dict[str, Any]:
    """What makes a component one image with a name to a screen reader."""
    return {"role": "img", "aria-label": description}


def axis(**more: Any) -> dict[str, Any]:
    """An axis that cannot be dragged: a finger scrolls the page, not the chart."""
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": FAINT,
        "ticks": "outside",
        "tickcolor": FAINT,
        "ticklen": 4,
        "automargin": True,
        "tickfont": {"size": 13, "color": SUBTLE},
        **more,
    }


def value_axis(**more: Any) -> dict[str, Any]:
    """The axis of values: quiet lines across, no ticks."""
    return axis(**{"showgrid": True, "gridcolor": GRID, "showline": False, "ticks": "", **more})


def layout(**more: Any) -> dict[str, Any]:
    """The frame of every chart. It has no title: the page's heading is the title."""
    return {
        "font": {"family": FONT, "size": 14, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": with_room_above(1),
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": FAINT,
            "font": {"family": FONT, "size": 14, "color": INK},
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": -0.14,
            "yanchor": "top",
            "font": {"size": 13},
            "itemwidth": 44,
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "showlegend": True,
        **more,
    }


def note(text: str, **more: Any) -> dict[str, Any]:
    """A text in the drawing, without an arrow."""
    return {
        "text": text,
        "showarrow": False,
        "font": {"size": 13, "color": SUBTLE},
        "align": "left",
        **more,
    }


def with_room_above(lines: int) -> dict[str, Any]:
    """The margins where so many lines of text stand above the drawing."""
    return {"l": 8, "r": 16, "t": 16 + 18 * lines, "b": 8, "pad": 4}


def corner_note(text: str) -> dict[str, Any]:
    """The text above the left end of the value axis: unit and what must be known of the axis."""
    return note(
        text, xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom", yshift=10
    )


def watermark(words: Words) -> dict[str, Any]:
    """The word 견본 across a drawing of sample figures: also when it is copied or printed."""
    return note(
        words("figures.sample_mark"),
        xref="paper",
        yref="paper",
        x=0.5,
        y=0.5,
        xanchor="center",
        yanchor="middle",
        textangle=-18,
        opacity=0.28,
        font={"size": 58, "color": SUBTLE},
    )
