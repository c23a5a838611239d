"""`sdg check` and `sdg template` on the command line: words, JSON, exit codes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli.main import app
from pipelines.cli.telling import Refused
from tests.faults.reading.making import COLUMNS

GOOD = (
    "indicator,area,period,breakdown,value,unit,status,note\n"
    "pm25_annual_mean,종로구,2025,total,18.2,㎍/㎥,,\n"
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_text(GOOD + "pm25_annual_mean,종노구,2025,total,19,㎍/㎥,,\n", encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path) -> CliRunner:
    return CliRunner(env={**os.environ, "SDG_HOME": str(tmp_path / "home")})


def test_all_good_is_zero(run: CliRunner, good: Path, tmp_path: Path) -> None:
    result = run.invoke(app, ["check", str(good)])
    assert result.exit_code == 0, result.output
    assert "모두 받을 수 있습니다" in result.output
    assert not (tmp_path / "home").exists(), "a check stores nothing"


def test_something_refused_is_one(run: CliRunner, bad: Path) -> None:
    result = run.invoke(app, ["check", str(bad)])
    assert result.exit_code == 1
    assert "종로구" in result.output
    assert "B3" in result.output
    assert "C02" in result.output


def test_a_missing_file_is_told_beside_the_others(run: CliRunner, good: Path) -> None:
    result = run.invoke(app, ["check", str(good), str(good) + ".no", "--json"])
    assert result.exit_code == 1
    told = json.loads(result.output)["files"]
    assert [entry["accepted"] for entry in told] == [1, 0]


@pytest.mark.parametrize("arguments", [[], ["--as", "nonsense", "x.csv"], ["--nonsense", "x.csv"]])
def test_wrong_usage_is_two(run: CliRunner, arguments: list[str]) -> None:
    assert run.invoke(app, ["check", *arguments]).exit_code == 2


def test_machines_get_json_and_nothing_else(run: CliRunner, bad: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    result = run.invoke(app, ["check", str(bad), "--json", "--annotated", str(folder)])
    told = json.loads(result.output)
    assert told["files"][0]["quarantined"] == 1
    assert [Path(name).name for name in told["annotated"]] == ["bad_점검.xlsx"]
    assert (folder / "bad_점검.xlsx").is_file()


def test_the_form_goes_to_the_output_or_a_file(run: CliRunner, tmp_path: Path) -> None:
    result = run.invoke(app, ["template", "observations"])
    assert result.exit_code == 0
    assert result.stdout_bytes.decode("utf-8-sig").split() == [",".join(COLUMNS)]
    path = tmp_path / "form.xlsx"
    assert run.invoke(app, ["template", "observations", "--out", str(path)]).exit_code == 0
    again = run.invoke(app, ["template", "observations", "--out", str(path)])
    assert isinstance(again.exception, Refused)
    assert run.invoke(app, ["template", "nonsense"]).exit_code == 2
