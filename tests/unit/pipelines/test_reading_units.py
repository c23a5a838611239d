"""Units and days above a table."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading import units
from pipelines.reading.errors import (
    ReadingError,
    UnitMissing,
    UnknownUnit,
    UnreadableDate,
    UnsuitableUnit,
)
from pipelines.reading.units import money_unit, parse_unit, parse_unit_note, persons_unit
from tests.project import ROOT


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("원", 1),
        ("천원", 1_000),
        ("만원", 10_000),
        ("백 만 원", 1_000_000),
        ("천만원", 10_000_000),
        ("억원", 100_000_000),
        ("십억원", 1_000_000_000),
        ("조 원", 1_000_000_000_000),
    ],
)
def test_money(text: str, factor: int) -> None:
    unit = parse_unit(text, file="f", line=1)
    assert (unit.unit_id, unit.factor, unit.is_money) == ("krw", factor, True)


@pytest.mark.parametrize("text", ["달러", "백만", "천", "원원", "", "k원", "USD"])
def test_unknown_unit_is_never_guessed(text: str) -> None:
    with pytest.raises(UnknownUnit) as caught:
        parse_unit(text, file="보고.md", line=7)
    error = caught.value
    assert (error.file, error.line) == ("보고.md", 7)
    assert all([error.what_ko, error.what_en, error.mend_ko, error.mend_en])


@pytest.mark.parametrize(
    ("text", "names", "as_of"),
    [
        ("(단위 : 천원)", ["천원"], None),
        ("(단위 천원)", ["천원"], None),
        ("단 위 : 백 만 원", ["백만원"], None),
        ("\uff3b단위\uff1a천원\uff3d", ["천원"], None),
        ("\u3014단위: 억원\u3015", ["억원"], None),
        ("2. 인력 (기준 / 단위 : '20. 3. 31. / 명)", ["명"], "2020-03-31"),
        ("(단위 / 기준 : 천원 / 2020. 3. 31.)", ["천원"], "2020-03-31"),
        ("(2020. 3. 31. 기준, 단위 : 명, %)", ["명", "%"], "2020-03-31"),
        ("(\u201920. 12. 31. 현재 / 단위 : 건)", ["건"], "2020-12-31"),
        ("(기준 : 2020. 3월, 단위 : 개소)", ["개소"], "2020-03"),
        ("(단위: 명/㎢)", ["명/㎢"], None),
        ("(결산, 단위: 원)", ["원"], None),
        ("예산 (잠정) (단위 : 천원", ["천원"], None),
    ],
)
def test_note(text: str, names: list[str], as_of: str | None) -> None:
    note = parse_unit_note(text, file="f", line=1)
    assert [unit.name for unit in note.units] == names
    assert note.as_of == as_of


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("3. 예산 집행", UnitMissing),
        ("(단위 : )", UnitMissing),
        ("(기준 / 단위 : 2020. 3. 31.)", UnitMissing),
        ("(단위 : 천원, 달러)", UnknownUnit),
        ("(기준 / 단위 : 지난달 / 명)", UnreadableDate),
        ("(기준 / 단위 : 2020. 2. 30. / 명)", UnreadableDate),
    ],
)
def test_note_that_cannot_be_read(text: str, error: type[ReadingError]) -> None:
    with pytest.raises(error):
        parse_unit_note(text, file="f", line=3)


def test_a_table_takes_only_its_own_unit() -> None:
    persons = parse_unit_note("(단위 : 명)", file="f", line=1)
    won = parse_unit_note("(단위 : 원)", file="f", line=1)
    both = parse_unit_note("(단위 : 명, 원)", file="f", line=1)
    assert money_unit(won, file="f", line=1).factor == 1
    assert persons_unit(persons, file="f", line=1).factor == 1
    for note in (persons, both):
        with pytest.raises(UnsuitableUnit):
            money_unit(note, file="f", line=1)
    for note in (won, both):
        with pytest.raises(UnsuitableUnit):
            persons_unit(note, file="f", line=1)


def test_every_unit_is_in_the_vocabulary() -> None:
    cards = yaml.safe_load((ROOT / "indicators/cards/units.yaml").read_text(encoding="utf-8"))
    known = {card["id"] for card in cards}
    used = {unit_id for unit_id, _ in units._UNITS.values()}  # pyright: ignore[reportPrivateUsage]
    assert used <= known


@given(st.text(alphabet="(단위기준)/:,'. 20천원명[]x", max_size=40))
def test_any_note_is_read_or_refused(text: str) -> None:
    try:
        note = parse_unit_note(text, file="f", line=1)
    except ReadingError as error:
        assert error.line == 1
    else:
        assert note.units
