"""A file with five faults, through the real command line: the faulty rows are kept apart with
their reasons, everything else is built, and the exit code says that something was refused.
"""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.small import SmallProject

GOOD = "dust,seoul,2023,total,22,ug_per_m3,A,"
FAULTS = {
    "I04": "dust,seoul,2023,total,22,mg_per_m3,A,",  # a wrong unit
    "C02": "dust,11110,2023,total,20,ug_per_m3,A,",  # a code that means two districts
    "I01": "noise,seoul,2023,total,some,index,A,",  # text where a number should be
    "C05": "literacy,korea,2020,total,95.6,percent,A,",  # a second value for the same key
    "I08": "literacy,korea,2031,total,97,percent,A,",  # a year to come
}


@pytest.fixture(scope="module")
def broken(small: SmallProject, tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    project = small.copy(tmp_path_factory.mktemp("bad_figures") / "project")
    project.swap("stations", GOOD, "\n".join(FAULTS.values()))
    return project


@pytest.fixture(scope="module")
def told(broken: SmallProject) -> subprocess.CompletedProcess[str]:
    return broken.sdg("build", "--json")


def test_the_exit_code_says_that_something_was_refused(
    told: subprocess.CompletedProcess[str],
) -> None:
    assert told.returncode == 1
    assert json.loads(told.stdout)["is_released"]


def test_each_fault_is_told_with_file_line_and_reason(
    told: subprocess.CompletedProcess[str], broken: SmallProject
) -> None:
    lines = broken.figures("stations").read_text(encoding="utf-8").splitlines()
    refusals = json.loads(told.stdout)["refusals"]
    assert {refusal["rule"] for refusal in refusals} == set(FAULTS)
    for refusal in refusals:
        file, _, line = refusal["where"].partition(":")
        assert (refusal["source_id"], file) == ("stations", "data/stations.csv")
        faulty = FAULTS[refusal["rule"]]
        assert lines[int(line) - 1].split(",")[:3] == faulty.split(",")[:3]
        assert refusal["reason_ko"] and refusal["reason_en"]


def test_the_refused_rows_are_in_the_release_for_everybody_to_see(
    told: subprocess.CompletedProcess[str], broken: SmallProject
) -> None:
    quarantine = broken.release().quarantine()
    assert set(quarantine["rule_id"]) == {*FAULTS, "noise_at_jung"}
    assert json.loads(told.stdout)["quarantined"] == len(FAULTS) + 2  # C05 refuses both, one known


def test_everything_else_is_built(
    told: subprocess.CompletedProcess[str], broken: SmallProject
) -> None:
    assert broken.value("clean_air", "mapo-gu", "2023") == pytest.approx(
        22 - 2.6 + 0.2 * 14, abs=0.3
    )
    assert broken.value("literacy", "korea", "2023") == 96.4
    assert broken.value("accident_rate", "seoul", "2023") == pytest.approx(325 / 327_500 * 100_000)


def test_the_last_good_values_stay(
    told: subprocess.CompletedProcess[str], broken: SmallProject
) -> None:
    assert broken.value("clean_air", "seoul", "2023") == 22
    assert broken.value("literacy", "korea", "2020") == 95.5


def test_a_person_can_read_it(broken: SmallProject, told: subprocess.CompletedProcess[str]) -> None:
    spoken = broken.sdg("build")
    assert spoken.returncode == 1
    assert "받아들이지 않은 것" in spoken.stderr and "refused" in spoken.stderr
    assert "단위가 측정항목의 단위와 다릅니다" in spoken.stderr
    assert "data/stations.csv:" in spoken.stderr
    assert "Traceback" not in spoken.stderr


def test_mended_figures_clear_the_way(
    told: subprocess.CompletedProcess[str], broken: SmallProject
) -> None:
    for fault in list(FAULTS.values())[1:]:
        broken.swap("stations", fault + "\n", "")
    broken.swap("stations", FAULTS["I04"], GOOD)
    built = broken.build()
    assert built.refusals == []
    assert set(broken.release().quarantine()["rule_id"]) == {"noise_at_jung"}
