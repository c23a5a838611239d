"""An indicator over time: the city, the nation beside it, the target ahead, what to beware of."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import line_notes, look
from dashboard.figures.line_frame import Frame
from dashboard.figures.look import Figure
from dashboard.figures.milestones import valued
from dashboard.figures.series import Indicator, Point, Track, as_row, joined, tracks
from dashboard.format import period
from dashboard.rows import Row
from dashboard.texts import Words, load

# Apart in shape, weight and dash as well as in colour, so that grey print tells them apart.
_PROXY = {"color": look.SUBTLE, "width": 2, "dash": "dash", "symbol": "diamond", "size": 8}
_STYLES: dict[str, dict[str, Any]] = {
    "city": {"color": look.CITY, "width": 3, "dash": "solid", "symbol": "circle", "size": 8},
    "nation": {"color": look.NATION, "width": 1.5, "dash": "solid", "symbol": "square", "size": 6},
    "proxy": _PROXY,
    "proxy_nation": _PROXY,
}
_TARGET_SIGN = "star-diamond"


def indicator_line(
    indicator: Indicator, observations: pd.DataFrame, milestones: pd.DataFrame, lang: str
) -> Figure:
    """A plotly figure (a dict). Without any value it says so and draws nothing.

    Missing years stay gaps; a change of definition parts the line; a proxy is dashed and named.
    """
    row, words = as_row(indicator), load(lang)
    lines = tracks(observations)
    if not lines:
        return _nothing(words)
    main, goals = lines[0], valued(milestones)
    frame = Frame(row, lines, goals, words)
    traces = [_trace(track, place, row, words) for place, track in enumerate(lines)]
    return {
        # what is drawn last lies on top: the city's own line
        "data": [*_target_traces(goals, row, words, frame), *reversed(traces)],
        "layout": look.layout(
            margin=frame.margin(),
            xaxis=frame.x_axis(),
            yaxis=frame.y_axis(),
            annotations=[
                frame.corner(),
                *line_notes.breaks(main, words),
                *line_notes.targets(goals, main, row, words),
                *line_notes.not_final(main, frame, words),
                line_notes.latest(main, row, frame, _STYLES[main.role]["color"]),
            ],
            shapes=[*line_notes.break_lines(main), *line_notes.target_bands(goals)],
        ),
    }


def can_be_drawn(observations: pd.DataFrame) -> bool:
    """Whether there are two points in time: with fewer, a sentence says as much as a chart."""
    return any(len(track.points) > 1 for track in tracks(observations))


def _trace(track: Track, rank: int, row: Row, words: Words) -> Figure:
    """One line; stretches that may not be joined are parted by a hole."""
    style = _STYLES[track.role]
    places: list[float] = []
    values: list[float | None] = []
    signs: list[str] = []
    hovers: list[str] = []
    for stretch in joined(track, row.get("frequency")):
        if places:
            places.append(stretch[0].at)
            values.append(None)
            signs.append(style["symbol"])
            hovers.append("")
        for point in stretch:
            places.append(point.at)
            values.append(point.value)
            signs.append(_sign(style["symbol"], point))
            hovers.append(_hover(track, point, row, words))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": words(f"figures.line.{track.role}"),
        "legendrank": rank,
        "x": places,
        "y": values,
        "connectgaps": False,
        "line": {"color": style["color"], "width": style["width"], "dash": style["dash"]},
        "marker": {
            "color": style["color"],
            "size": style["size"],
            "symbol": signs,
            "line": {"color": style["color"], "width": 2},
        },
        "text": hovers,
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _sign(symbol: str, point: Point) -> str:
    """Not final: hollow."""
    return f"{symbol}-open" if point.status in ("P", "E") else symbol


def _hover(track: Track, point: Point, row: Row, words: Words) -> str:
    parts = [
        f"<b>{line_notes.value_text(point.value, row, words)}</b>",
        f"{words(f'figures.line.{track.role}')}, {period(point.period, words.lang)}",
    ]
    if point.status in ("P", "E", "B"):
        parts.append(words(f"figures.status.{point.status}"))
    return "<br>".join(parts)


def _target_traces(goals: list[Row], row: Row, words: Words, frame: Frame) -> list[Figure]:
    """The last target as a line across, every milestone as a sign at its year."""
    if not goals:
        return []
    final = goals[-1]
    hovers = [
        f"<b>{line_notes.value_text(goal['value'], row, words)}</b><br>"
        f"{line_notes.target_name(goal, words)}"
        for goal in goals
    ]
    across = {
        "type": "scatter",
        "mode": "lines",
        "x": [frame.first, frame.last],
        "y": [final["value"], final["value"]],
        "line": {"color": look.TARGET, "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    signs = {
        "type": "scatter",
        "mode": "markers",
        "name": words(f"figures.target.{final['basis']}"),
        "legendrank": 2000,
        "x": [goal["year"] for goal in goals],
        "y": [goal["value"] for goal in goals],
        "marker": {"symbol": _TARGET_SIGN, "size": 12, "color": look.TARGET},
        "text": hovers,
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }
    return [across, signs]


def _nothing(words: Words) -> Figure:
    hidden = {"visible": False, "fixedrange": True}
    text = look.note(
        words("figures.nothing"), xref="paper", yref="paper", x=0.5, y=0.5, font={"size": 15}
    )
    return {
        "data": [],
        "layout": look.layout(xaxis=hidden, yaxis=hidden, annotations=[text], showlegend=False),
    }
