"""Refreshing one source: what is unchanged is left, what is refused keeps its last good value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pandas as pd
import pytest

from indicators.catalogue import load_catalogue
from pipelines.refresh import Standing, refresh_source
from pipelines.run import Run
from pipelines.sources import raw
from tests.small import SmallProject
from warehouse.store import Store, open_store

GOOD = "dust,seoul,2023,total,22,ug_per_m3,A,"


class Desk:
    """One source of the small project, refreshed day by day."""

    def __init__(self, project: SmallProject, store: Store) -> None:
        self.project, self.store, self.day = project, store, 1
        self.run = Run.now(project.settings)

    def refresh(self, source: str = "stations") -> Standing:
        self.day += 1
        self.run = Run.now(self.project.settings)
        self.run.started_at = datetime(2030, 1, self.day, 6)
        catalogue = load_catalogue(self.project.cards)
        return refresh_source(self.store, self.run, catalogue.source(source), catalogue)

    def dust_in_2023(self) -> tuple[float, str | None]:
        found = self.store.query(
            "select value, note from staging.figure"
            " where measure_id = 'dust' and area = 'seoul' and period = '2023'"
        )
        assert len(found) == 1
        note = found["note"][0]
        return float(found["value"][0]), None if pd.isna(note) else str(note)

    def figures(self) -> int:
        return len(self.store.query("select 1 from staging.figure where source_id = 'stations'"))

    def read_at(self) -> datetime:
        state = self.store.query(
            "select read_at from quality.source_state where source_id = 'stations'"
        )
        return state["read_at"][0]


@pytest.fixture
def desk(my_small: SmallProject) -> Iterator[Desk]:
    with open_store(my_small.home) as store:
        yield Desk(my_small, store)


def test_unchanged_bytes_are_not_judged_again(desk: Desk) -> None:
    before = desk.read_at()
    standing = desk.refresh()
    assert desk.read_at() == before
    assert (standing.rows, standing.accepted, standing.quarantined) == (155, 154, 1)
    assert (standing.unacknowledged, standing.error) == (0, None)
    assert desk.run.refusals == []


def test_changed_bytes_are_judged_and_replace_the_old(desk: Desk) -> None:
    desk.project.swap("stations", GOOD, "dust,seoul,2023,total,21,ug_per_m3,A,")
    desk.refresh()
    assert desk.read_at() == datetime(2030, 1, 2, 6)
    assert desk.dust_in_2023() == (21, None)


def test_a_changed_card_is_judged_again(desk: Desk) -> None:
    """The measure's upper limit falls: the same bytes are refused now."""
    card = desk.project.cards / "sources" / "stations.yaml"
    card.write_text(
        card.read_text(encoding="utf-8").replace("max: 500", "max: 25"), encoding="utf-8"
    )
    standing = desk.refresh()
    assert standing.unacknowledged > 0
    assert {refusal.rule for refusal in desk.run.refusals} == {"I03b"}


@pytest.mark.parametrize(
    "newer",
    [
        "dust,seoul,2023,total,about 20,ug_per_m3,A,",
        "dust,seoul,2023,total,20,index,A,",
        "dust,seoul,2023,total,9000,ug_per_m3,A,",
        f"dust,seoul,2023,total,20,ug_per_m3,A,\n{GOOD}",
    ],
    ids=["text", "wrong unit", "impossible", "twice"],
)
def test_the_last_good_value_is_kept_when_the_newer_one_is_refused(desk: Desk, newer: str) -> None:
    desk.project.swap("stations", GOOD, newer)
    standing = desk.refresh()
    value, note = desk.dust_in_2023()
    assert value == 22
    assert note == "지난 값 유지(새 값이 거절됨) · last good value kept: the newer one was refused"
    assert standing.unacknowledged == 1 + newer.count("\n")
    assert all(refusal.where.startswith("data/stations.csv:") for refusal in desk.run.refusals)


def test_it_is_kept_through_further_refusals_and_gives_way_to_a_good_one(desk: Desk) -> None:
    desk.project.swap("stations", GOOD, "dust,seoul,2023,total,about 20,ug_per_m3,A,")
    desk.refresh()
    desk.project.swap("stations", ",about 20,", ",about 19,")
    desk.refresh()
    assert desk.dust_in_2023()[0] == 22
    desk.project.swap("stations", ",about 19,", ",19,")
    standing = desk.refresh()
    assert desk.dust_in_2023() == (19, None)
    assert standing.unacknowledged == 0


