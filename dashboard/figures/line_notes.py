"""What is written into an indicator's line: latest value, targets, what is not final, breaks."""

from __future__ import annotations

from typing import Any

from dashboard.figures import look
from dashboard.figures.line_frame import Frame
from dashboard.figures.series import Track
from dashboard.format import number, with_unit
from dashboard.rows import Row
from dashboard.texts import Words

_VEIL = "rgba(255,255,255,0.8)"
_LINE_HEIGHT = 17


def latest(track: Track, row: Row, frame: Frame, colour: str) -> dict[str, Any]:
    """The latest value at its point, on the side that the line does not come from."""
    return look.note(
        f"<b>{number(track.last.value, row['decimals'] or 0)}</b>",
        x=track.last.at,
        y=track.last.value,
        yshift=_LINE_HEIGHT * _side(track, len(track.points) - 1, frame),
        font={"size": 15, "color": colour},
    )


def not_final(track: Track, frame: Frame, words: Words) -> list[dict[str, Any]]:
    """Provisional and estimated values, named at their points."""
    last = len(track.points) - 1
    return [
        look.note(
            words(f"figures.status.{point.status}"),
            x=point.at,
            y=point.value,
            yshift=_LINE_HEIGHT * (2 if place == last else 1) * _side(track, place, frame),
        )
        for place, point in enumerate(track.points)
        if point.status in ("P", "E")
    ]


def breaks(track: Track, words: Words) -> list[dict[str, Any]]:
    """The word beside each change of definition."""
    middle = len(track.points) / 2
    return [
        look.note(
            words("figures.status.B"),
            x=at,
            y=1,
            yref="paper",
            xanchor="left" if place <= middle else "right",
            yanchor="top",
            bgcolor=_VEIL,
        )
        for place, at in _break_places(track)
    ]


def break_lines(track: Track) -> list[dict[str, Any]]:
    """A line down between the last value of the old definition and the first of the new."""
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": at,
            "x1": at,
            "y0": 0,
            "y1": 1,
            "line": {"color": look.FAINT, "width": 1.5, "dash": "dot"},
        }
        for _, at in _break_places(track)
    ]


def targets(goals: list[Row], track: Track, row: Row, words: Words) -> list[dict[str, Any]]:
    """Each target in words, on the side of its line where the latest value is not."""
    return [
        look.note(
            words(
                "figures.target.label",
                name=target_name(goal, words),
                value=value_text(goal["value"], row, words),
            ),
            x=goal["year"],
            y=goal["value"],
            xanchor="right",
            xshift=8,
            yshift=-_LINE_HEIGHT if track.last.value > goal["value"] else _LINE_HEIGHT,
            font={"size": 13, "color": look.TARGET},
            bgcolor=_VEIL,
        )
        for goal in goals
    ]


def target_bands(goals: list[Row]) -> list[dict[str, Any]]:
    """The range that a two-sided target leaves open."""
    if not goals or goals[-1]["upper_value"] is None:
        return []
    final = goals[-1]
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": final["value"],
            "y1": final["upper_value"],
            "fillcolor": look.GRID,
            "opacity": 0.6,
            "line": {"width": 0},
            "layer": "below",
        }
    ]


def target_name(goal: Row, words: Words) -> str:
    """Whose target, by when."""
    return words(f"figures.target.{goal['basis']}_by", year=goal["year"])


def value_text(value: float, row: Row, words: Words) -> str:
    """A value in the indicator's decimals and unit."""
    symbol = str(words.pick(row, "symbol") or "")
    return with_unit(number(value, row["decimals"] or 0), symbol, words.lang)


def _side(track: Track, place: int, frame: Frame) -> int:
    """Above (1), or below (-1) where the line comes from above and there is room."""
    point = track.points[place]
    falls = place > 0 and point.value < track.points[place - 1].value
    return -1 if falls and not frame.is_near_bottom(point.value) else 1


def _break_places(track: Track) -> list[tuple[int, float]]:
    """Position in the line, and where in time the break is drawn."""
    found: list[tuple[int, float]] = []
    for place, point in enumerate(track.points):
        if point.status == "B":
            before = track.points[place - 1].at if place else point.at - 1
            found.append((place, (before + point.at) / 2))
    return found
