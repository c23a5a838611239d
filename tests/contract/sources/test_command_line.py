"""`sdg refresh` and `sdg source` as an officer uses them, and the example of the documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from pipelines.sources import live as live_sources
from tests.project import ROOT
from tests.standin.project import LiveProject, write_indicator
from tests.standin.server import Publisher

GUIDE = ROOT / "docs" / "sources" / "README.md"


def state_of(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_trying_a_card_shows_mapped_rows_and_stores_nothing(
    live: LiveProject, standin: Publisher
) -> None:
    before = state_of(live.home)
    done = live.sdg("source", "try", "residents", "--json")
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["mapped_rows"] == 52
    assert seen["unknown_areas"] == []
    first = {"measure": "residents", "area": "seoul", "period": "2022", "value": "325000"}
    assert first.items() <= seen["mapped"][0].items()
    assert state_of(live.home) == before


def test_trying_a_table_without_a_card_drafts_one(live: LiveProject, standin: Publisher) -> None:
    arguments = ("source", "try", "kosis", "--org", "201", "--table", "DT_STANDIN_1")
    base = ("--set", f"base={standin.base}/kosis")
    done = live.sdg(*arguments, *base, "--json")
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["records"] == 52
    assert seen["columns"]["UNIT_NM"] == ["명"]
    draft = yaml.safe_load(live.sdg(*arguments, *base, "--draft").stdout)["fetch"]
    assert draft["params"]["table"] == "DT_STANDIN_1"
    assert draft["map"]["period"] == {"column": "PRD_DE"}
    assert draft["map"]["area"]["column"] == "C1_NM"
    card = live.card("residents")
    draft["map"]["measures"] = {"residents": draft["map"]["measures"]["measure_1"]}
    card["fetch"] = draft
    live.write_card("residents", card)
    again = json.loads(live.sdg("source", "try", "residents", "--json").stdout)
    assert again["mapped_rows"] == 52


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("source", "try", "kosys"), "모르는 접속 방식"),
        (("source", "try", "kosis", "--set", "oops"), "이름=값"),
        (("source", "try", "kosis", "--table", "X"), "org"),
        (("refresh", "--source", "nobody"), "그런 출처가 없습니다"),
        (("refresh", "--indicator", "nothing"), "그런 지표가 없습니다"),
        (("refresh", "--goal", "18"), "그런 목표가 없습니다"),
    ],
)
def test_a_wrong_word_is_told(live: LiveProject, arguments: tuple[str, ...], words: str) -> None:
    done = live.sdg(*arguments)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_one_indicator_asks_only_its_publishers(live: LiveProject, standin: Publisher) -> None:
    done = live.sdg("refresh", "--indicator", "literacy", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert {path.split("/")[1] for path in standin.asked} == {"un"}
    assert [source["source_id"] for source in report["sources"]] == ["literacy"]
    assert report["is_new_release"] is False
    # nothing new: neither Dagster nor Great Expectations was needed
    assert "imports" not in report["seconds"]


def test_a_partial_refresh_takes_over_a_revision(live: LiveProject, standin: Publisher) -> None:
    standin.revise("un_SE_STANDIN", "value", "97.0", timePeriodStart="2023", Sex="BOTHSEX")
    standin.revise("files_housing", "2023", "999", 자치구="중구")
    before = live.observations()
    done = live.sdg("refresh", "--indicator", "I-04-6-1", "--json")
    assert done.returncode == 0, done.stderr
    assert live.value("literacy", "korea", "2023") == 97.0
    assert live.value("housing_more", "jung-gu", "2023") != 999
    assert len(live.observations()) == len(before)
    assert json.loads(done.stdout)["is_new_release"] is True


def test_only_those_that_are_due(live: LiveProject, standin: Publisher) -> None:
    done = live.sdg("refresh", "--due")
    assert done.returncode == 0
    assert "받을 것이 없습니다" in done.stderr
    assert standin.asked == []


def test_a_run_of_dagsters_own_asks_as_its_tags_say(live: LiveProject, standin: Publisher) -> None:
    """As the daemon runs it, by a calendar: nobody brings a run or a store along."""
    from pipelines.definitions import build_definitions

    standin.revise("un_SE_STANDIN", "value", "98.5", timePeriodStart="2023", Sex="BOTHSEX")
    definitions = build_definitions(live.settings)
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    result = definitions.resolve_job_def("refresh_literacy").execute_in_process(run_config=quiet)
    assert result.success
    assert {path.split("/")[1] for path in standin.asked} == {"un"}
    assert live.value("literacy", "korea", "2023") == 98.5
    checks = {check.check_name: check.passed for check in result.get_asset_check_evaluations()}
    assert checks["rules"]
    assert checks["calendar"]


def test_the_guides_example_runs(live: LiveProject, standin: Publisher) -> None:
    """A new source, in a card of thirty lines, with no Python."""
    text = re.search(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert text is not None
    assert len(text[1].splitlines()) <= 30
    card = yaml.safe_load(text[1])
    card["fetch"]["params"]["base"] = f"{standin.base}/odcloud"
    live.write_card("my_clinics", card)
    write_indicator(
        live, "my_clinics_rate", "I-11-7-9", "my_clinics", "clinics", "places", "districts"
    )
    done = live.sdg("refresh", "--source", "my_clinics", "--json")
    assert done.returncode == 0, done.stderr
    assert live.value("my_clinics_rate", "jongno-gu", "2023") == 11.0


def test_every_family_has_its_page() -> None:
    from pipelines.sources import family

    for name in family.names():
        page = {"inbox": "files"}.get(name, name)
        text = (GUIDE.parent / f"{page}.md").read_text(encoding="utf-8")
        assert f"family: {name}" in text
        key = family.find_family(name, name).key
        assert key is None or f"SDG_KEY_{key.name}" in text
        assert "**English**" in text


def test_idle_sources_are_listed_with_what_to_do(live: LiveProject) -> None:
    environment = {
        name: value for name, value in live.environment.items() if name != "SDG_KEY_SEOUL"
    }
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli.main", "source", "list", "--json"],
        env=environment,
        cwd=live.root,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = {line["source_id"]: line for line in json.loads(done.stdout)}
    assert lines["accidents"]["state"] == "idle"
    assert "data.seoul.go.kr" in lines["accidents"]["mend_ko"]
    assert lines["residents"]["state"] == "ok"
    assert lines["residents"]["next_due"] is not None


def test_the_inbox_folder_is_under_home(live: LiveProject) -> None:
    assert live_sources.inbox_of(live.home, "x") == live.home / "inbox" / "x"
