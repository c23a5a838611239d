"""The command line: quick help, honest exit codes, JSON for machines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipelines.cli.orchestrating import prepare_home
from pipelines.settings import PROJECT, Settings
from tests.project import ROOT
from tests.small import SmallProject
from warehouse import releases

HEAVY = ("pandas", "numpy", "duckdb", "dagster", "great_expectations", "dash", "plotly")


def test_help_loads_nothing_heavy() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; import pipelines.cli.main;"
            f"print([name for name in {HEAVY!r} if name in sys.modules])",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout == "[]\n"


def test_help_names_every_command_in_both_languages(small: SmallProject) -> None:
    told = small.sdg("--help")
    assert told.returncode == 0
    for command in ("build", "serve", "up", "orchestrate", "sources", "release", "catalogue"):
        assert command in told.stdout
    assert "서울 지속가능발전목표 관리 도구 / Seoul SDG tracker" in told.stdout


@pytest.mark.parametrize("wrong", [["bild"], ["build", "--jsn"], ["release", "switch"]])
def test_wrong_usage_exits_with_two(small: SmallProject, wrong: list[str]) -> None:
    told = small.sdg(*wrong)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


# --- releases -------------------------------------------------------------------------------------


def test_releases_are_listed_with_the_served_one_marked(my_small: SmallProject) -> None:
    first = my_small.release().version
    my_small.swap("stations", "dust,seoul,2023,total,22,", "dust,seoul,2023,total,21,")
    my_small.build()
    second = my_small.release().version
    lines = my_small.sdg("release", "list").stdout.splitlines()
    assert [line.split()[:2] for line in lines[:1]] == [["*", second]]
    assert lines[1].strip().startswith(first)
    listed = json.loads(my_small.sdg("release", "list", "--json").stdout)
    assert [manifest["version"] for manifest in listed] == [second, first]

    switched = my_small.sdg("release", "switch", first)
    assert switched.returncode == 0
    assert my_small.release().version == first


def test_a_release_is_shown_and_verified(my_small: SmallProject) -> None:
    version = my_small.release().version
    shown = my_small.sdg("release", "show")
    assert shown.returncode == 0
    assert json.loads(shown.stdout)["version"] == version

    file = my_small.home / "releases" / version / releases.DATABASE
    file.write_bytes(file.read_bytes()[:-1])
    damaged = my_small.sdg("release", "show", version)
    assert damaged.returncode == 1
    assert "파일이 손상되었습니다 / Damaged files: sdg.duckdb" in damaged.stderr


@pytest.mark.parametrize("command", [["show", "20000101-000000"], ["switch", "20000101-000000"]])
def test_an_unknown_release_is_refused_with_one(my_small: SmallProject, command: list[str]) -> None:
    told = my_small.sdg("release", *command)
    assert told.returncode == 1
    assert "그런 판이 없습니다" in told.stderr and "There is no such release" in told.stderr
    assert "Traceback" not in told.stderr


def test_before_the_first_build_there_is_nothing_to_show(my_small: SmallProject) -> None:
    (my_small.home / "CURRENT").unlink()
    for command in (["release", "show"], ["serve"]):
        told = my_small.sdg(*command)
        assert told.returncode == 1
        assert "sdg build" in told.stderr
        assert "Traceback" not in told.stderr


# --- sources --------------------------------------------------------------------------------------


def test_sources_are_shown_with_what_became_of_their_rows(small: SmallProject) -> None:
    told = small.sdg("sources", "--json")
    assert told.returncode == 0
    stations = {row["source_id"]: row for row in json.loads(told.stdout)}["stations"]
    assert (stations["rows_read"], stations["accepted"], stations["quarantined"]) == (155, 154, 1)
    assert stations["error_ko"] is None
    assert "stations" in small.sdg("sources").stdout


# --- Dagster's home -------------------------------------------------------------------------------


def test_dagsters_own_home_tells_nobody_and_keeps_what_is_there(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "state")
    home = prepare_home(settings)
    file = home / "dagster.yaml"
    assert yaml.safe_load(file.read_text())["telemetry"] == {"enabled": False}
    file.write_text("run_monitoring: {enabled: true}\n")
    assert prepare_home(settings) == home
    assert file.read_text() == "run_monitoring: {enabled: true}\n"


# --- settings -------------------------------------------------------------------------------------


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "SDG_HOME": str(tmp_path / "state"),
            "SDG_DATA": str(tmp_path / "figures"),
            "SDG_CARDS": str(tmp_path / "cards"),
            "SDG_SAMPLE": "0",
            "SDG_KEEP_RELEASES": "3",
        }
    )
    assert settings.home == tmp_path / "state"
    assert settings.data == tmp_path / "figures"
    assert settings.cards == tmp_path / "cards"
    assert not settings.is_sample_allowed
    assert settings.keep_releases == 3


def test_without_an_environment_the_projects_own_folders_are_used() -> None:
    settings = Settings.from_environment({})
    assert settings.home == PROJECT / "var"
    assert settings.data == PROJECT / "data"
    assert settings.is_sample_allowed