def test_what_a_correction_withholds_is_no_refusal(desk: Desk) -> None:
    standing = desk.refresh()
    assert (standing.quarantined, standing.unacknowledged) == (1, 0)
    acknowledged = desk.store.query(
        "select rule_id, is_acknowledged from quality.quarantine where source_id = 'stations'"
    )
    assert acknowledged.values.tolist() == [["noise_at_jung", True]]


# --- files that cannot be read --------------------------------------------------------------------


def spoil(project: SmallProject, how: str) -> None:
    file = project.figures("stations")
    if how == "gone":
        file.unlink()
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "only the header":
        file.write_text("measure,area,period,breakdown,value,unit,status,note\n")
    elif how == "no column of values":
        file.write_text(file.read_text(encoding="utf-8").replace(",value,", ",worth,", 1))
    elif how == "another encoding":
        file.write_bytes(file.read_text(encoding="utf-8").encode("utf-16"))
    elif how == "broken off in a quote":
        file.write_text('measure,area,period,value,unit\ndust,seoul,2023,"2')


UNREADABLE = (
    "gone",
    "empty",
    "only the header",
    "no column of values",
    "another encoding",
    "broken off in a quote",
)


@pytest.mark.parametrize("how", UNREADABLE)
def test_an_unreadable_file_leaves_the_last_good_figures_and_says_so(desk: Desk, how: str) -> None:
    before = desk.figures()
    spoil(desk.project, how)
    standing = desk.refresh()
    assert desk.figures() == before == standing.accepted
    assert standing.error
    (refusal,) = desk.run.refusals
    assert (refusal.source_id, refusal.rule) == ("stations", "F02")
    assert refusal.where.startswith("data/stations.csv:")
    state = desk.store.query(
        "select error_ko, error_en from quality.source_state where source_id = 'stations'"
    )
    assert (state["error_ko"][0], state["error_en"][0]) == (refusal.reason_ko, refusal.reason_en)


def test_a_mended_file_is_read_again_and_the_complaint_is_gone(desk: Desk) -> None:
    text = desk.project.figures("stations").read_text(encoding="utf-8")
    spoil(desk.project, "gone")
    desk.refresh()
    desk.project.figures("stations").write_text(text, encoding="utf-8")
    standing = desk.refresh()
    assert standing.error is None
    assert desk.run.refusals == []


def test_a_source_that_was_never_readable_has_no_figures(desk: Desk) -> None:
    desk.store.execute("delete from staging.figure")
    desk.store.execute("delete from quality.source_state")
    spoil(desk.project, "gone")
    standing = desk.refresh()
    assert (standing.rows, standing.accepted, desk.figures()) == (0, 0, 0)
    assert standing.error


# --- raw ------------------------------------------------------------------------------------------


def test_raw_keeps_every_content_once_with_its_receipt(desk: Desk) -> None:
    before = desk.refresh()
    desk.project.swap("stations", GOOD, "dust,seoul,2023,total,21,ug_per_m3,A,")
    after = desk.refresh()
    assert before.sha256 and after.sha256 and before.sha256 != after.sha256
    for digest, value in ((before.sha256, b"2023,total,22,"), (after.sha256, b"2023,total,21,")):
        assert b"dust,seoul," + value in raw.read(desk.project.home, "stations", digest)
    receipts = desk.store.query(
        "select sha256, bytes, request, licence from raw.receipt where source_id = 'stations'"
    )
    assert set(receipts["sha256"]) == {before.sha256, after.sha256}
    assert set(receipts["request"]) == {"file:data/stations.csv"}
    assert set(receipts["licence"]) == {"CC0-1.0"}


def test_the_same_bytes_keep_their_first_receipt(desk: Desk) -> None:
    first = raw.keep(
        desk.project.home, "letters", b"abc", request="file:x", licence="-", at=datetime(2030, 1, 1)
    )
    again = raw.keep(
        desk.project.home, "letters", b"abc", request="file:y", licence="-", at=datetime(2031, 1, 1)
    )
    assert again == first
    assert first.retrieved_at == "2030-01-01T00:00:00Z"
    with pytest.raises(FileNotFoundError):
        raw.read(desk.project.home, "letters", "0" * 64)
