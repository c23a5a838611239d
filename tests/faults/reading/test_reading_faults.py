"""Every defect is stopped, flagged or mended with a trace; none crashes, none is lost."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from indicators.catalogue import CARDS, load_catalogue
from indicators.catalogue.problems import CatalogueError
from pipelines.checking.check import Sent, check_content, check_files
from pipelines.checking.report import SheetReport
from tests.faults.reading import peer, table, tables, traps
from tests.faults.reading.cases import Case
from tests.faults.reading.making import as_csv, catalogue, dust

TODAY = date(2026, 11, 22)
OURS = (*traps.CASES, *tables.CASES)
OF_THE_PEER = tuple(found for found, _ in peer.CASES)
# Two defects that no table's content shows; their gates are tested below.
OTHER_GATES = ("missing_file", "nameless_card")
FILES = [found for found in (*OF_THE_PEER, *OURS) if found.id not in OTHER_GATES]


def reports(found: Case) -> list[SheetReport]:
    sent = Sent(found.file, found.make())
    judged = check_content(sent, catalogue(), as_of=TODAY, layout=found.layout)
    return [one.report for one in judged]


@pytest.mark.parametrize("found", FILES, ids=lambda found: found.id)
def test_a_defect_gets_its_verdict(found: Case) -> None:
    (report,) = reports(found)
    assert report.rows == report.accepted + report.quarantined
    assert 0 <= report.flagged <= report.accepted
    assert report.quarantined == found.held
    by_rule = {finding.rule: finding for finding in reversed(report.findings)}
    told = [assumption.rule for assumption in report.assumptions]
    if found.verdict in ("refused", "flagged"):
        assert found.rule in by_rule, (by_rule, told)
        finding = by_rule[found.rule]
        assert found.line in (None, finding.row)
        assert found.words in finding.message_ko
        assert finding.message_en
    if found.verdict == "refused":
        assert not report.is_clean or report.quarantined
    elif found.verdict == "mended":
        assert report.findings == ()
        messages = [each.message_ko for each in report.assumptions if each.rule == found.rule]
        assert messages, told
        assert any(found.words in message for message in messages)
    elif found.verdict == "accepted":
        assert report.findings == ()
        assert report.quarantined == 0


def test_nothing_else_is_said_of_a_clean_form() -> None:
    (judged,) = check_content(Sent("clean.csv", as_csv(dust())), catalogue(), as_of=TODAY)
    assert judged.report.findings == ()
    assert judged.report.assumptions == ()
    assert judged.report.accepted == judged.report.rows == 156


def test_a_file_that_is_announced_but_missing_is_refused(tmp_path: Path) -> None:
    report = check_files([tmp_path / "complete.csv"], catalogue(), as_of=TODAY)
    (sheet,) = report.sheets
    assert not report.is_clean
    assert [finding.rule for finding in sheet.findings] == ["F01"]
    assert "파일이 없습니다" in sheet.findings[0].message_ko


def test_a_card_without_a_name_is_refused(tmp_path: Path) -> None:
    cards = tmp_path / "cards"
    shutil.copytree(CARDS, cards)
    card = sorted((cards / "indicators").glob("*.yaml"))[0]
    text = card.read_text(encoding="utf-8")
    start = text.index("\nname:")
    card.write_text(text[: start + 1] + text[text.index("\ndefinition:") + 1 :], encoding="utf-8")
    with pytest.raises(CatalogueError, match="name"):
        load_catalogue(cards)


def test_the_same_content_twice_is_taken_once(tmp_path: Path) -> None:
    first, second = tmp_path / "3분기.csv", tmp_path / "4분기.csv"
    for path in (first, second):
        path.write_bytes(as_csv(dust(years=[2025])))
    report = check_files([first, second], catalogue(), as_of=TODAY)
    assert [sheet.accepted for sheet in report.sheets] == [26, 0]
    assert report.sheets[1].findings[0].rule == "F07"
    assert "3분기.csv" in report.sheets[1].findings[0].message_ko


def test_there_are_enough_cases_and_each_has_its_own_name() -> None:
    names = Counter(found.id for found in (*OF_THE_PEER, *OURS))
    assert len(OF_THE_PEER) == 25
    assert len(OURS) >= 40
    assert [name for name, count in names.items() if count > 1] == []


def test_the_document_shows_these_cases() -> None:
    text = table.DOCUMENT.read_text(encoding="utf-8")
    assert table.renewed(text) == text, "run `python -m tests.faults.reading.table`"
