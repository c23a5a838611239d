"""Judging the rows of a source: each rule by the row that it catches, and nothing is ever lost."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from indicators.catalogue import Catalogue, load_catalogue
from indicators.catalogue.models import Source
from pipelines.quality.figures import Verdict, judge
from pipelines.quality.rules import rules_of
from pipelines.reading.observations import COLUMNS, read_observations
from tests.small import write_small_project

HEADER = ",".join(COLUMNS)
GOOD = (
    "dust,seoul,2022,total,24,ug_per_m3,A,",
    "noise,mapo-gu,2022,total,,index,M,meter moved",
    "literacy,korea,2023,total,96.4,percent,P,",
)
TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return load_catalogue(write_small_project(tmp_path_factory.mktemp("cards") / "project").cards)


@pytest.fixture(scope="module")
def stations(cards: Catalogue) -> Source:
    return cards.source("stations")


def judged(cards: Catalogue, *lines: str) -> Verdict:
    content = "\n".join((HEADER, *lines, "")).encode()
    rows = read_observations(content, file="data/stations.csv")
    return judge(rows, cards.source("stations"), cards, TODAY)


def test_good_rows_are_figures(cards: Catalogue) -> None:
    verdict = judged(cards, *GOOD)
    assert verdict.quarantine.empty
    assert (verdict.rows, verdict.flagged, verdict.quarantined) == (3, 0, 0)
    assert verdict.figures[["measure_id", "area", "value", "obs_status", "line"]].values.tolist()[
        0
    ] == ["dust", "seoul", 24.0, "A", 2]
    missing = verdict.figures.iloc[1]
    assert pd.isna(missing["value"])
    assert (missing["obs_status"], missing["note"]) == ("M", "meter moved")


# --- one faulty row for each rule -----------------------------------------------------------------


class Faulty(NamedTuple):
    """A row that breaks one rule, and where a reader should look."""

    row: str
    column: str
    value: str | None


FAULTY = {
    "C01": Faulty("smoke,seoul,2023,total,1,index,A,", "measure", "smoke"),
    "C02": Faulty("dust,11110,2023,total,1,ug_per_m3,A,", "area", "11110"),
    "I01": Faulty('dust,jung-gu,2023,total,"1,234",ug_per_m3,A,', "value", "1,234"),
    "I02": Faulty("dust,mapo-gu,2023,total,,ug_per_m3,A,", "value", None),
    "I03": Faulty("dust,guro-gu,2023,total,-1,ug_per_m3,A,", "value", "-1"),
    "I03b": Faulty("dust,nowon-gu,2023,total,501,ug_per_m3,A,", "value", "501"),
    "I04": Faulty("dust,dobong-gu,2023,total,22,mg_per_m3,A,", "unit", "mg_per_m3"),
    "I08": Faulty("dust,seoul,2027,total,22,ug_per_m3,A,", "period", "2027"),
    "T01": Faulty("dust,seoul,23년,total,22,ug_per_m3,A,", "period", "23년"),
    "T02": Faulty("dust,songpa-gu,2023,total,22,ug_per_m3,ok,", "status", "ok"),
    "T03": Faulty("dust,seoul,2023,여성,22,ug_per_m3,A,", "breakdown", "여성"),
}


@pytest.fixture(scope="module")
def faulty(cards: Catalogue) -> Verdict:
    """A file with all of them, after three good rows."""
    return judged(cards, *GOOD, *(case.row for case in FAULTY.values()))


@pytest.mark.parametrize("rule_id", FAULTY)
def test_a_faulty_row_is_kept_apart_with_its_place_and_both_reasons(
    faulty: Verdict, rule_id: str
) -> None:
    case = FAULTY[rule_id]
    line = 2 + len(GOOD) + list(FAULTY).index(rule_id)
    found = faulty.quarantine[faulty.quarantine["line"] == line]
    assert list(found["rule_id"]) == [rule_id]
    told = found.iloc[0]
    rule = next(rule for rule in rules_of("staging") if rule.id == rule_id)
    assert (told["source_id"], told["file"]) == ("stations", "data/stations.csv")
    assert told["column_name"] == case.column
    assert (None if pd.isna(told["value_text"]) else told["value_text"]) == case.value
    assert (told["reason_ko"], told["reason_en"]) == (rule.message.ko, rule.message.en)
    assert case.row.split(",")[0] in told["row_text"]
    assert not told["is_acknowledged"]


def test_the_good_rows_beside_them_are_kept(faulty: Verdict) -> None:
    assert list(faulty.figures["line"]) == [2, 3, 4]
    assert faulty.quarantined == len(FAULTY)


def test_of_two_rows_with_one_key_neither_is_believed(cards: Catalogue) -> None:
    """C05: which of them is right cannot be told."""
    verdict = judged(cards, *GOOD, "dust,seoul,2022,total,25,ug_per_m3,A,")
    assert list(verdict.quarantine["rule_id"]) == ["C05", "C05"]
    assert sorted(verdict.quarantine["line"]) == [2, 5]
    assert set(verdict.figures["line"]) == {3, 4}


def test_every_rule_has_a_faulty_row() -> None:
    assert {rule.id for rule in rules_of("staging")} == {*FAULTY, "C05"}


def test_rules_are_numbered_once_and_speak_both_languages() -> None:
    rules = [*rules_of("staging"), *rules_of("core")]
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert any("가" <= letter <= "힣" for letter in rule.message.ko)
        assert rule.message.en.isascii()


WRITTEN = {
    "dust,seoul,2001,total,２２,ug_per_m3,A,": "I01",
    "dust,seoul,2002,total,1e400,ug_per_m3,A,": "I01",
    "dust,seoul,2003,total,-,ug_per_m3,A,": "I01",
    "dust,seoul,2004,total,N/A,ug_per_m3,M,": "I01",
    "dust,seoul,20２3,total,22,ug_per_m3,A,": "T01",
    "dust,seoul,2023Q5,total,22,ug_per_m3,A,": "T01",
    "dust,seoul,2023-13,total,22,ug_per_m3,A,": "T01",
    "dust,seoul,,total,22,ug_per_m3,A,": "T01",
    "dust,,2023,total,22,ug_per_m3,A,": "C02",
    "dust,종로구,2023,total,22,ug_per_m3,A,": "C02",
    "dust,seoul,2005,total,22,,A,": "I04",
    "dust,seoul,2023,sex=female;,22,ug_per_m3,A,": "T03",
}


def test_what_offices_really_write(cards: Catalogue) -> None:
    verdict = judged(cards, *WRITTEN)
    told = verdict.quarantine.sort_values("line")
    assert list(zip(told["line"], told["rule_id"], strict=True)) == list(
        enumerate(WRITTEN.values(), 2)
    )


def test_a_row_may_break_several_rules_and_is_counted_once(cards: Catalogue) -> None:
    verdict = judged(cards, *GOOD, "smoke,atlantis,2099,total,none,index,A,")
    assert set(verdict.quarantine["rule_id"]) == {"C01", "C02", "I01", "I08"}
    assert verdict.quarantined == 1


def test_a_blank_is_good_where_its_status_says_why_and_limits_are_inclusive(
    cards: Catalogue,
) -> None:
    verdict = judged(
        cards,
        "dust,seoul,2018,total,,ug_per_m3,L,",
        "dust,seoul,2019,total,,ug_per_m3,M,",
        "dust,seoul,2020,total,,ug_per_m3,O,",
        "dust,seoul,2021,total,,ug_per_m3,Q,",
        "dust,seoul,2022,total,0,ug_per_m3,A,",
        "dust,seoul,2023,total,500,ug_per_m3,A,",
    )
    assert verdict.quarantine.empty
    assert list(verdict.figures["obs_status"]) == ["L", "M", "O", "Q", "A", "A"]


# --- corrections ----------------------------------------------------------------------------------


def test_a_known_defect_is_withheld_and_acknowledged(cards: Catalogue) -> None:
    """The small project's correction: the meter in Jung-gu was broken in 2021."""
    verdict = judged(
        cards, "noise,jung-gu,2021,total,52,index,A,", "noise,jung-gu,2022,total,52,index,A,"
    )
    (correction,) = cards.corrections
    told = verdict.quarantine.iloc[0]
    assert (told["rule_id"], told["severity"]) == (correction.id, "info")
    assert (told["reason_ko"], told["reason_en"]) == (correction.reason.ko, correction.reason.en)
    assert told["is_acknowledged"]
    assert list(verdict.figures["period"]) == ["2022"]
    assert (verdict.rows, verdict.quarantined) == (2, 1)


