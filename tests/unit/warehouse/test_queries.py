"""The questions one may ask of a release, asked of the real one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from indicators.catalogue import Catalogue
from warehouse import queries, sqlfiles
from warehouse.queries import Release, Releases
from warehouse.releases import damaged_files

FILES = {file.stem for file in Path(queries.__file__).parent.glob("*.sql")}
QUESTIONS = {
    name: method
    for name, method in inspect.getmembers(Release, inspect.isfunction)
    if not name.startswith("_") and name != "table"
}


@pytest.fixture(scope="module")
def release(real_home: Path) -> Release:
    return Releases(real_home).current()


def ask(release: Release, name: str, catalogue: Catalogue) -> pd.DataFrame:
    """Ask a question; where it needs an id or a code, the first one of its kind is given."""
    examples = {
        "code": (catalogue.programmes if name == "programme" else catalogue.indicators)[0].code,
        "indicator_id": catalogue.indicators[0].id,
        "programme_id": catalogue.programmes[0].id,
    }
    needed = [
        parameter.name
        for parameter in inspect.signature(QUESTIONS[name]).parameters.values()
        if parameter.name != "self" and parameter.default is parameter.empty
    ]
    return getattr(release, name)(*(examples[parameter] for parameter in needed))


def test_every_sql_file_is_a_method_and_the_other_way_round() -> None:
    assert set(QUESTIONS) == FILES


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_the_real_release_answers(release: Release, name: str, catalogue: Catalogue) -> None:
    answer = ask(release, name, catalogue)
    assert len(answer.columns) > 0
    assert answer.columns.is_unique


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_what_is_said_in_korean_is_said_in_english(
    release: Release, name: str, catalogue: Catalogue
) -> None:
    """An office's own words stand in a plain column, with their English beside them; the one
    exception is a table of rows, where an area's slug serves both languages.
    """
    columns = set(ask(release, name, catalogue).columns)
    for column in columns - {"area_name_ko"}:
        stem = column.removesuffix("_ko").removesuffix("_en")
        if column.endswith("_ko"):
            assert f"{stem}_en" in columns
        elif column.endswith("_en"):
            assert columns & {f"{stem}_ko", stem}


def test_the_release_says_what_the_cards_say(release: Release, catalogue: Catalogue) -> None:
    assert list(release.goals()["goal_code"]) == [card.code for card in catalogue.goals]
    assert list(release.targets()["target_code"]) == [card.code for card in catalogue.targets]
    assert list(release.indicators()["indicator_id"]) == [card.id for card in catalogue.indicators]
    assert list(release.programmes()["programme_id"]) == [card.id for card in catalogue.programmes]
    assert list(release.sources()["source_id"]) == [card.id for card in catalogue.sources]
    assert list(release.areas()["area"]) == [card.slug for card in catalogue.areas]
    assert set(release.caveats()["caveat_id"]) == {card.id for card in catalogue.caveats}


def test_goals_divide_targets_and_indicators_among_them(
    release: Release, catalogue: Catalogue
) -> None:
    by_goal = [
        code for goal in catalogue.goals for code in release.indicators(goal.code)["indicator_code"]
    ]
    assert by_goal == list(release.indicators()["indicator_code"])
    targets = [
        code for goal in catalogue.goals for code in release.targets(goal.code)["target_code"]
    ]
    assert targets == list(release.targets()["target_code"])
    goals = release.goals()
    assert goals["indicators"].sum() == len(catalogue.indicators)
    assert goals["targets"].sum() == len(catalogue.targets)


def test_a_goals_counts_add_up(release: Release) -> None:
    goals = release.goals()
    assessments = ["achieved", "on_track", "delayed", "worsening", "monitoring", "no_data"]
    origins = ["origin_official", "origin_derived", "origin_proxy", "origin_none"]
    assert list(goals[assessments].sum(axis=1)) == list(goals["indicators"])
    assert list(goals[origins].sum(axis=1)) == list(goals["indicators"])


def test_a_goal_shows_the_programmes_that_serve_it(release: Release) -> None:
    shown = release.programmes("G-11")
    assert 0 < len(shown) < len(release.programmes())
    assert all("G-11" in goals for goals in shown["goals"])


@pytest.mark.parametrize("find", ["indicator", "programme"])
def test_one_card_is_found_by_code_and_by_id(
    release: Release, catalogue: Catalogue, find: str
) -> None:
    card = (catalogue.indicators if find == "indicator" else catalogue.programmes)[-1]
    question: Callable[[str], pd.DataFrame] = getattr(release, find)
    pd.testing.assert_frame_equal(question(card.id), question(card.code))
    assert len(question(card.id)) == 1
    assert question("nobody").empty


def test_an_indicator_names_the_sources_that_its_figures_come_from(
    release: Release, catalogue: Catalogue
) -> None:
    for card in catalogue.indicators:
        observations = release.observations(card.id)
        named = set(release.indicator_sources(card.id)["source_id"])
        assert set(observations["source_id"]) == named


def test_a_link_is_seen_from_both_ends(release: Release, catalogue: Catalogue) -> None:
    programme = next(card for card in catalogue.programmes if card.indicators)
    linked = {link.indicator for link in programme.indicators}
    assert set(release.programme_indicators(programme.id)["indicator_id"]) == linked
    for indicator_id in linked:
        assert programme.id in set(release.indicator_programmes(indicator_id)["programme_id"])


def test_counts_of_series_and_districts_are_computed(release: Release) -> None:
    observations = release.table("core.observation").dropna(subset="value")
    series = observations[["indicator_id", "area", "breakdown"]].drop_duplicates()
    assert release.series_count()["series"][0] == len(series)
    coverage = release.table("marts.indicator_coverage")
    districts = int((release.areas()["area_kind"] == "district").sum())
    everywhere = coverage[
        coverage["best_origin"].isin(["official", "derived"]) & (coverage["districts"] == districts)
    ]
    assert release.district_coverage()["indicators"][0] == len(everywhere)


def test_every_released_table_can_be_read_whole(release: Release) -> None:
    for key, rows in release.manifest.rows.items():
        assert len(release.table(key)) == rows
    with pytest.raises(KeyError):
        release.table("staging.figure")


def test_columns_of_released_tables_are_those_of_the_sql_files(release: Release) -> None:
    for table in sqlfiles.tables():
        if table.key in release.manifest.rows and not table.is_model:
            for column in release.table(table.key).columns:
                assert f"    {column} " in table.sql


def test_the_real_release_is_whole(real_home: Path, release: Release) -> None:
    assert damaged_files(real_home, release.version) == []
