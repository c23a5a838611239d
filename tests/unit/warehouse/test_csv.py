"""CSV that a spreadsheet opens without harm and a program reads without guessing."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.small import SmallProject
from warehouse.exports import tables
from warehouse.exports.csv import BOM, neutral, plain_number, stream_csv, to_csv
from warehouse.queries import Release, Releases

MAKERS = ("overview", "indicators", "observations", "programmes", "sources", "quarantine",
          "budget_lines", "targets", "plan")  # fmt: skip


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_bytes_begin_with_the_mark_and_lines_end_for_spreadsheets() -> None:
    data = to_csv(pd.DataFrame({"이름": ["가", "나"]}))
    assert data == BOM + "이름\r\n가\r\n나\r\n".encode()


def test_an_empty_table_has_its_header() -> None:
    assert to_csv(pd.DataFrame({"a": [], "b": []})) == BOM + b"a,b\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_a_spreadsheet_would_run_is_neutralised(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    (row,) = read(to_csv(pd.DataFrame({"note": [text]})))
    assert row["note"] == f"'{text}"


def test_numbers_are_untouched_also_negative_ones() -> None:
    frame = pd.DataFrame({"n": [-1, 2], "x": [-0.5, 1e-7], "big": [2_671_420.0, -1e15]})
    assert to_csv(frame) == BOM + b"n,x,big\r\n-1,-0.5,2671420\r\n2,0.0000001,-1000000000000000\r\n"


def test_codes_stay_as_they_are() -> None:
    codes = ["I-11-6-1", "T-01-a", "P-001", "G-11", "11110", "2024Q3"]
    assert [row["code"] for row in read(to_csv(pd.DataFrame({"code": codes})))] == codes


def test_every_kind_of_cell_is_written_one_way() -> None:
    frame = pd.DataFrame(
        {
            "flag": pd.array([True, None], dtype="boolean"),
            "count": pd.array([3, None], dtype="Int64"),
            "day": [pd.Timestamp("2026-09-30"), pd.NaT],
            "moment": [datetime(2026, 11, 22, 20, 42, 35, tzinfo=UTC), None],
            "date": [date(2026, 1, 2), None],
            "list": [["a", "=b"], []],
            "text": ["한 줄\n두 줄", None],
        }
    )
    first, second = read(to_csv(frame))
    assert first == {
        "flag": "true",
        "count": "3",
        "day": "2026-09-30",
        "moment": "2026-11-22T20:42:35Z",
        "date": "2026-01-02",
        "list": "a;'=b",
        "text": "한 줄\n두 줄",
    }
    assert set(second.values()) == {""}


def test_a_header_may_be_in_words_and_keeps_the_names_it_does_not_know() -> None:
    frame = pd.DataFrame({"value": [1], "other": [2]})
    assert to_csv(frame, {"value": "값"}) == BOM + "값,other\r\n1,2\r\n".encode()


def test_pieces_make_the_same_file() -> None:
    frame = pd.DataFrame({"a": range(10), "b": [f"행 {n}" for n in range(10)]})
    pieces = list(stream_csv(frame, rows_at_once=3))
    assert len(pieces) == 5
    assert b"".join(pieces) == to_csv(frame)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_text_comes_back_and_never_begins_a_formula(text: str) -> None:
    (row,) = read(to_csv(pd.DataFrame({"a": ["x"], "text": [text]})))
    assert row["text"] == neutral(text)
    assert not row["text"].startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_is_plain_and_true(value: float) -> None:
    text = plain_number(value)
    assert "e" not in text
    assert float(text) == pytest.approx(value, rel=1e-11)


# --- the tables ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def release(small: SmallProject) -> Release:
    return Releases(small.home).current()


@pytest.mark.parametrize("name", MAKERS)
def test_every_table_names_its_release_and_every_column_has_a_label(
    release: Release, name: str
) -> None:
    frame = getattr(tables, name)(release)
    assert next(iter(frame.columns)) == "release"
    assert set(frame["release"]) <= {release.version}
    assert set(frame.columns) <= set(tables.labels("ko")) & set(tables.labels("en"))


def test_an_observation_says_all_that_it_takes_to_cite_it(release: Release) -> None:
    frame = tables.observations(release, "clean_air")
    assert list(frame.columns) == [
        "release", "indicator_id", "indicator_code", "indicator_name_ko", "indicator_name_en",
        "area", "area_name_ko", "code_legal", "code_kostat", "period", "breakdown", "value",
        "unit", "obs_status", "origin", "source_id", "publisher", "table_id", "licence", "vintage",
    ]  # fmt: skip
    assert set(frame["origin"]) == {"official"}
    assert frame["licence"].notna().all()
    assert frame["publisher"].notna().all()
    assert len(frame) == len(release.observations("clean_air"))


def test_all_observations_are_each_there_once(release: Release) -> None:
    frame = tables.observations(release)
    assert len(frame) == release.manifest.rows["core.observation"]
    assert not frame.duplicated(["indicator_id", "area", "period", "breakdown"]).any()


def test_a_sample_row_says_so_in_words(release: Release) -> None:
    frame = tables.programmes(release)
    is_sample = frame["origin"] == "sample"
    assert list(frame["notice"].notna()) == list(is_sample)
    quarters = tables.programme(release, str(frame["programme_code"].iloc[0]))
    assert quarters is not None
    assert (quarters["origin"] == "sample").equals(quarters["notice"].notna())
    assert quarters["period"].is_monotonic_increasing


def test_a_goals_table_links_indicators_to_programmes(release: Release) -> None:
    frame = tables.goal(release, "G-11")
    assert set(frame["indicator_id"]) == set(release.indicators("G-11")["indicator_id"])
    linked = frame.dropna(subset="programme_code")
    assert (linked["programme_origin"] == "sample").equals(linked["notice"].notna())
    assert set(tables.off_track(frame)["assessment"]) <= {"delayed", "worsening"}


def test_an_unknown_programme_has_no_table(release: Release) -> None:
    assert tables.programme(release, "P-999") is None


def test_the_plan_compares_what_is_promised_with_what_is_there(release: Release) -> None:
    frame = tables.plan(release).set_index("document_id")
    assert frame.loc["this_release", "stated_goals"] == release.manifest.counts["goals"]
    assert frame.loc["this_release", "origin"] == "derived"


def test_the_dictionary_explains_every_column_once() -> None:
    frame = tables.columns()
    assert frame["column"].is_unique
    assert frame.notna().all(axis=None)