def test_a_withheld_row_is_not_judged_a_second_time(cards: Catalogue) -> None:
    verdict = judged(cards, "noise,jung-gu,2021,total,broken,index,A,", GOOD[0])
    assert list(verdict.quarantine["rule_id"]) == ["noise_at_jung"]


# --- nothing is lost ------------------------------------------------------------------------------

cell = st.sampled_from
row = st.tuples(
    cell(["dust", "noise", "literacy", "smoke", ""]),
    cell(["seoul", "korea", "jung-gu", "mapo-gu", "11110", ""]),
    cell(["2021", "2022", "2023Q1", "2023-04", "2031", "soon", ""]),
    cell(["total", "sex=female", "women", ""]),
    cell(["0", "12.5", "-3", "900", "1,5", "none", ""]),
    cell(["ug_per_m3", "index", "percent", ""]),
    cell(["A", "P", "M", "Q", "ok", ""]),
    cell(["", "a note"]),
)


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would take minutes
)
@given(rows=st.lists(row, min_size=1, max_size=8))
def test_rows_in_are_rows_accepted_and_rows_quarantined(
    cards: Catalogue, rows: list[tuple[str, ...]]
) -> None:
    lines = [",".join(f'"{value}"' if "," in value else value for value in r) for r in rows]
    assume(any(value for r in rows for value in r))  # only blanks: there is nothing to judge
    verdict = judged(cards, *lines)
    accepted, refused = set(verdict.figures["line"]), set(verdict.quarantine["line"])
    assert accepted.isdisjoint(refused)
    assert len(accepted) == len(verdict.figures)
    assert verdict.rows == len(verdict.figures) + verdict.quarantined
    assert not verdict.figures.duplicated(["measure_id", "area", "period", "breakdown"]).any()
    has_status = verdict.figures["obs_status"].isin(["L", "M", "O", "Q"])
    assert (verdict.figures["value"].notna() | has_status).all()
