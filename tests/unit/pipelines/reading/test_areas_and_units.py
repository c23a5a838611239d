"""Areas by name and code, units by any of their names."""

from __future__ import annotations

import pytest

from indicators.catalogue import Catalogue
from pipelines.reading.area_names import AreaBook, code_system, plain_code
from pipelines.reading.unit_words import MONEY_WORDS, UnitBook


@pytest.fixture(scope="module")
def areas(catalogue: Catalogue) -> AreaBook:
    return AreaBook(catalogue.areas)


@pytest.fixture(scope="module")
def units(catalogue: Catalogue) -> UnitBook:
    return UnitBook(catalogue.units)


def test_every_district_is_known_by_all_its_names(areas: AreaBook, catalogue: Catalogue) -> None:
    for area in catalogue.areas:
        if area.kind != "district":
            continue
        names = [area.name.ko, f"서울특별시 {area.name.ko}", f"서울시{area.name.ko}", area.slug,
                 area.name.en, area.name.en.upper(), " ".join(area.name.ko)]  # fmt: skip
        short = area.name.ko.removesuffix("구")
        names += [short] if len(short) > 1 else []
        assert {areas.find(name).slug for name in names} == {area.slug}, names


def test_a_single_syllable_is_no_name(areas: AreaBook) -> None:
    assert areas.find("중").slug is None


@pytest.mark.parametrize(
    "name", ["서울", "서울시", "서울특별시", "Seoul", "서울특별시 전체", "서울시 계"]
)
def test_the_city(areas: AreaBook, name: str) -> None:
    assert areas.find(name).slug == "seoul"


@pytest.mark.parametrize("name", ["계", "합계", "소 계", "총계", "전체", "total"])
def test_a_total_is_no_area(areas: AreaBook, name: str) -> None:
    assert (areas.find(name).slug, areas.find(name).kind) == (None, "total")


@pytest.mark.parametrize(
    "name", ["부산광역시", "부산 중구", "경기 수원시", "인천 서구", "제주특별자치도"]
)
def test_other_cities_are_outside(areas: AreaBook, name: str) -> None:
    assert (areas.find(name).slug, areas.find(name).kind) == (None, "outside")


def test_a_mistyped_name_is_suggested_not_taken(areas: AreaBook) -> None:
    assert areas.find("종노구").slug is None
    assert areas.suggest("종노구") == "종로구"
    assert areas.suggest("서울특별시 강남국") == "강남구"


def test_five_codes_mean_two_districts(areas: AreaBook, catalogue: Catalogue) -> None:
    legal = {area.code_legal: area.slug for area in catalogue.areas if area.kind == "district"}
    kostat = {area.code_kostat: area.slug for area in catalogue.areas if area.kind == "district"}
    collisions = sorted(str(code) for code in set(legal) & set(kostat))
    assert collisions == ["11110", "11140", "11170", "11200", "11230"]
    for code in collisions:
        assert areas.find_code(code, "legal") == legal[code]
        assert areas.find_code(code, "kostat") == kostat[code]
        assert len(set(areas.candidates(code).values())) == 2


@pytest.mark.parametrize(
    ("text", "plain"),
    [("11110", "11110"), ("11,110", "11110"), ("11110.0", "11110"), ("1111000000", "1111000000"),
     ("'11110", "11110"), ("11", "11"), ("111", None), ("종로구", None)],
)  # fmt: skip
def test_codes_as_spreadsheets_leave_them(text: str, plain: str | None) -> None:
    assert plain_code(text) == plain


def test_a_ten_digit_code_is_legal(areas: AreaBook) -> None:
    assert areas.candidates("1135000000") == {"legal": "nowon-gu"}


@pytest.mark.parametrize(
    ("text", "system"),
    [("legal", "legal"), ("법정동 코드", "legal"), ("행정표준코드", "legal"), ("KOSTAT", "kostat"),
     ("통계청", "kostat"), ("우편번호", None)],
)  # fmt: skip
def test_code_systems(text: str, system: str | None) -> None:
    assert code_system(text) == system


@pytest.mark.parametrize(
    ("word", "expected", "found"),
    [
        ("percent", None, "percent"),
        ("%", None, "percent"),
        ("퍼센트", None, "percent"),
        ("㎍/㎥", None, "ug_per_m3"),
        ("µg/m³", None, "ug_per_m3"),
        ("ug/m3", None, "ug_per_m3"),
        ("명", None, "persons"),
        ("명", "persons_per_teacher", "persons_per_teacher"),
        ("천명", None, "thousand_persons"),
        ("백 만 원", None, "million_krw"),
        ("%p", None, None),
        ("냥", None, None),
    ],
)
def test_units(units: UnitBook, word: str, expected: str | None, found: str | None) -> None:
    assert units.find(word, expected) == found


def test_money(units: UnitBook) -> None:
    factors = [units.money_factor(word) for word in ("원", "천원", "백만원", "억원", "명", "냥")]
    assert factors == [1, 1_000, 1_000_000, 100_000_000, None, None]
    assert [bool(MONEY_WORDS.search(name)) for name in ("예산액", "증감액", "인구")] == [
        True, True, False,
    ]  # fmt: skip
