"""Reading the cards: the real ones keep the plan's promise, broken ones say file, line and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import pytest

from indicators.catalogue import Catalogue, CatalogueError, Problem, load_catalogue
from tests.small import write_small_project


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    return write_small_project(tmp_path / "project").cards


def problems_of(cards: Path) -> list[Problem]:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(cards)
    return list(refused.value.problems)


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- the real cards -------------------------------------------------------------------------------


def test_the_cards_keep_what_the_plan_promises(catalogue: Catalogue) -> None:
    promised = catalogue.plan.promise.model_dump(exclude={"document"})
    assert asdict(catalogue.counts) == promised


def test_indicators_stand_in_the_order_of_their_codes(catalogue: Catalogue) -> None:
    numbers = [
        tuple(int(part) if part.isdigit() else 99 for part in card.code.split("-")[1:])
        for card in catalogue.indicators
    ]
    assert numbers == sorted(numbers)


def test_an_indicator_is_found_by_id_and_by_code(catalogue: Catalogue) -> None:
    first = catalogue.indicators[0]
    assert catalogue.indicator(first.id) is catalogue.indicator(first.code) is first
    assert catalogue.goal_of(first).code == catalogue.goals[0].code
    with pytest.raises(KeyError):
        catalogue.indicator("no_such_indicator")


def test_a_source_is_found_by_id(catalogue: Catalogue) -> None:
    first = catalogue.sources[0]
    assert catalogue.source(first.id) is first
    with pytest.raises(KeyError):
        catalogue.source("no_such_source")


def test_the_small_cards_are_a_catalogue(cards: Path) -> None:
    small = load_catalogue(cards)
    assert [card.id for card in small.indicators] == [
        "not_measured",
        "literacy",
        "accident_rate",
        "clean_air",
        "noise",
    ]


# --- one thing wrong ------------------------------------------------------------------------------


class Case(NamedTuple):
    """Spoil `file` by putting `new` for `old`; the problem stands at `line` and says `words`."""

    file: str
    old: str
    new: str
    line: int
    words: str


AIR = "indicators/clean_air.yaml"
RATE = "indicators/accident_rate.yaml"

ONE_THING_WRONG = {
    "unknown key": Case(AIR, "decimals: 1", "decimal: 1", 9, "decimal: Extra inputs"),
    "key left out": Case(AIR, "custodian: {", "notes: {", 2, "custodian: Field required"),
    "wrong type": Case(AIR, "decimals: 1", "decimals: many", 9, "decimals: .*valid integer"),
    "number beyond its bounds": Case(AIR, "decimals: 1", "decimals: 9", 9, "less than or equal"),
    "word outside the vocabulary": Case(AIR, "direction: down", "direction: low", 10, "direction:"),
    "a number that should be quoted": Case(
        "sources/residents.yaml", "table: 주민", "table: 2024", 4, "table: .*valid string"
    ),
    "English missing": Case(AIR, ", en: Dust in the air}", "}", 5, "name.en: Field required"),
    "English blank": Case(AIR, "en: Dust in the air", 'en: " "', 5, "name.en: .*at least 1"),
    "list expected": Case(AIR, "[city, districts]", "city", 25, "areas: .*valid list"),
    "map expected": Case(
        AIR, "targets:\n  - {year", "targets:\n  - [year]\n  - {year", 14, "targets.0"
    ),
    "not YAML": Case(AIR, "decimals: 1", "decimals: [1", 10, "not valid YAML"),
    "key written twice": Case(
        AIR, "decimals: 1", "decimals: 1\ndecimals: 2", 10, "decimals.*twice"
    ),
    "empty file": Case("units.yaml", "", "", 1, "is empty"),
    "other id than the file's name": Case(AIR, "id: clean_air", "id: dusty_air", 1, "dusty_air"),
    "unknown target": Case(
        AIR,
        "code: I-11-6-1\ntarget: T-11-6",
        "code: I-11-99-1\ntarget: T-11-99",
        4,
        "clean_air: unknown target: T-11-99",
    ),
    "code of another target": Case(AIR, "target: T-11-6", "target: T-11-5", 2, "does not belong"),
    "unknown unit": Case(AIR, "unit: ug_per_m3", "unit: spoons", 8, "unknown unit: spoons"),
    "unknown unit of a measure": Case(
        "sources/accidents.yaml", "unit: cases", "unit: crashes", 13, "unknown unit: crashes"
    ),
    "unknown caveat": Case(AIR, "[third_party_copy]", "[hearsay]", 28, "unknown caveat: hearsay"),
    "unknown caveat of a series": Case(
        "indicators/literacy.yaml", "[national_value]", "[hearsay]", 20, "unknown caveat: hearsay"
    ),
    "unknown measure": Case(
        AIR, "measure: dust}", "measure: smoke}", 20, "unknown figure: stations/smoke"
    ),
    "unknown source": Case(
        AIR, "source: stations", "source: planes", 20, "unknown figure: planes/dust"
    ),
    "unknown denominator": Case(
        RATE, "measure: residents", "measure: guests", 18, "unknown figure: residents/guests"
    ),
    "code used twice": Case(
        "indicators/noise.yaml", "code: I-11-6-2", "code: I-11-6-1", 3, "I-11-6-1 is used 2 times"
    ),
    "area named twice": Case(
        "areas.yaml", "slug: jung-gu", "slug: jongno-gu", 0, "jongno-gu is used"
    ),
    "neighbour that does not answer": Case(
        "areas.yaml",
        "neighbours: [jung-gu, dongdaemun-gu,",
        "neighbours: [jung-gu, gangnam-gu, dongdaemun-gu,",
        22,
        "jongno-gu names gangnam-gu as neighbour",
    ),
    "target against the direction": Case(
        AIR, "value: 15.0", "value: 45.0", 2, "2030 = 45.0 runs against direction down"
    ),
    "basis without a target": Case(
        "indicators/noise.yaml",
        "target_basis: none",
        "target_basis: official",
        2,
        "target_basis is",
    ),
    "target without its basis": Case(
        AIR, "target_basis: official", "target_basis: k_sdg", 2, "basis that no target has"
    ),
    "derived without a formula": Case(
        RATE, "    formula: {", "    # formula: {", 17, "series.0: .*needs its formula"
    ),
    "computed but called official": Case(
        RATE, "origin: derived", "origin: official", 17, "series.0: a computed figure"
    ),
    "programme for an unknown indicator": Case(
        "programmes/street_trees.yaml",
        "indicator: clean_air",
        "indicator: joy",
        10,
        "indicator: joy",
    ),
    "programme for an unknown target": Case(
        "programmes/street_trees.yaml", "T-11-6", "T-99-9", 8, "unknown target: T-99-9"
    ),
    "programme with and without evidence": Case(
        "programmes/street_trees.yaml",
        "none_found: true",
        "none_found: true\n    title: A page",
        14,
        "evidence.0: evidence is either",
    ),
    "correction of an unknown figure": Case(
        "corrections/noise_at_jung.yaml", "measure: noise", "measure: hum", 3, "stations/hum"
    ),
    "target of another goal": Case(
        "targets/goal-11.yaml", "goal: G-11", "goal: G-12", 2, "does not belong to G-12"
    ),
}


@pytest.mark.parametrize("case", ONE_THING_WRONG.values(), ids=ONE_THING_WRONG)
def test_one_thing_wrong_is_told_with_its_place_in_both_languages(cards: Path, case: Case) -> None:
    file = cards / case.file
    if case.old:
        spoil(file, case.old, case.new)
    else:
        file.write_text(case.new, encoding="utf-8")
    found = problems_of(cards)
    told = [problem for problem in found if re.search(case.words, problem.message_en)]
    assert told, found
    assert told[0].file == case.file
    if case.line:
        assert told[0].line == case.line
    assert str(told[0]).startswith(f"{case.file}:")
    assert all(re.search("[가-힣]{2}", problem.message_ko) for problem in found)


# --- the file itself ------------------------------------------------------------------------------


def not_utf8(cards: Path) -> None:
    file = cards / AIR
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp949", errors="replace"))


def no_list(cards: Path) -> None:
    (cards / "goals.yaml").write_text("code: G-01\n", encoding="utf-8")


def gone(cards: Path) -> None:
    (cards / "areas.yaml").unlink()


@pytest.mark.parametrize(
    ("break_it", "file", "words"),
    [
        (not_utf8, AIR, "not UTF-8"),
        (no_list, "goals.yaml", "must be a list"),
        (gone, "areas.yaml", "is missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    cards: Path, break_it: Callable[[Path], None], file: str, words: str
) -> None:
    break_it(cards)
    (problem,) = problems_of(cards)
    assert problem.file == file
    assert words in problem.message_en


def test_a_byte_order_mark_does_no_harm(cards: Path) -> None:
    """Notepad writes one."""
    file = cards / AIR
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_catalogue(cards).indicator("clean_air")


def test_everything_wrong_is_told_at_once(cards: Path) -> None:
    spoil(cards / AIR, "decimals: 1", "decimals: many")
    spoil(cards / RATE, "direction: down", "direction: low")
    (cards / "sources" / "stations.yaml").write_text("id: [", encoding="utf-8")
    assert {problem.file for problem in problems_of(cards)} == {
        AIR,
        RATE,
        "sources/stations.yaml",
    }


def test_the_error_reads_like_a_compiler(cards: Path) -> None:
    spoil(cards / AIR, "unit: ug_per_m3", "unit: spoons")
    with pytest.raises(CatalogueError, match=r"^indicators/clean_air\.yaml:8: .*없는 단위.* / .*"):
        load_catalogue(cards)
