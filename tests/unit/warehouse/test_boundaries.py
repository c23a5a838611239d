"""The outlines of the districts, as a map needs them."""

from __future__ import annotations

from collections import defaultdict

import pytest
import shapely
from shapely.geometry import Polygon

from warehouse.boundaries import Ring, district_boundaries, neighbouring_districts

# A degree of longitude by a degree of latitude at Seoul, in square kilometres.
KM2_PER_DEG2 = 88.35 * 110.99


@pytest.fixture(scope="module")
def rings() -> list[Ring]:
    return district_boundaries()


def areas_km2(rings: list[Ring]) -> dict[str, float]:
    areas: defaultdict[str, float] = defaultdict(float)
    for ring in rings:
        areas[ring.slug] += Polygon(ring.points).area * KM2_PER_DEG2
    return dict(areas)


def test_25_districts_in_official_order(rings: list[Ring]) -> None:
    slugs = list(dict.fromkeys(ring.slug for ring in rings))
    assert len(slugs) == 25
    assert (slugs[0], slugs[1], slugs[-1]) == ("jongno-gu", "jung-gu", "gangdong-gu")


def test_small_enough_for_a_page(rings: list[Ring]) -> None:
    assert sum(len(ring.points) for ring in rings) < 6000


def test_rings_are_closed_rounded_and_in_seoul(rings: list[Ring]) -> None:
    for ring in rings:
        assert ring.points[0] == ring.points[-1]
        assert Polygon(ring.points).is_valid
        for longitude, latitude in ring.points:
            assert 126.7 < longitude < 127.2
            assert 37.4 < latitude < 37.75
            assert (longitude, latitude) == (round(longitude, 5), round(latitude, 5))


def test_largest_and_smallest_district(rings: list[Ring]) -> None:
    """Official areas: Seocho about 47, Jung about 10, the city about 605 square kilometres."""
    areas = areas_km2(rings)
    order = sorted(areas, key=areas.__getitem__)
    assert order[:2] == ["jung-gu", "geumcheon-gu"]
    assert order[-3:] == ["gangnam-gu", "gangseo-gu", "seocho-gu"]
    assert sum(areas.values()) == pytest.approx(605, rel=0.02)


def test_shared_borders_are_not_torn(rings: list[Ring]) -> None:
    polygons = [Polygon(ring.points) for ring in rings]
    assert shapely.coverage_is_valid(polygons)  # pyright: ignore[reportUnknownMemberType]
    city = shapely.union_all(polygons)
    assert sum(len(part.interiors) for part in shapely.get_parts(city)) == 0


def test_neighbours_share_a_border() -> None:
    neighbours = neighbouring_districts()
    assert neighbours["dobong-gu"] == {"gangbuk-gu", "nowon-gu"}
    assert "gwangjin-gu" in neighbours["songpa-gu"], "they meet in the river"
    assert "guro-gu" not in neighbours["dongjak-gu"], "they meet in a corner only"
    assert "gangnam-gu" not in neighbours["dobong-gu"]
