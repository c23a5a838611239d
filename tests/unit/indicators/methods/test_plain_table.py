"""The plain table and the command that judges it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from indicators.methods.plain import PlainTableError, read_plain
from tests.project import ROOT

PLAIN = """series,period,value,direction,target,target year,unit
a,2015,50,up,80,2030,%
a,2016,52,,,,
a,2017,54,,,,
a,2018,56,,,,
a,2019,58,,,,
a,2020,60,,,,
b,2019,3,down,,,
b,2020,,down,,,
"""


def table(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), dtype="string", keep_default_na=False)


def run(text: str, tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    file = tmp_path / "plain.csv"
    file.write_text(text, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli.main", "assess", "--input", str(file), *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_said_once_holds_for_the_series() -> None:
    plain = read_plain(table(PLAIN))
    first = plain.specs.to_dict("records")[0]
    assert (first["direction"], first["target_value"], first["target_year"]) == ("up", 80.0, 2030.0)
    assert plain.observations["series"].tolist().count("a") == 6
    assert plain.observations["series"].tolist().count("b") == 1


def test_periods_within_a_year_the_latest_stands() -> None:
    plain = read_plain(
        table("series,period,value\na,2020Q1,1\na,2020Q4,4\na,2020Q2,2\na,2021-03,9\n")
    )
    assert plain.observations["value"].tolist() == [4.0, 9.0]
    assert plain.observations["year"].tolist() == [2020, 2021]


def test_other_names_of_columns() -> None:
    text = "Series ID,Year,OBS_VALUE,Direction,Worst,Best\na,2020,5,1,0,10\n"
    specs = read_plain(table(text)).specs
    assert specs[["direction", "lower_bound", "optimum"]].iloc[0].tolist() == ["up", 0.0, 10.0]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("series,value\na,1\n", 1, "period"),
        ("series,period,value\na,2020,n/a\n", 2, "n/a"),
        ("series,period,value\na,soon,1\n", 2, "soon"),
        ("series,period,value\na,2020,1\na,2020,2\n", 3, "already"),
        ("series,period,value,target\na,2019,1,5\na,2020,1,6\n", 2, "target_value"),
        ("series,period,value,direction\na,2020,1,sideways\n", 2, "sideways"),
        ("series,period,value\na,2020,inf\n", 2, "inf"),
    ],
)
def test_a_fault_names_its_line_in_both_languages(text: str, line: int, words: str) -> None:
    with pytest.raises(PlainTableError) as refused:
        read_plain(table(text))
    fault = refused.value.faults[0]
    assert fault.line == line
    assert words in fault.en
    assert fault.ko != fault.en


def test_the_command_writes_csv(tmp_path: Path) -> None:
    done = run(PLAIN, tmp_path, "--method", "seoul_default", "--csv")
    assert done.returncode == 0, done.stderr
    rows = {row["series"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert list(rows["a"])[:5] == ["series", "method", "score", "class", "trend"]
    assert (rows["a"]["assessment"], rows["a"]["class"], rows["a"]["trend"]) == (
        "on_track",
        "on_track",
        "improving",
    )
    assert float(rows["a"]["actual_pace_per_year"]) == 2.0
    assert rows["b"]["assessment"] == "monitoring"


def test_the_command_writes_json_and_says_what_is_verified(tmp_path: Path) -> None:
    done = run(PLAIN, tmp_path, "--method", "eurostat_5y", "--json")
    found = json.loads(done.stdout)
    assert found["method"]["verification"] == "not_verified_against_primary_text"
    assert [row["series"] for row in found["results"]] == ["a", "b"]
    assert found["results"][1]["score"] is None


def test_an_arrow_and_a_colour(tmp_path: Path) -> None:
    text = (
        "series,period,value,optimum,lower_bound,green,red,window_start,window_end\n"
        "be,2015,14.9,0,25.6,15,22,2015,2018\nbe,2018,16.4,0,25.6,15,22,2015,2018\n"
    )
    done = run(text, tmp_path, "--method", "sdr_2019plus")
    row = next(csv.DictReader(io.StringIO(done.stdout)))
    assert (row["class"], row["trend"]) == ("yellow", "↓")
    assert float(row["score"]) == pytest.approx(100 * (16.4 - 25.6) / -25.6)


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (PLAIN, ["--method", "oracle"], 1),
        ("series,period,value\na,2020,x\n", [], 1),
        ("", [], 1),
        (PLAIN, ["--json", "--csv"], 2),
    ],
)
def test_refusals_have_their_exit_code(
    tmp_path: Path, text: str, options: list[str], code: int
) -> None:
    done = run(text, tmp_path, *options)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
