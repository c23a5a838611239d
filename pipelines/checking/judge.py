"""Judge the rows of one reading by the rules of the `check` layer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from indicators.catalogue import Catalogue
from pipelines.checking.expected import Expectations, add_expected, money_in_won
from pipelines.checking.messages import Teller
from pipelines.checking.report import CheckFinding, SheetReport, of_error
from pipelines.checking.traps import add_traps
from pipelines.quality.rules import Rule, rules_of
from pipelines.quality.validate import Outcome, validate
from pipelines.reading.files import Books
from pipelines.reading.interpret import interpret
from pipelines.reading.personal import masked
from pipelines.reading.reading import Reading
from pipelines.reading.wide import WIDE_LAYOUTS

_GROUP = ["indicator_key", "period_text", "breakdown_text"]
_LEAST_DISTRICTS = 8
# Columns that only lead to others; a long file has no room for them.
_STEPS = ("value_status", "value_mark", "period_mark", "status_given", "percent_cell", "uncomputed",
          "is_absent", "confidentiality")  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """The report of one sheet and its interpreted rows, with `is_quarantined` and `is_flagged`."""

    report: SheetReport
    rows: pd.DataFrame


def judge_reading(reading: Reading, catalogue: Catalogue, books: Books, as_of: date) -> Judged:
    """Validate what was read. Rows in = accepted + quarantined, always."""
    if reading.refusal is not None or reading.layout is None:
        return Judged(_refused(reading), reading.rows)
    rows = _prepared(reading, catalogue, books, as_of)
    rules = [
        rule for rule in rules_of("check") if not rule.layouts or reading.layout in rule.layouts
    ]
    try:
        outcomes = validate(rows, rules, _sets(catalogue, as_of))
    except RuntimeError as error:  # a rule that did not run: a fault of ours, not of the sender
        return Judged(_unjudged(reading, len(rows), str(error)), rows)
    refused = _rows_of(outcome for outcome in outcomes if outcome.rule.is_refusing)
    marked = _rows_of(outcome for outcome in outcomes if outcome.rule.marks) - refused
    rows["is_quarantined"] = rows["row_id"].isin(refused)
    rows["is_flagged"] = rows["row_id"].isin(marked)
    _note_parts(rows, reading, catalogue)
    report = SheetReport(
        file=reading.sheet.file,
        sheet=reading.sheet.name,
        layout=reading.layout,
        rows=len(rows) + reading.lost_rows,
        accepted=len(rows) - len(refused),
        flagged=len(marked),
        quarantined=len(refused) + reading.lost_rows,
        lines=reading.lines,
        findings=tuple(_findings(outcomes, rows, reading, catalogue, books)),
        assumptions=reading.trace.assumptions(),
    )
    return Judged(report, rows)


def _prepared(reading: Reading, catalogue: Catalogue, books: Books, as_of: date) -> pd.DataFrame:
    layout = str(reading.layout)
    rows = interpret(reading, books.areas)
    expectations = Expectations(catalogue, layout, reading.sheet.file)
    rows = add_expected(rows, expectations, layout, books.units, reading.trace, as_of)
    rows["broken_won"] = pd.Series(None, rows.index, object)
    if layout in WIDE_LAYOUTS:
        rows = money_in_won(rows, books.units, reading.trace)
    add_traps(rows, layout, this_year=as_of.year, district_slugs=books.areas.districts)
    if layout not in ("observations", "figures"):
        blanks = rows["value"].isna()
        if blanks.any():
            first = int(rows.loc[blanks, "line"].iloc[0])
            reading.trace.note("blank_is_missing", first, count=int(blanks.sum()))
    return rows.drop(columns=list(_STEPS))


def _sets(catalogue: Catalogue, as_of: date) -> dict[str, object]:
    return {
        "districts": catalogue.counts.districts,
        "now": as_of.year + (as_of.month - 1) / 12,
    }


def _rows_of(outcomes: Iterable[Outcome]) -> set[int]:
    return {row for outcome in outcomes for row in outcome.failed_rows}


def _note_parts(rows: pd.DataFrame, reading: Reading, catalogue: Catalogue) -> None:
    """A few districts alone are taken as a part of the set; that is an assumption."""
    if reading.layout != "observations":
        return
    some = rows[rows["is_district"] & rows["indicator_id"].notna() & rows["period_text"].notna()]
    present = some.groupby(_GROUP, sort=False).agg(n=("area_slug", "nunique"), line=("line", "min"))
    for key, found in present[present["n"] < _LEAST_DISTRICTS].iterrows():
        card_id, period, _ = key if isinstance(key, tuple) else (key, "", "")
        reading.trace.note(
            "partial_districts", int(found["line"]), column=str(card_id),
            value=f"{card_id} {period}", n=int(found["n"]),
        )  # fmt: skip


def _findings(
    outcomes: list[Outcome], rows: pd.DataFrame, reading: Reading, catalogue: Catalogue,
    books: Books,
) -> list[CheckFinding]:  # fmt: skip
    teller = Teller(rows, reading, catalogue, books)
    findings: list[CheckFinding] = []
    if reading.lost_rows:
        findings.append(_second_table(reading))
    for outcome in outcomes:
        if not outcome.failed_rows:
            continue
        failed = rows.iloc[list(outcome.failed_rows)]  # row_id counts the rows from 0
        records: list[Any] = _told(failed, outcome.rule).to_dict("records")
        for row in records:
            findings.append(teller.finding(outcome.rule, row))
    return sorted(findings, key=lambda found: (found.row, found.rule))


def _told(failed: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    if rule.told == "group":
        return failed.drop_duplicates(_GROUP)
    return failed.drop_duplicates("indicator_key") if rule.told == "series" else failed


def _second_table(reading: Reading) -> CheckFinding:
    return CheckFinding(
        rule="F02",
        severity="error",
        sheet=reading.sheet.name,
        row=0,
        column="",
        value="",
        message_ko="한 시트에 표가 둘 이상입니다."
        f" 두 번째 표 {reading.lost_rows}줄은 읽지 않았습니다. 표마다 시트를 나누어 보내 주세요.",
        message_en=f"There is more than one table on the sheet; {reading.lost_rows} lines of the"
        " second were not read. Put each table on a sheet of its own.",
        is_refusing=True,
    )


def _unjudged(reading: Reading, rows: int, why: str) -> SheetReport:
    """Nothing is let through on the strength of a rule that did not run."""
    finding = CheckFinding(
        rule="R00",
        severity="error",
        sheet=reading.sheet.name,
        row=0,
        column="",
        value=masked(why[:80]),
        message_ko="검사를 마치지 못했습니다. 보낸 파일이 아니라 프로그램의 잘못입니다."
        " 이 파일과 함께 담당자에게 알려 주세요.",
        message_en="The check could not be finished. This is the program's fault, not the file's;"
        " send the file to the maintainers.",
        is_refusing=True,
    )
    return SheetReport(
        file=reading.sheet.file,
        sheet=reading.sheet.name,
        layout=reading.layout,
        rows=rows + reading.lost_rows,
        quarantined=rows + reading.lost_rows,
        lines=reading.lines,
        assumptions=reading.trace.assumptions(),
        findings=(finding,),
    )


def _refused(reading: Reading) -> SheetReport:
    error = reading.refusal
    return SheetReport(
        file=reading.sheet.file,
        sheet=reading.sheet.name,
        layout=reading.layout,
        rows=reading.lost_rows,
        quarantined=reading.lost_rows,
        lines=reading.lines,
        assumptions=reading.trace.assumptions(),
        findings=(of_error(error, reading.sheet.name),) if error is not None else (),
    )
