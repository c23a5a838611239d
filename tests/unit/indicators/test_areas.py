"""The card of the areas: codes of both systems, the tile map, neighbours."""

from __future__ import annotations

import pytest
import yaml

from indicators.catalogue import CARDS
from indicators.catalogue.models import Area
from warehouse.boundaries import neighbouring_districts


@pytest.fixture(scope="module")
def areas() -> list[Area]:
    cards = yaml.safe_load((CARDS / "areas.yaml").read_text(encoding="utf-8"))
    return [Area.model_validate(card) for card in cards]


@pytest.fixture(scope="module")
def districts(areas: list[Area]) -> list[Area]:
    return [area for area in areas if area.kind == "district"]


def test_nation_city_and_districts_in_order(areas: list[Area]) -> None:
    assert [area.order for area in areas] == list(range(len(areas)))
    assert [(area.slug, area.kind) for area in areas[:2]] == [
        ("korea", "nation"),
        ("seoul", "city"),
    ]
    assert (areas[1].code_legal, areas[1].code_kostat) == ("11", "11")
    assert {area.kind for area in areas[2:]} == {"district"}


def test_districts_follow_both_official_orders(districts: list[Area]) -> None:
    for codes in ([d.code_legal for d in districts], [d.code_kostat for d in districts]):
        assert all(code and len(code) == 5 and code.startswith("11") for code in codes)
        assert codes == sorted(codes, key=str)
        assert len(set(codes)) == len(districts) == 25


def test_five_codes_mean_different_districts_in_the_two_systems(districts: list[Area]) -> None:
    """Why a code never travels without its system."""
    legal = {district.code_legal: district.slug for district in districts}
    kostat = {district.code_kostat: district.slug for district in districts}
    shared = {code: (legal[code], kostat[code]) for code in legal.keys() & kostat.keys()}
    assert shared == {
        "11110": ("jongno-gu", "nowon-gu"),
        "11140": ("jung-gu", "mapo-gu"),
        "11170": ("yongsan-gu", "guro-gu"),
        "11200": ("seongdong-gu", "dongjak-gu"),
        "11230": ("dongdaemun-gu", "gangnam-gu"),
    }


def test_names_agree_with_slugs(districts: list[Area]) -> None:
    for district in districts:
        assert district.name.en.lower() == district.slug
        assert district.name.ko.endswith("구")


def test_each_tile_holds_one_district(districts: list[Area]) -> None:
    tiles = [(district.tile_row, district.tile_column) for district in districts]
    assert len(set(tiles)) == len(tiles)
    assert all(row and column for row, column in tiles)


def test_tiles_resemble_the_map(districts: list[Area]) -> None:
    at = {
        district.slug: (district.tile_row or 0, district.tile_column or 0) for district in districts
    }
    assert min(at, key=lambda slug: at[slug][1]) == "gangseo-gu"
    assert {slug for slug in at if at[slug][0] == 1} == {"gangbuk-gu", "dobong-gu", "nowon-gu"}
    assert at["gangdong-gu"][1] == max(column for _, column in at.values())
    for north, south in (
        ("jongno-gu", "jung-gu"),
        ("mapo-gu", "yeongdeungpo-gu"),
        ("yongsan-gu", "dongjak-gu"),
        ("dongjak-gu", "gwanak-gu"),
    ):
        assert at[north][0] + 1 == at[south][0]
        assert at[north][1] == at[south][1]


def test_neighbours_are_those_of_the_boundaries(areas: list[Area]) -> None:
    computed = neighbouring_districts()
    for area in areas:
        assert set(area.neighbours) == computed.get(area.slug, frozenset()), area.slug
        assert len(set(area.neighbours)) == len(area.neighbours)


def test_neighbours_are_mutual(districts: list[Area]) -> None:
    named = {district.slug: set(district.neighbours) for district in districts}
    for slug, others in named.items():
        assert others
        assert slug not in others
        assert all(slug in named[other] for other in others)
