"""The districts as a grid of tiles, and in their true outlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from dash import html

from dashboard.figures.describe import describe_districts
from dashboard.figures.districts import Chosen, District, choose, legend, nothing, step_class
from dashboard.figures.look import as_image
from dashboard.figures.scale import Scale
from dashboard.figures.series import Indicator
from dashboard.figures.svg import Drawing

_WIDTH = 1000.0
_LONG = 5  # characters of a value that fill a tile on a telephone
_GRID = 24
_WIDE = np.array([0.5, 1.0])
_SOFT_HYPHEN = "\u00ad"
# Where a name in Latin letters may be broken: after a syllable that another one follows.
_SYLLABLE = re.compile(r"(?i)[^aeiou]*?[wy]?[aeiou]+(?:ng|[nmklpt])?(?=[^aeiou]+[aeiou])")


def tile_map(values: pd.DataFrame, areas: pd.DataFrame, *, indicator: Indicator, lang: str) -> Any:
    """Every district a tile of the same size, with name and value.

    Args:
        values: `area`, `value`, and if known `period` (see `district_values`).
        areas: the release's areas, with tile positions.
        indicator: its row: unit, decimals, direction.
    """
    chosen = choose(values, areas, indicator, lang)
    if not chosen.known:
        return nothing(chosen.words)
    scale = chosen.scale()
    tiles = [_tile(chosen, scale, district) for district in chosen.districts]
    grid = html.Div(
        tiles,
        className="fig-tiles",
        **as_image(describe_districts(values, areas, indicator, lang)),
    )
    return html.Div([grid, legend(chosen, scale)], className="fig-map")


def boundary_map(
    boundaries: pd.DataFrame,
    values: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    indicator: Indicator,
    lang: str,
) -> Any:
    """Every district in its outline, on the same scale as the tiles.

    Args:
        boundaries: the release's boundaries: `area`, `ring`, `point`, `longitude`, `latitude`.
        values: as for `tile_map`.
        areas: the release's areas.
        indicator: its row.
    """
    chosen = choose(values, areas, indicator, lang)
    if not chosen.known:
        return nothing(chosen.words)
    scale = chosen.scale()
    outlines = _outlines(boundaries)
    height = max(y for rings in outlines.values() for ring in rings for _, y in ring)
    paths = [_path(chosen, scale, district, outlines) for district in chosen.districts]
    frame = {"viewBox": f"0 0 {_WIDTH:.0f} {height:.0f}", "className": "fig-outlines"}
    labels = [
        _label(chosen, scale, district, outlines[district.area], height)
        for district in chosen.districts
    ]
    drawing = html.Div(
        [Drawing(["svg", frame, *paths]), *labels],
        className="fig-boundaries",
        **as_image(describe_districts(values, areas, indicator, lang)),
    )
    return html.Div([drawing, legend(chosen, scale)], className="fig-map")


def short_name(district: str, lang: str) -> str:
    """A name short enough for a tile: without 구 where two syllables remain, breakable in English.

    >>> short_name("동대문구", "ko"), short_name("중구", "ko")
    ('동대문', '중구')
    >>> short_name("Yeongdeungpo-gu", "en").split(_SOFT_HYPHEN)
    ['Yeong', 'deung', 'po']
    >>> short_name("Nowon-gu", "en").split(_SOFT_HYPHEN)
    ['No', 'won']
    """
    if lang == "ko":
        return district[:-1] if len(district) > 2 else district
    return _SYLLABLE.sub(lambda found: found[0] + _SOFT_HYPHEN, district.removesuffix("-gu"))


def _tile(chosen: Chosen, scale: Scale, district: District) -> html.Div:
    value = "…" if district.value is None else chosen.number(district.value)
    size = " fig-tile--long" if len(value) > _LONG else ""
    return html.Div(
        [
            html.Span(short_name(district.name, chosen.words.lang), className="fig-tile-name"),
            html.Span(value, className="fig-tile-value"),
        ],
        className=f"fig-tile {step_class(scale, district.value)}{size}",
        style={"gridRow": district.tile_row, "gridColumn": district.tile_column},
        title=_told(chosen, district),
    )


def _told(chosen: Chosen, district: District) -> str:
    return chosen.words("figures.map.told", name=district.name, value=chosen.value(district.value))


@dataclass(frozen=True)
class _Projection:
    """Degrees to drawing units; a degree of longitude is shrunk as at the city's latitude."""

    west: float
    north: float
    scale: float
    squeeze: float

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (
            (longitude - self.west) * self.squeeze * self.scale,
            (self.north - latitude) * self.scale,
        )


