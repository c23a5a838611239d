"""Figures of work reports that ship with the project: `data/work_report_<month>_<part>.csv`.

The three parts are budget, staffing and milestones. Figures are the document's; every text is in
our own words, because the document's text is not ours to copy. A file that breaks a rule is
refused with its line: what ships must be right.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal, Self, TypeVar

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from indicators.catalogue.models import Slug, Text
from pipelines.reading.dates import WhenKind
from pipelines.reading.errors import BadCarriedFigure, FileMissing
from pipelines.reading.findings import Finding, Severity
from pipelines.reading.identities import Figure, check_balance, check_rate, check_sum
from pipelines.reading.numbers import NumberStatus

Status = Literal["value", "not_applicable", "not_available"]

# The columns that the staging tables take (see warehouse/sql/staging).
_STAGING: Final[dict[str, tuple[str, ...]]] = {
    "staging.budget_line": (
        "document_id",
        "as_of",
        "subject",
        "subject_en",
        "is_total",
        "budget_krw",
        "spent_krw",
        "balance_krw",
        "execution_rate_pct",
        "printed_rate_pct",
        "line",
    ),
    "staging.staffing": (
        "document_id",
        "as_of",
        "staff_kind",
        "staff_kind_en",
        "grade",
        "grade_en",
        "is_total",
        "quota_persons",
        "quota_status",
        "current_persons",
        "current_status",
        "line",
    ),
    "staging.work_milestone": (
        "document_id",
        "task_number",
        "task",
        "task_en",
        "step",
        "step_en",
        "when_kind",
        "starts_on",
        "ends_on",
        "condition",
        "condition_en",
        "line",
    ),
}


@dataclass(frozen=True)
class Carried:
    """Every carried table, one frame a part, all reports together; texts in ko and en.

    `findings` holds what does not agree in the documents themselves (a printed rate).
    """

    budget: pd.DataFrame
    staffing: pd.DataFrame
    milestones: pd.DataFrame
    findings: tuple[Finding, ...]

    def staging(self) -> dict[str, pd.DataFrame]:
        """The frames with exactly the columns of their staging tables."""
        frames = (self.budget, self.staffing, self.milestones)
        return {
            table: frame.loc[:, list(columns)]
            for (table, columns), frame in zip(_STAGING.items(), frames, strict=True)
        }


class _Row(BaseModel):
    """One line of a carried table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document_id: Slug
    line: int = Field(ge=1)


class _BudgetRow(_Row):
    as_of: date
    subject: Text
    subject_en: Text
    is_total: bool
    budget_krw: int
    spent_krw: int
    balance_krw: int
    printed_rate_pct: Decimal | None


class _StaffingRow(_Row):
    as_of: date
    staff_kind: Text
    staff_kind_en: Text
    grade: Text
    grade_en: Text
    is_total: bool
    quota_persons: int | None = Field(ge=0)
    quota_status: Status
    current_persons: int | None = Field(ge=0)
    current_status: Status
    current_line: int = Field(ge=1)

    @model_validator(mode="after")
    def status_agrees(self) -> Self:
        for name, value, status in (
            ("quota", self.quota_persons, self.quota_status),
            ("current", self.current_persons, self.current_status),
        ):
            if (value is not None) != (status == "value"):
                raise ValueError(f"{name}_status {status} does not fit {value}")
        return self


class _MilestoneRow(_Row):
    task_number: int = Field(ge=1)
    task: Text
    task_en: Text
    step: Text
    step_en: Text
    when_kind: WhenKind
    starts_on: str | None = Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")
    ends_on: str | None = Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")
    condition: Text | None
    condition_en: Text | None

    @model_validator(mode="after")
    def time_agrees_with_kind(self) -> Self:
        starts, ends = self.starts_on is not None, self.ends_on is not None
        condition = self.condition is not None and self.condition_en is not None
        fits = {
            "from": starts and not condition,
            "month": starts and self.starts_on == self.ends_on and not condition,
            "day": starts and self.starts_on == self.ends_on and not condition,
            "year_round": starts and ends and not condition,
            "condition": condition and not starts and not ends,
            "unparsed": not (starts or ends or condition),
        }
        if not fits[self.when_kind]:
            raise ValueError(f"the dates do not fit the kind {self.when_kind}")
        return self


RowT = TypeVar("RowT", bound=_Row)
# A row with the line of the CSV file that it stands on.
_Placed = tuple[int, RowT]
_Check = Callable[[Sequence[_Placed[RowT]]], Iterator[Finding]]


