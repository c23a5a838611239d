"""What Dagster is told of sources with a service: a job, a calendar, a watched inbox, checks."""

from __future__ import annotations

import os
import time
from pathlib import Path

import dagster as dg
import pytest

from pipelines.definitions import build_definitions
from tests.standin.project import LiveProject, write_live_project
from tests.standin.server import Publisher


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> LiveProject:
    publisher = Publisher()
    publisher.base = "http://127.0.0.1:9"
    made = write_live_project(tmp_path_factory.mktemp("timetable") / "project", publisher)
    made.change_fetch("housing", family="inbox", params={})
    made.change_fetch("residents", schedule={"months": [4, 10], "day": 5})
    return made


@pytest.fixture(scope="module")
def definitions(project: LiveProject) -> dg.Definitions:
    return build_definitions(project.settings)


def test_a_schedule_from_the_card(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("calendar_residents")
    assert str(schedule.cron_schedule).endswith(" 5 5 4,10 *")
    assert schedule.execution_timezone == "Asia/Seoul"


def test_a_schedule_from_the_indicators_calendar(definitions: dg.Definitions) -> None:
    """accident_rate: annual, six months after the year's end."""
    assert str(definitions.resolve_schedule_def("calendar_accidents").cron_schedule).endswith(
        " 5 1 7 *"
    )


def test_the_inbox_has_no_calendar_but_a_sensor(
    definitions: dg.Definitions, project: LiveProject
) -> None:
    names = [schedule.name for schedule in definitions.schedules or []]
    assert "calendar_housing" not in names
    sensor = definitions.resolve_sensor_def("inbox")

    def look() -> list[str]:
        found = sensor.evaluate_tick(dg.build_sensor_context())
        return [request.job_name or "" for request in found.run_requests or []]

    assert look() == []
    folder = project.home / "inbox" / "housing"
    folder.mkdir(parents=True)
    file: Path = folder / "new.csv"
    file.write_text("x")
    os.utime(file, (time.time() - 60, time.time() - 60))
    assert look() == ["refresh_housing"]
    file.unlink()


def test_a_sources_job_ends_in_a_release(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("refresh_literacy")
    assert job.tags["sdg/fetch"] == "ask"
    keys = {"/".join(key.path) for key in job.asset_layer.executable_asset_keys}
    assert {"raw/literacy", "indicator/literacy", "release/current", "catalogue/cards"} <= keys
    assert not {"raw/residents", "indicator/noise"} & keys


def test_runs_wait_for_each_other(tmp_path: Path, project: LiveProject) -> None:
    from dataclasses import replace

    from pipelines.cli.orchestrating import prepare_home

    home = prepare_home(replace(project.settings, home=tmp_path))
    assert "max_concurrent_runs: 1" in (home / "dagster.yaml").read_text(encoding="utf-8")
