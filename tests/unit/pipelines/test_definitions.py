"""What Dagster knows of the real project."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import dagster as dg
import pytest

from indicators.catalogue import Catalogue
from pipelines.assets.indicators import UNSOURCED, indicator_key, sources_of
from pipelines.assets.sources import staging_key
from pipelines.definitions import JOB, build_definitions
from pipelines.settings import Settings
from tests.small import SmallProject
from warehouse import sqlfiles
from warehouse.store import open_store


@pytest.fixture(scope="module")
def definitions(tmp_path_factory: pytest.TempPathFactory) -> dg.Definitions:
    return build_definitions(Settings(home=tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def graph(definitions: dg.Definitions) -> dg.AssetGraph:
    return definitions.resolve_asset_graph()


@pytest.fixture(scope="module")
def job(definitions: dg.Definitions) -> dg.JobDefinition:
    return definitions.resolve_job_def(JOB)


def test_every_indicator_is_an_asset_in_the_group_of_its_goal(
    graph: dg.AssetGraph, catalogue: Catalogue
) -> None:
    for card in catalogue.indicators:
        asset = graph.get(indicator_key(card.id))
        assert asset.group_name == f"goal_{catalogue.goal_of(card).number:02d}"
        assert asset.description == f"{card.code} {card.name.ko} / {card.name.en}"
    indicators = [key for key in graph.get_all_asset_keys() if key.path[0] == "indicator"]
    assert len(indicators) == catalogue.plan.promise.indicators
    groups = Counter(graph.get(key).group_name for key in indicators)
    assert sorted(groups) == [f"goal_{goal.number:02d}" for goal in catalogue.goals]


def test_an_indicator_comes_after_the_sources_that_it_draws_on(
    graph: dg.AssetGraph, catalogue: Catalogue
) -> None:
    for card in catalogue.indicators:
        above = graph.get(indicator_key(card.id)).parent_keys
        assert {staging_key(source) for source in sources_of(card)} <= above


def test_indicators_take_one_step_a_source_not_one_each(
    job: dg.JobDefinition, catalogue: Catalogue
) -> None:
    steps = [name for name in job.graph.node_names() if name.startswith("indicators_")]
    first = {next(iter(sources_of(card)), UNSOURCED) for card in catalogue.indicators}
    assert len(steps) == len(first) < len(catalogue.indicators) / 2


def test_every_source_is_fetched_and_judged_in_one_step(
    graph: dg.AssetGraph, job: dg.JobDefinition, catalogue: Catalogue
) -> None:
    for source in catalogue.sources:
        assert f"source_{source.id}" in job.graph.node_names()
        raw, staging = graph.get(dg.AssetKey(["raw", source.id])), graph.get(staging_key(source.id))
        assert raw.key in staging.parent_keys
        assert (raw.group_name, staging.group_name) == ("raw", "staging")


def test_every_sql_file_is_an_asset_that_says_its_question(graph: dg.AssetGraph) -> None:
    for table in sqlfiles.tables():
        if table.schema in ("core", "marts") and table.key != "core.observation_vintage":
            asset = graph.get(dg.AssetKey(table.key.split(".")))
            assert asset.group_name == table.schema
            assert asset.description and asset.description.startswith(table.question)


def test_what_a_table_reads_stands_above_it(graph: dg.AssetGraph) -> None:
    for model in sqlfiles.models_in_order():
        above = graph.get(dg.AssetKey(model.key.split("."))).parent_keys
        for read in sqlfiles.reads(model.key):
            if read.startswith(("core.", "marts.")) and read != "core.observation_vintage":
                assert dg.AssetKey(read.split(".")) in above
            if read.startswith("catalogue."):
                assert dg.AssetKey(["catalogue", "cards"]) in above


def test_a_broken_store_stops_the_release(graph: dg.AssetGraph) -> None:
    check = graph.get(dg.AssetCheckKey(dg.AssetKey(["core", "observation"]), "store_rules"))
    assert check.blocking
    release = dg.AssetKey(["release", "current"])
    assert graph.get(dg.AssetKey(["core", "observation"])).key in graph.get(release).parent_keys
    for model in sqlfiles.models_in_order():
        assert dg.AssetKey(model.key.split(".")) in graph.get(release).parent_keys


def test_a_source_that_was_refused_in_part_stops_nobody_else(
    graph: dg.AssetGraph, catalogue: Catalogue
) -> None:
    for source in catalogue.sources:
        assert not graph.get(dg.AssetCheckKey(staging_key(source.id), "rules")).blocking


def test_all_steps_run_in_one_process(definitions: dg.Definitions, job: dg.JobDefinition) -> None:
    """DuckDB has one writer; parallel steps would collide on its file."""
    assert definitions.executor is dg.in_process_executor
    assert job.executor_def is dg.in_process_executor


def test_the_whole_is_built_every_morning_in_seoul(definitions: dg.Definitions) -> None:
    daily = definitions.resolve_schedule_def("daily_build")
    assert daily.job_name == JOB
    assert daily.cron_schedule == "0 6 * * *"
    assert daily.execution_timezone == "Asia/Seoul"
    assert daily.default_status is dg.DefaultScheduleStatus.RUNNING


def test_the_job_builds_everything(graph: dg.AssetGraph, job: dg.JobDefinition) -> None:
    assert job.asset_layer.selected_asset_keys == graph.get_all_asset_keys()


def test_nothing_is_touched_by_looking(tmp_path: Path) -> None:
    build_definitions(Settings(home=tmp_path / "home"))
    assert not (tmp_path / "home").exists()


def test_one_indicator_can_be_refreshed_by_itself(my_small: SmallProject) -> None:
    """As Dagster's page does: only the chosen assets run, and only their observations change."""
    for source, old, new in (
        ("stations", "dust,seoul,2023,total,22,", "dust,seoul,2023,total,21,"),
        ("stations", "literacy,korea,2023,total,96.4,", "literacy,korea,2023,total,97,"),
    ):
        my_small.swap(source, old, new)
    definitions = build_definitions(my_small.settings)
    keys = [
        dg.AssetKey(["raw", "stations"]),
        staging_key("stations"),
        indicator_key("clean_air"),
        dg.AssetKey(["core", "observation"]),
    ]
    first = my_small.release().version
    result = definitions.resolve_job_def(JOB).execute_in_process(asset_selection=keys)
    assert result.success
    assert {event.asset_key for event in result.get_asset_materialization_events()} == set(keys)
    with open_store(my_small.home) as store:
        vintages = store.query("from core.observation_vintage")
    key = ["indicator_id", "area", "period", "breakdown"]
    assert list(vintages[vintages.duplicated(key)]["indicator_id"]) == ["clean_air"]
    assert my_small.release().version == first
    my_small.build()
    assert my_small.value("clean_air", "seoul", "2023") == 21
    assert my_small.value("literacy", "korea", "2023") == 97
