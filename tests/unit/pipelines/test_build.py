"""Building the small project end to end, and what the command line tells of it."""

from __future__ import annotations

import json
import math
import subprocess

import pandas as pd
import pytest

from indicators.catalogue import load_catalogue
from tests.small import SmallProject
from warehouse.releases import damaged_files

# The contract of `sdg build --json`: more keys may be added, none is renamed.
CONTRACT = {
    "release": str,
    "goals": int,
    "targets": int,
    "indicators": int,
    "programmes": int,
    "districts": int,
    "observations": int,
    "series": int,
    "accepted": int,
    "flagged": int,
    "quarantined": int,
    "origins": dict,
    "indicators_by_best_origin": dict,
    "seconds": dict,
}


@pytest.fixture(scope="module")
def told(
    small: SmallProject, tmp_path_factory: pytest.TempPathFactory
) -> tuple[SmallProject, subprocess.CompletedProcess[str]]:
    """The real command line, from nothing, without samples, as a city would run it."""
    project = small.copy(tmp_path_factory.mktemp("told") / "project")
    project.home.rename(project.root / "elsewhere")
    return project, project.sdg("build", "--no-sample", "--json")


# --- the contract ---------------------------------------------------------------------------------


def test_a_good_build_exits_with_nought_and_keeps_the_contract(
    told: tuple[SmallProject, subprocess.CompletedProcess[str]],
) -> None:
    project, answer = told
    assert answer.returncode == 0, answer.stderr
    report = json.loads(answer.stdout)
    assert {key: type(report[key]) for key in CONTRACT} == CONTRACT
    assert set(report["origins"]) == {"official", "derived", "proxy", "sample"}
    assert set(report["indicators_by_best_origin"]) == {"official", "derived", "proxy", "none"}
    assert report["seconds"]["total"] >= report["seconds"]["sources"] > 0
    assert report["is_new_release"] and report["is_released"] and report["refusals"] == []
    assert report["release"] == project.release().version


def test_the_numbers_of_the_contract_are_those_of_the_release(
    told: tuple[SmallProject, subprocess.CompletedProcess[str]],
) -> None:
    project, answer = told
    report = json.loads(answer.stdout)
    catalogue = load_catalogue(project.cards)
    for kind, count in vars(catalogue.counts).items():
        assert report[kind] == count
    observations = project.observations()
    assert report["observations"] == len(observations)
    valued = observations.dropna(subset="value")
    assert report["origins"] == {
        "official": int((valued["origin"] == "official").sum()),
        "derived": int((valued["origin"] == "derived").sum()),
        "proxy": 2,
        "sample": 0,
    }
    assert report["series"] == len(valued[["indicator_id", "area", "breakdown"]].drop_duplicates())
    assert report["indicators_by_best_origin"] == {
        "official": 1,
        "derived": 2,
        "proxy": 1,
        "none": 1,
    }
    assert (report["accepted"], report["quarantined"], report["flagged"]) == (254, 1, 0)


def test_machines_hear_nothing_but_json(
    told: tuple[SmallProject, subprocess.CompletedProcess[str]],
) -> None:
    _, answer = told
    assert answer.stdout.startswith("{")
    assert answer.stderr == ""


# --- without samples ------------------------------------------------------------------------------


def test_without_samples_nothing_is_a_sample_and_no_programme_has_submitted(
    told: tuple[SmallProject, subprocess.CompletedProcess[str]],
) -> None:
    project, _ = told
    release = project.release()
    assert not release.manifest.is_sample_allowed
    for key in release.manifest.rows:
        table = release.table(key)
        if "origin" in table.columns and key != "marts.origin_tally":
            assert "sample" not in list(table["origin"])
    assert set(release.programmes()["programme_status"]) == {"not_submitted"}
    assert release.programmes()["budget_krw"].isna().all()


def test_with_samples_every_made_up_row_says_so(small: SmallProject) -> None:
    release = small.release()
    assert release.manifest.is_sample_allowed
    for key in ("core.programme_progress", "core.programme_budget"):
        assert set(release.table(key)["origin"]) == {"sample"}
    assert "sample" not in set(release.table("core.observation")["origin"])


def test_going_without_samples_removes_them(my_small: SmallProject) -> None:
    built = my_small.build(is_sample_allowed=False)
    assert built.is_released and built.run.is_new_release
    release = my_small.release()
    assert release.table("core.programme_progress").empty
    assert release.table("core.programme_budget").empty


# --- what comes out -------------------------------------------------------------------------------


def test_a_published_figure_is_taken_as_it_is(small: SmallProject) -> None:
    assert small.value("clean_air", "seoul", "2023") == 22
    assert small.value("clean_air", "jongno-gu", "2021") == 23.6


def test_the_citys_rate_is_the_districts_sum_over_the_districts_sum(small: SmallProject) -> None:
    """2022: accidents 2 + 4 + ... + 50 = 650 to 325,000 residents; 2023: 325 to 327,500."""
    assert small.value("accident_rate", "seoul", "2022") == 200
    assert small.value("accident_rate", "seoul", "2023") == pytest.approx(325 / 327_500 * 100_000)
    assert small.value("accident_rate", "jongno-gu", "2023") == pytest.approx(1 / 1_100 * 100_000)