def load_carried(data_dir: Path) -> Carried:
    """Read and check every carried report in a folder.

    Raises:
        ReadingError: a file is missing, a value is of another type, or an identity fails;
            with file and line of the CSV.
    """
    found: list[Finding] = []
    budget = _read(data_dir, "budget", _BudgetRow, _check_budget, found)
    staffing = _read(data_dir, "staffing", _StaffingRow, _check_staffing, found)
    milestones = _read(data_dir, "milestones", _MilestoneRow, None, found)
    rates = budget["spent_krw"] / budget["budget_krw"] * 100
    counts = {"quota_persons": "Int64", "current_persons": "Int64"}
    return Carried(
        budget=budget.assign(
            execution_rate_pct=rates,
            printed_rate_pct=budget["printed_rate_pct"].astype("Float64"),
        ),
        staffing=staffing.astype(counts),
        milestones=milestones,
        findings=tuple(found),
    )


def _read(
    folder: Path,
    part: str,
    model: type[RowT],
    check: _Check[RowT] | None,
    found: list[Finding],
) -> pd.DataFrame:
    paths = sorted(folder.glob(f"work_report_*_{part}.csv"))
    if not paths:
        raise FileMissing(f"work_report_*_{part}.csv")
    rows: list[dict[str, Any]] = []
    for path in paths:
        placed = list(_rows(path, path.name.removesuffix(f"_{part}.csv"), model))
        for one in check(placed) if check else ():
            if one.severity is Severity.ERROR:
                raise BadCarriedFigure(
                    path.name, one.line, why_ko=one.message_ko, why_en=one.message_en
                )
            found.append(one)
        rows.extend(row.model_dump() for _, row in placed)
    return pd.DataFrame(rows)


def _rows(path: Path, document_id: str, model: type[RowT]) -> Iterator[_Placed[RowT]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for raw in reader:
            line = reader.line_num
            row = _row(raw, path.name, line, model)
            if row.document_id != document_id:
                raise BadCarriedFigure(
                    path.name,
                    line,
                    why_ko=f"document_id가 파일 이름({document_id})과 다릅니다.",
                    why_en=f"document_id differs from the file name ({document_id}).",
                )
            yield line, row
    if reader.line_num < 2:
        raise BadCarriedFigure(
            path.name, 0, why_ko="자료 줄이 없습니다.", why_en="There are no rows."
        )


def _row(raw: dict[str, Any], name: str, line: int, model: type[RowT]) -> RowT:
    values = {str(key): None if value == "" else value for key, value in raw.items()}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in first["loc"]) or "행"
        shown = "" if isinstance(first["input"], dict | BaseModel) else f": {first['input']!r}"
        raise BadCarriedFigure(
            name,
            line,
            why_ko=f"{column} 값이 형식에 맞지 않습니다{shown}.",
            why_en=f"{column}: {first['msg']}{shown}.",
        ) from error


def _figure(value: int | None, line: int, status: str = "value") -> Figure:
    return Figure("" if value is None else str(value), value, NumberStatus(status), line)


def _check_budget(rows: Sequence[_Placed[_BudgetRow]]) -> Iterator[Finding]:
    for name in ("budget_krw", "spent_krw", "balance_krw"):
        figures = [(row.is_total, _figure(getattr(row, name), line)) for line, row in rows]
        parts = [figure for is_total, figure in figures if not is_total]
        for total in (figure for is_total, figure in figures if is_total):
            yield from check_sum(name, total, parts)
    for line, row in rows:
        budget, spent = _figure(row.budget_krw, line), _figure(row.spent_krw, line)
        yield from check_balance(
            f"{row.subject} balance_krw", budget, spent, _figure(row.balance_krw, line)
        )
        yield from check_rate(
            f"{row.subject} printed_rate_pct", spent, budget, row.printed_rate_pct
        )


def _check_staffing(rows: Sequence[_Placed[_StaffingRow]]) -> Iterator[Finding]:
    kinds = dict.fromkeys(row.staff_kind for _, row in rows if row.staff_kind != "total")
    for name in ("quota", "current"):
        figures = {
            (row.staff_kind, row.grade): _figure(
                getattr(row, f"{name}_persons"), line, getattr(row, f"{name}_status")
            )
            for line, row in rows
        }
        for kind in kinds:
            grades = [
                one for (of, grade), one in figures.items() if of == kind and grade != "total"
            ]
            if (kind, "total") in figures:
                yield from check_sum(f"{name} {kind}", figures[kind, "total"], grades)
        if ("total", "total") in figures:
            sums = [figures[kind, "total"] for kind in kinds if (kind, "total") in figures]
            yield from check_sum(f"{name} total", figures["total", "total"], sums)