Ring = list[tuple[float, float]]
Floats = npt.NDArray[np.float64]


def _outlines(boundaries: pd.DataFrame) -> dict[str, list[Ring]]:
    """Each district's rings in drawing units."""
    squeeze = cos(radians(float(boundaries["latitude"].mean())))
    west, east = boundaries["longitude"].min(), boundaries["longitude"].max()
    project = _Projection(
        float(west),
        float(boundaries["latitude"].max()),
        _WIDTH / (float(east - west) * squeeze),
        squeeze,
    )
    found: dict[str, list[Ring]] = {}
    ordered = boundaries.sort_values(["area", "ring", "point"])
    for (area, _), ring in ordered.groupby(["area", "ring"], sort=False):
        points = zip(ring["longitude"], ring["latitude"], strict=True)
        found.setdefault(str(area), []).append([project(x, y) for x, y in points])
    return found


def _path(
    chosen: Chosen, scale: Scale, district: District, outlines: dict[str, list[Ring]]
) -> list[Any]:
    line = "".join(
        "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring) + "Z"
        for ring in outlines[district.area]
    )
    attributes = {"d": line, "className": f"fig-outline {step_class(scale, district.value)}"}
    return ["path", attributes, ["title", {}, _told(chosen, district)]]


def _label(
    chosen: Chosen, scale: Scale, district: District, rings: list[Ring], height: float
) -> html.Div:
    x, y = _middle(rings)
    value = "…" if district.value is None else chosen.number(district.value)
    return html.Div(
        [
            html.Span(short_name(district.name, chosen.words.lang), className="fig-label-name"),
            html.Span(value, className="fig-label-value"),
        ],
        className=f"fig-label {step_class(scale, district.value)}-ink",
        style={"left": f"{100 * x / _WIDTH:.1f}%", "top": f"{100 * y / height:.1f}%"},
    )


def _middle(rings: Sequence[Ring]) -> tuple[float, float]:
    """Where a name has most room: of a grid of points inside, the one furthest from any edge."""
    ring = np.array(max(rings, key=len))
    starts, ends = ring, np.roll(ring, -1, axis=0)
    low, high = ring.min(axis=0), ring.max(axis=0)
    steps = (np.arange(_GRID) + 0.5) / _GRID
    across, down = np.meshgrid(*(low + (high - low) * steps[:, None]).T)
    points = np.column_stack([across.ravel(), down.ravel()])
    points = points[_inside(points, starts, ends)]
    # names are wider than high: sideways room counts for less
    room = _distances(points * _WIDE, starts * _WIDE, ends * _WIDE).min(axis=1)
    x, y = points[room.argmax()]
    return float(x), float(y)


def _inside(points: Floats, starts: Floats, ends: Floats) -> npt.NDArray[np.bool_]:
    """Which points an outline encloses: a ray to the right crosses it an odd number of times."""
    x, y = points[:, :1], points[:, 1:]
    spans = (starts[:, 1] > y) != (ends[:, 1] > y)
    rise = ends[:, 1] - starts[:, 1]
    slope = np.divide(ends[:, 0] - starts[:, 0], rise, out=np.zeros_like(rise), where=rise != 0)
    return (spans & (x < starts[:, 0] + (y - starts[:, 1]) * slope)).sum(axis=1) % 2 == 1


def _distances(points: Floats, starts: Floats, ends: Floats) -> Floats:
    """From each point to each edge."""
    edges = ends - starts
    length = (edges**2).sum(axis=1)
    along = ((points[:, None] - starts) * edges).sum(axis=2)
    share = np.divide(along, length, out=np.zeros_like(along), where=length > 0).clip(0, 1)
    return np.hypot(*(points[:, None] - (starts + share[..., None] * edges)).transpose(2, 0, 1))