def test_the_citys_mean_needs_all_districts(small: SmallProject) -> None:
    """2021 lacks Jung-gu (withheld), 2022 Mapo-gu (missing); 2023 is 51, 52, ..., 75."""
    assert small.value("noise", "seoul", "2023") == 63
    for year in ("2021", "2022"):
        with pytest.raises(KeyError):
            small.value("noise", "seoul", year)


def test_a_missing_value_is_a_row_with_its_reason(small: SmallProject) -> None:
    assert small.value("noise", "mapo-gu", "2022") is None
    observations = small.release().observations("noise")
    hole = observations[(observations["area"] == "mapo-gu") & (observations["period"] == "2022")]
    assert hole[["obs_status", "note"]].values.tolist() == [["M", "meter moved"]]


def test_a_withheld_value_is_not_there(small: SmallProject) -> None:
    with pytest.raises(KeyError):
        small.value("noise", "jung-gu", "2021")
    assert small.value("noise", "jung-gu", "2022") == 52


def test_the_nations_value_stands_in_and_says_so(small: SmallProject) -> None:
    observations = small.release().observations("literacy")
    assert observations[["area", "origin"]].drop_duplicates().values.tolist() == [
        ["korea", "proxy"]
    ]
    indicators = small.release().indicators().set_index("indicator_id")
    assert indicators["best_origin"]["literacy"] == "proxy"


def test_an_indicator_without_figures_is_there_and_empty(small: SmallProject) -> None:
    release = small.release()
    indicators = release.indicators().set_index("indicator_id")
    assert indicators["best_origin"]["not_measured"] == "none"
    assert indicators["assessment"]["not_measured"] == "no_data"
    assert release.observations("not_measured").empty


def test_every_observation_leads_back_to_its_line(small: SmallProject) -> None:
    observations = small.observations()
    own = observations[observations["indicator_id"] == "clean_air"]
    lines = small.figures("stations").read_text(encoding="utf-8").splitlines()
    for row in own.itertuples():
        measure, area, period, _, value, *_ = lines[int(str(row.line)) - 1].split(",")
        assert (measure, area, period) == ("dust", row.area, row.period)
        assert math.isclose(float(value), float(str(row.value)))


def test_the_release_is_whole(small: SmallProject) -> None:
    assert damaged_files(small.home, small.release().version) == []


# --- again ----------------------------------------------------------------------------------------


def test_nothing_new_no_new_release(my_small: SmallProject) -> None:
    before = my_small.release()
    built = my_small.build()
    assert built.is_released and not built.run.is_new_release
    assert built.run.manifest == before.manifest


def test_a_correction_of_the_publisher_adds_a_vintage_and_a_release(
    my_small: SmallProject,
) -> None:
    before = my_small.release()
    my_small.swap("stations", "dust,seoul,2023,total,22,", "dust,seoul,2023,total,21.5,")
    assert my_small.build().run.is_new_release
    after = my_small.release()
    assert my_small.value("clean_air", "seoul", "2023") == 21.5
    grown = len(after.table("core.observation_vintage")) - len(
        before.table("core.observation_vintage")
    )
    assert grown == 1
    assert before.observations("clean_air")["value"].max() == 28.4  # the old one still answers


def test_figures_taken_back_disappear_and_come_again(my_small: SmallProject) -> None:
    text = my_small.figures("accidents").read_text(encoding="utf-8")
    my_small.change("accidents", lambda old: "".join(old.splitlines(keepends=True)[:26]))
    my_small.build()
    with pytest.raises(KeyError):
        my_small.value("accident_rate", "seoul", "2023")
    my_small.figures("accidents").write_text(text, encoding="utf-8")
    my_small.build()
    assert my_small.value("accident_rate", "jongno-gu", "2023") == pytest.approx(100_000 / 1_100)


def test_an_indicator_is_added_with_one_card(my_small: SmallProject) -> None:
    card = (my_small.cards / "indicators" / "clean_air.yaml").read_text(encoding="utf-8")
    new = card.replace("id: clean_air", "id: cleaner_air").replace("I-11-6-1", "I-11-6-3")
    (my_small.cards / "indicators" / "cleaner_air.yaml").write_text(new, encoding="utf-8")
    assert my_small.build().is_released
    old, new_one = (
        my_small.release().observations(name)[["area", "period", "value"]]
        for name in ("clean_air", "cleaner_air")
    )
    pd.testing.assert_frame_equal(old, new_one)


def test_broken_cards_stop_before_anything_is_touched(my_small: SmallProject) -> None:
    before = my_small.release().version
    card = my_small.cards / "indicators" / "clean_air.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("ug_per_m3", "spoons"), "utf-8")
    told = my_small.sdg("build")
    assert told.returncode == 1
    assert "indicators/clean_air.yaml:8:" in told.stderr
    assert "없는 단위: spoons" in told.stderr and "unknown unit: spoons" in told.stderr
    assert "Traceback" not in told.stderr
    assert my_small.release().version == before


def test_as_few_releases_are_kept_as_the_setting_says(my_small: SmallProject) -> None:
    my_small.swap("stations", "dust,seoul,2023,total,22,", "dust,seoul,2023,total,19,")
    my_small.build(keep_releases=1)
    (only,) = (my_small.home / "releases").iterdir()
    assert only.name == my_small.release().version
    assert my_small.value("clean_air", "seoul", "2023") == 19
