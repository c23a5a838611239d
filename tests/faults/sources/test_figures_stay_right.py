"""What reaches the warehouse, and what does not: revisions, new areas, replays, lost warehouses."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pandas as pd
import pytest

from pipelines.sources import journal
from pipelines.sources.live import Mode
from tests.faults.sources.conftest import refresh_one, staged
from tests.standin import faults
from tests.standin.project import LiveProject
from tests.standin.server import Publisher, csv_text, workbook
from warehouse.store import working_file


def vintages(project: LiveProject) -> pd.DataFrame:
    return project.release().table("core.observation_vintage")


def test_a_second_refresh_does_no_work_and_says_so(live: LiveProject, standin: Publisher) -> None:
    before = vintages(live)
    done = live.sdg("refresh", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert report["is_new_release"] is False
    assert {source["is_new"] for source in report["sources"]} == {False}
    assert {source["outcome"] for source in report["sources"]} == {"ok"}
    assert len(vintages(live)) == len(before)


def test_unchanged_bytes_are_not_sent_twice(live: LiveProject, standin: Publisher) -> None:
    standin.is_validating = True
    refresh_one(live, "residents")
    sent: list[int] = []
    standin.faults["kosis"] = lambda answer, path: sent.append(len(answer.body)) or answer
    again = refresh_one(live, "residents")
    assert again.codes == []
    assert len(sent) == 1, "asked once, and answered with 304"


def test_a_revised_value_makes_exactly_one_vintage(live: LiveProject, standin: Publisher) -> None:
    before = vintages(live)
    assert (
        standin.revise("odcloud_standin_clinics", "의원수", "99", 시군구="노원구", 기준연도="2023")
        == 1
    )
    built = live.refresh()
    assert built.is_released, built.refusals
    after = vintages(live)
    new = after[after["vintage"] > before["vintage"].max()]
    assert new[["area", "period", "value"]].to_numpy().tolist() == [["nowon-gu", "2023", 99.0]]
    old = (
        live.release()
        .table("core.observation_vintage")
        .query("indicator_id == 'clinics_more' and area == 'nowon-gu' and period == '2023'")
    )
    assert len(old) == 2, "the old value stays in the log of revisions"


def test_a_new_area_is_refused_alone(live: LiveProject, standin: Publisher) -> None:
    standin.faults["kosis"] = faults.rows(
        lambda found: [*found, found[1] | {"C1": "11999", "C1_NM": "새로운구"}]
    )
    seen = refresh_one(live, "residents")
    assert seen.codes == ["C02"]
    assert len(seen.figures) == 52
    assert "새로운구" in seen.quarantine["row_text"][0]


def test_an_unreadable_number_is_refused_and_the_last_good_one_stays(
    live: LiveProject, standin: Publisher
) -> None:
    standin.revise("seoul_StandinAccidents", "SAGO", "12,34", JACHIGU="중구", GIGAN="2023")
    seen = refresh_one(live, "accidents")
    assert set(seen.codes) == {"I01"}
    kept = seen.figures.query(
        "area == 'jung-gu' and period == '2023' and measure_id == 'accidents'"
    )
    assert kept["value"].tolist() == [2.0]
    assert "last good" in kept["note"].iloc[0]


def test_a_new_class_of_a_classification_is_refused(live: LiveProject, standin: Publisher) -> None:
    standin.revise("un_SE_STANDIN", "Sex", "MALE", Sex="FEMALE", timePeriodStart="2023")
    seen = refresh_one(live, "literacy")
    assert "T03" in seen.codes
    assert set(seen.figures["breakdown"]) == {"total", "sex=female"}


def test_five_absences_stay_five(live: LiveProject) -> None:
    found = staged(live, "accidents").query("measure_id == 'injured' and period == '2022'")
    by_area = found.set_index("area")
    assert by_area.loc["seoul", "obs_status"] == "M"
    assert by_area.loc["yongsan-gu", "obs_status"] == "O"
    assert by_area.loc["jongno-gu", "value"] == 1.0
    assert staged(live, "housing").query("area == 'jungnang-gu' and period == '2023'")[
        "obs_status"
    ].tolist() == ["Q"]


def test_cp949_is_read(live: LiveProject, standin: Publisher) -> None:
    before = staged(live, "housing")
    live.change_fetch("housing", params__url=f"{standin.base}/files/housing.csv?encoding=cp949")
    seen = refresh_one(live, "housing")
    assert seen.codes == []
    pd.testing.assert_frame_equal(seen.figures, before)


def test_far_fewer_rows_can_be_accepted(live: LiveProject, standin: Publisher) -> None:
    standin.faults["kosis"] = faults.rows(lambda found: found[:20])
    assert refresh_one(live, "residents").codes == ["ROWS_DROPPED"]
    fetching = live.fetching()
    fetching.is_fewer_accepted = True
    seen = refresh_one(live, "residents", fetching)
    assert seen.codes == []
    assert len(seen.figures) == 20


def test_a_window_of_the_latest_periods_leaves_older_figures(
    live: LiveProject, standin: Publisher
) -> None:
    live.change_fetch("residents", params__latest=1, history="extend", keep_share=0.2)
    seen = refresh_one(live, "residents")
    assert seen.codes == []
    assert seen.figures["period"].value_counts().to_dict() == {"2022": 26, "2023": 26}


def test_replay_needs_no_network(live: LiveProject, standin: Publisher) -> None:
    before = live.observations()
    working_file(live.home).unlink()
    standin.faults = {name: faults.status(500) for name in ("kosis", "seoul", "un", "files")}
    built = live.refresh(live.fetching(Mode.REPLAY))
    assert built.is_released, built.refusals
    assert standin.asked == []
    pd.testing.assert_frame_equal(live.observations(), before)


def test_a_lost_warehouse_and_a_failing_publisher_leave_no_hole(
    live: LiveProject, standin: Publisher
) -> None:
    before = live.observations()
    working_file(live.home).unlink()
    standin.faults["kosis"] = faults.status(500)
    built = live.refresh()
    assert built.is_released
    assert [refusal.rule for refusal in built.refusals] == ["SERVER_FAULT"]
    pd.testing.assert_frame_equal(live.observations(), before)


def test_a_changed_card_is_applied_to_what_is_kept(live: LiveProject, standin: Publisher) -> None:
    """Also where nobody can be asked: no key, and no network."""
    live.change_fetch("residents", map__measures={"residents": {"unit": "명", "factor": 2}})
    seen = refresh_one(live, "residents", live.fetching(SDG_KEY_KOSIS=None))
    assert seen.codes == []
    assert standin.asked == []
    first = seen.figures.query("area == 'jongno-gu' and period == '2022'")
    assert first["value"].tolist() == [2000.0]


def test_a_window_is_rebuilt_from_every_answer(live: LiveProject, standin: Publisher) -> None:
    live.change_fetch("residents", params__latest=1, history="extend", keep_share=0.2)
    assert refresh_one(live, "residents").codes == []
    both = staged(live, "residents")
    working_file(live.home).unlink()
    standin.faults["kosis"] = faults.status(500)
    seen = refresh_one(live, "residents")
    assert seen.codes == ["SERVER_FAULT"]
    columns = ["measure_id", "area", "period", "value"]
    pd.testing.assert_frame_equal(seen.figures[columns], both[columns])


def test_a_run_that_ended_half_way_is_not_taken_for_done(
    live: LiveProject, standin: Publisher
) -> None:
    """Figures are staged, the release is not made: the next refresh sees it and completes."""
    standin.revise("odcloud_standin_clinics", "의원수", "77", 시군구="중구", 기준연도="2023")
    assert refresh_one(live, "clinics").codes == []
    assert live.value("clinics_more", "jung-gu", "2023") != 77
    done = live.sdg("refresh", "--indicator", "clinics_more")
    assert done.returncode == 0, done.stderr
    assert live.value("clinics_more", "jung-gu", "2023") == 77


def test_a_build_asks_nobody(live: LiveProject, standin: Publisher) -> None:
    built = live.build()
    assert built.is_released
    assert standin.asked == []


def test_damaged_raw_is_not_replayed(live: LiveProject) -> None:
    before = staged(live, "residents")
    for path in (live.home / "raw" / "residents").glob("*.bin"):
        path.write_bytes(path.read_bytes()[:-1])
    seen = refresh_one(live, "residents", live.fetching(Mode.REPLAY))
    assert seen.codes == ["NO_RAW"]
    pd.testing.assert_frame_equal(seen.figures, before)


def test_one_failing_source_does_not_stop_the_others(live: LiveProject, standin: Publisher) -> None:
    standin.faults["kosis"] = faults.page("점검")
    standin.revise("worldbank_IT.STANDIN", "value", "50.5", date="2022")
    done = live.sdg("refresh")
    assert done.returncode == 1
    assert "웹페이지가 왔습니다" in done.stderr
    assert "Traceback" not in done.stderr
    assert live.value("broadband_more", "korea", "2022") == 50.5
    assert live.value("accident_rate", "seoul", "2023") is not None


def test_the_journal_tells_attempt_success_and_failure(
    live: LiveProject, standin: Publisher
) -> None:
    good = journal.read(live.home, "residents")
    assert good.outcome == "ok"
    assert good.rows == 52
    standin.faults["kosis"] = faults.status(500)
    refresh_one(live, "residents")
    bad = journal.read(live.home, "residents")
    assert (bad.outcome, bad.code, bad.succeeded_at) == (
        "failed",
        "SERVER_FAULT",
        good.succeeded_at,
    )
    listed = json.loads(live.sdg("source", "list", "--json").stdout)
    line = next(one for one in listed if one["source_id"] == "residents")
    assert line["state"] == "failing"
    assert "다음 실행 때 다시" in line["mend_ko"]


# --- the inbox ------------------------------------------------------------------------------------


@pytest.fixture
def inbox(live: LiveProject) -> Path:
    """The housing source, fed by hand."""
    live.change_fetch("housing", family="inbox", params={})
    folder = live.home / "inbox" / "housing"
    folder.mkdir(parents=True)
    return folder


def put(folder: Path, name: str, content: bytes, age: float = 60) -> None:
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (time.time() - age, time.time() - age))


def test_a_file_in_the_inbox_is_taken_over_once(
    live: LiveProject, standin: Publisher, inbox: Path
) -> None:
    before = staged(live, "housing")
    put(inbox, "2026.csv", csv_text(standin.tables["files_housing"]).encode("cp949"))
    seen = refresh_one(live, "housing")
    assert seen.codes == []
    columns = ["measure_id", "area", "period", "value"]
    pd.testing.assert_frame_equal(seen.figures[columns], before[columns])
    assert [path.name for path in inbox.iterdir()] == ["taken"]
    assert refresh_one(live, "housing").codes == []


def test_a_workbook_in_the_inbox(live: LiveProject, standin: Publisher, inbox: Path) -> None:
    live.change_fetch("housing", params={"header": 2})
    put(inbox, "표.xlsx", workbook(standin.tables["files_housing"]))
    seen = refresh_one(live, "housing")
    assert seen.codes == []
    assert len(seen.figures) == 75


def test_a_bad_file_is_put_aside_with_its_reason(live: LiveProject, inbox: Path) -> None:
    before = staged(live, "housing")
    put(inbox, "나쁜.csv", "이름,값\n종로구,1\n".encode())
    seen = refresh_one(live, "housing")
    assert seen.codes == ["COLUMNS_GONE"]
    refused = sorted(path.suffix for path in (inbox / "refused").iterdir())
    assert refused == [".csv", ".txt"]
    reason = next((inbox / "refused").glob("*.txt")).read_text(encoding="utf-8")
    assert "있어야 할 열이 없습니다" in reason
    pd.testing.assert_frame_equal(seen.figures, before)


def test_a_file_that_is_still_being_copied_is_left(live: LiveProject, inbox: Path) -> None:
    put(inbox, "half.csv", b"x", age=0)
    assert refresh_one(live, "housing").codes == []
    assert (inbox / "half.csv").exists()
