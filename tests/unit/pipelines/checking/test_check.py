"""The check as a whole: its contract for machines, its invariant, its copies for people."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.checking import judge
from pipelines.checking.annotate import SUMMARY, write_annotated
from pipelines.checking.check import Sent, check_content, check_files
from pipelines.checking.report import SheetReport
from pipelines.checking.templates import TEMPLATES
from pipelines.quality.rules import rules_of
from tests.faults.reading.making import (
    COLUMNS,
    as_csv,
    catalogue,
    dust,
    form_cells,
    growth,
    official,
    row,
    setting,
    spoiled,
    workbook,
)

TODAY = date(2026, 11, 22)


def check(content: bytes, name: str = "f.csv", **how: Any) -> SheetReport:
    (judged,) = check_content(Sent(name, content), catalogue(), as_of=TODAY, **how)
    return judged.report


def test_the_contract_for_machines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(spoiled(dust(years=[2025]), setting(1, value="약 30", area="종로")))
    told = json.loads(json.dumps(check_files([path], catalogue(), as_of=TODAY).as_json()))
    (file,) = told["files"]
    assert {"file", "sheet", "layout", "rows", "accepted", "flagged", "quarantined", "assumptions",
            "findings"} <= set(file)  # fmt: skip
    assert (file["rows"], file["accepted"], file["quarantined"]) == (26, 25, 1)
    (finding,) = file["findings"]
    assert {
        "rule",
        "severity",
        "sheet",
        "row",
        "column",
        "value",
        "message_ko",
        "message_en",
    } <= set(finding)
    assert (finding["rule"], finding["severity"], finding["row"]) == ("I01", "error", 3)
    assert (finding["column"], finding["value"], finding["cell"]) == ("value", "약 30", "G3")
    (assumption,) = file["assumptions"]
    assert (assumption["rule"], assumption["row"], assumption["count"]) == ("area_name", 3, 1)


def test_each_sheet_is_told_by_itself() -> None:
    def more(sheet: Any) -> None:
        other = sheet.parent.create_sheet("둘째")
        for cells in form_cells(growth(1, 2)):
            other.append(cells)

    content = workbook(form_cells(dust(years=[2025])), more)
    judged = check_content(Sent("a.xlsx", content), catalogue(), as_of=TODAY)
    assert [(one.report.sheet, one.report.rows) for one in judged] == [("자료", 26), ("둘째", 2)]


def test_a_row_may_break_several_rules_and_is_held_once() -> None:
    report = check(as_csv([row("grwoth", "종노구", 2099, "약 3")]))
    assert report.quarantined == report.rows == 1
    assert {finding.rule for finding in report.findings} == {"C01", "C02", "I01", "I08"}


def test_personal_data_is_never_shown() -> None:
    phone = "010-1234-5678"
    report = check(as_csv([row("growth", "서울특별시", "지난해", "x", note=f"문의 {phone}")]))
    told = json.dumps(report.as_json(), ensure_ascii=False)
    assert "P10" in told
    assert phone not in told


def test_a_layout_can_be_said_and_is_held_to() -> None:
    content = as_csv(dust(years=[2025]))
    assert check(content, layout="observations").rows == 26
    refused = check(content, layout="kosis")
    assert [finding.rule for finding in refused.findings] == ["F02"]
    assert refused.quarantined == refused.rows


def test_a_foreign_long_table_keeps_its_own_words() -> None:
    text = "code,year,sex,value\nx,2011/12,F,1\nx,2015/16,F,2\nx,2015/16,F,3\nx,no data,F,\n"
    report = check(text.encode(), layout="long")
    assert report.rows == 4
    assert {finding.rule for finding in report.findings} == {"F02"}
    report = check(text.replace("code", "indicator").encode(), layout="long")
    assert (report.accepted, report.quarantined) == (1, 3)
    assert [finding.rule for finding in report.findings] == ["C05", "C05", "T01f"]


def test_a_rule_that_does_not_run_lets_nothing_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("rule I01 did not run")

    monkeypatch.setattr(judge, "validate", broken)
    report = check(as_csv(growth(1, 2)))
    assert (report.rows, report.accepted, report.quarantined) == (2, 0, 2)
    assert [finding.rule for finding in report.findings] == ["R00"]


def test_thresholds_stand_in_the_rules_and_nowhere_else() -> None:
    limits = {rule.id: rule.arguments["limits"] for rule in rules_of("check")
              if "limits" in rule.arguments}  # fmt: skip
    assert limits["I09"] == {"share": 0.3, "mads": 3, "noise": 3}
    assert limits["I12"] == {"within": 0.05}
    assert limits["I13"]["least"] == 4


@pytest.mark.parametrize("rule", rules_of("check"), ids=lambda rule: rule.id)
def test_every_rule_says_what_to_do_in_both_languages(rule: Any) -> None:
    assert rule.message.ko.endswith(("요.", "니다.", "까?", "({times})."))
    assert rule.message.en[-1] in ".?"


CELLS = st.sampled_from(
    ["", "종로구", "종노구", "합계", "2024", "2099", "'25", "2024/25", "-", "X", "N/A", "0.35",
     "1,234",
     "△5", "dust", "walkers", "growth", "percent", "명", "A", "M", "잠정", "=1+1", "11110", "legal",
     "sex=f", "total", "약 3", "12%"]
)  # fmt: skip


@settings(max_examples=25, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
@given(st.lists(st.lists(CELLS, min_size=4, max_size=11), min_size=1, max_size=25))
def test_rows_in_are_accepted_plus_quarantined(grid: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *grid])
    content = text.getvalue().encode()
    filled = sum(any(cells) for cells in grid)
    report = check(content)
    assert report.rows == report.accepted + report.quarantined
    assert report.flagged <= report.accepted
    assert report.rows == filled
    assert bool(report.quarantined) <= bool(report.findings)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.lists(CELLS, min_size=25, max_size=25))
def test_so_are_the_figures_of_an_official_table(cells: list[str]) -> None:
    values = [cell.replace(",", "") for cell in cells]
    report = check(official(["자치구,2024 (명)"], lambda n: values[n - 1]))
    assert report.rows == report.accepted + report.quarantined
    if report.layout is not None and any(values):
        assert report.rows in (25, 50)


# --- annotated copies ----------------------------------------------------------------------------


def annotated(content: bytes, name: str, folder: Path) -> Any:
    judged = check_content(Sent(name, content), catalogue(), as_of=TODAY)
    path = write_annotated(content, name, [one.report for one in judged], folder)
    return path, openpyxl.load_workbook(path)


def test_a_workbook_comes_back_with_comments_and_colours(tmp_path: Path) -> None:
    content = workbook(
        form_cells(dust(years=[2025])), lambda sheet: sheet.__setitem__("G5", "약 30")
    )
    path, book = annotated(content, "먼지.xlsx", tmp_path / "out")
    assert path.name == "먼지_점검.xlsx"
    assert book.sheetnames == [SUMMARY, "자료"]
    cell = book["자료"]["G5"]
    assert "[I01]" in cell.comment.text
    assert cell.fill.fgColor.rgb.endswith("FFD8D2")
    assert book["자료"]["G6"].comment is None
    told = [value for line in book[SUMMARY].iter_rows(values_only=True) for value in line if value]
    assert any("약 30" in str(value) for value in told)


def test_a_text_file_comes_back_as_a_workbook_that_runs_nothing(tmp_path: Path) -> None:
    content = as_csv([row("growth", "서울특별시", 2025, "2", note="=1+1")])
    _, book = annotated(content, "a.csv", tmp_path)
    cell = book.worksheets[1]["J2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert "[F06]" in cell.comment.text
    summary = [cell for line in book[SUMMARY].iter_rows() for cell in line]
    assert not [cell for cell in summary if cell.data_type == "f"]


def test_a_merged_block_is_marked_where_it_starts(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet["B3"].value = None
        sheet.merge_cells("B2:B3")

    _, book = annotated(workbook(form_cells(growth(1, 2)), merge), "a.xlsx", tmp_path)
    assert "[F04]" in book["자료"]["B2"].comment.text


def test_no_copy_is_overwritten(tmp_path: Path) -> None:
    names = [annotated(as_csv(growth(1)), "a.csv", tmp_path)[0].name for _ in range(2)]
    assert names == ["a_점검.xlsx", "a_점검_2.xlsx"]


def test_an_unreadable_file_gets_a_page_that_says_so(tmp_path: Path) -> None:
    _, book = annotated(b"%PDF-1.7", "a.csv", tmp_path)
    told = [str(value) for line in book[SUMMARY].iter_rows(values_only=True) for value in line]
    assert any("PDF" in text for text in told)


# --- the form ------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_form_is_what_the_check_recognises(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"form{suffix}"
    path.write_bytes(TEMPLATES["observations"][suffix](catalogue()))
    (sheet,) = check_files([path], catalogue(), as_of=TODAY).sheets
    assert sheet.layout == "observations"
    assert [finding.rule for finding in sheet.findings] == ["F02"]


def test_a_filled_form_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(TEMPLATES["observations"][".xlsx"](catalogue()))
    book = openpyxl.load_workbook(path)
    for line, cells in enumerate(form_cells(dust(years=[2025]))[1:], 2):
        for column, value in enumerate(cells, 1):
            book["observations"].cell(line, column).value = value or None
    book.save(path)
    (sheet,) = check_files([path], catalogue(), as_of=TODAY).sheets
    assert (sheet.rows, sheet.accepted, sheet.findings) == (26, 26, ())
