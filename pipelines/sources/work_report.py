"""Work reports (주요업무보고): staffing, spending and planned steps of one city office.

`read_work_report` reads such a document; what does not agree in it becomes a finding.
`load_carried` reads the figures of reports that ship with the project under `data/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import Final

from pipelines.reading.dates import When, parse_date, parse_when
from pipelines.reading.errors import EmptyFile, OtherDocument, UnitMissing
from pipelines.reading.findings import Finding, finding
from pipelines.reading.identities import Figure, check_balance, check_rate, check_sum
from pipelines.reading.numbers import NumberStatus, fold_width, parse_number, parse_percent
from pipelines.reading.office_text import Line, Row, Table, compact, read_lines, tables
from pipelines.reading.units import (
    Unit,
    UnitNote,
    has_unit_note,
    money_unit,
    parse_unit_note,
    persons_unit,
)
from pipelines.sources.work_report_carried import Carried, load_carried

__all__ = [
    "BudgetLine",
    "BudgetTable",
    "Carried",
    "Detail",
    "Milestone",
    "StaffingCell",
    "StaffingTable",
    "StatedCount",
    "Task",
    "WorkReport",
    "load_carried",
    "read_work_report",
]


@dataclass(frozen=True, slots=True)
class StaffingCell:
    """Quota and current number of one kind and grade; sums that the table prints are totals."""

    kind: str
    grade: str
    is_total: bool
    quota: Figure
    current: Figure


@dataclass(frozen=True, slots=True)
class StaffingTable:
    """Quota (정원) and current number (현원) of staff."""

    as_of: str | None
    cells: tuple[StaffingCell, ...]
    line: int


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One budget subject (과목); amounts are whole won."""

    subject: str
    is_total: bool
    budget_krw: Figure
    spent_krw: Figure
    printed_rate_pct: Decimal | None
    balance_krw: Figure
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """Budget, spending and balance by subject. `unit` is the one that the document uses."""

    as_of: str | None
    unit: Unit
    lines: tuple[BudgetLine, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Detail:
    """A line below a planned step."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """One planned step (향후계획) and when it is to happen."""

    text: str
    when: When
    details: tuple[Detail, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Task:
    """One of the report's numbered tasks."""

    number: int
    title: str
    milestones: tuple[Milestone, ...]
    line: int


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A count that the report states of the sustainable development plan."""

    name: str
    value: int
    line: int


@dataclass(frozen=True, slots=True)
class WorkReport:
    """A work report as read. A part that was not found is None or empty, with a finding."""

    file: str
    title: str
    date: str
    office: str | None
    staffing: StaffingTable | None
    budget: BudgetTable | None
    tasks: tuple[Task, ...]
    states: tuple[StatedCount, ...]
    findings: tuple[Finding, ...]


def read_work_report(text: str, *, file: str) -> WorkReport:
    """Read one report; `file` is only what errors call it.

    Raises:
        ReadingError: it is empty, another document, or a table has no unit that we know.
    """
    lines = read_lines(text)
    if not lines:
        raise EmptyFile(file)
    found: list[Finding] = []
    head = _read_head(lines, file, found)
    staffing = _read_staffing(lines, file, found)
    budget = _read_budget(lines, file, found)
    tasks = _read_tasks(lines, int(head.date[:4]), found)
    if staffing is None and budget is None and not tasks:
        raise OtherDocument(
            file,
            head.line,
            lacks_ko="인력 현황, 예산 집행현황, 주요 업무",
            lacks_en="staffing, spending and tasks",
        )
    return WorkReport(
        file=file,
        title=head.title,
        date=head.date,
        office=head.office,
        staffing=staffing,
        budget=budget,
        tasks=tasks,
        states=tuple(_stated_counts(lines)),
        findings=tuple(sorted(found, key=lambda one: one.line)),
    )


# --- title page ---------------------------------------------------------------------------

_HEAD_LINES = 10


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    date: str
    office: str | None
    line: int


def _read_head(lines: Sequence[Line], file: str, found: list[Finding]) -> _Head:
    first = lines[:_HEAD_LINES]
    title_at = next((at for at, line in enumerate(first) if "업무보고" in compact(line.text)), None)
    if title_at is None:
        raise OtherDocument(
            file, lines[0].number, lacks_ko="'업무보고' 제목", lacks_en="the title 업무보고"
        )
    title = lines[title_at]
    after = lines[title_at + 1 : title_at + 1 + _HEAD_LINES]
    date_at = next((at for at, line in enumerate(after) if parse_date(line.text)), None)
    if date_at is None:
        raise OtherDocument(file, title.number, lacks_ko="보고 연월", lacks_en="its month")
    named = next(iter(after[date_at + 1 :]), None)
    is_office = named is not None and not (named.is_heading or named.is_bullet or named.cells)
    if not is_office:
        found.append(finding("office_missing", after[date_at].number))
    month = (parse_date(after[date_at].text) or "")[:7]
    office = named.text if named is not None and is_office else None
    return _Head(title.text, month, office, title.number)


# --- tables -------------------------------------------------------------------------------


def _note_above(lines: Sequence[Line], table: Table, file: str) -> tuple[UnitNote, int]:
    """The nearest line above the table that says a unit, but not beyond another table."""
    above = (line for line in reversed(lines) if line.number < table.line)
    for line in takewhile(lambda line: not line.cells, above):
        if has_unit_note(line.text):
            return parse_unit_note(line.text, file=file, line=line.number), line.number
    raise UnitMissing(file, table.line)


def _as_of(note: UnitNote, line: int, found: list[Finding]) -> str | None:
    if note.as_of is None:
        found.append(finding("as_of_missing", line))
    return note.as_of


def _figure(cell: str, factor: int, line: int, column: str, found: list[Finding]) -> Figure:
    """A cell as a whole number of the store's unit."""
    number = parse_number(cell)
    if number.status is NumberStatus.UNREADABLE:
        found.append(finding("number_unreadable", line, column=column, value=cell))
    if number.value is None:
        return Figure(cell, None, number.status, line)
    value = number.value * factor
    if value != int(value):
        found.append(finding("amount_not_whole", line, column=column, value=cell))
        return Figure(cell, None, NumberStatus.UNREADABLE, line)
    return Figure(cell, int(value), NumberStatus.VALUE, line)


def _missing(name_ko: str, name_en: str, line: int) -> Finding:
    return finding("section_missing", line, name_ko=name_ko, name_en=name_en)


# --- staffing -----------------------------------------------------------------------------

_QUOTA, _CURRENT, _SUBTOTAL = "정원", "현원", "소계"
_TOTALS = ("계", "합계", "총계")


def _read_staffing(lines: Sequence[Line], file: str, found: list[Finding]) -> StaffingTable | None:
    for table in tables(lines):
        rows = {compact(row.cell(0)): row for row in table.rows}
        if _QUOTA in rows and _CURRENT in rows:
            break
    else:
        found.append(_missing("인력 현황", "staffing", lines[-1].number))
        return None
    note, note_line = _note_above(lines, table, file)
    factor = persons_unit(note, file=file, line=note_line).factor
    quota, current = rows[_QUOTA], rows[_CURRENT]
    width = max(len(quota.cells), len(current.cells))
    cells: list[StaffingCell] = []
    for at, (kind, grade) in enumerate(_staffing_columns(table, width), 1):
        figures = [
            _figure(row.cell(at), factor, row.line, f"{label} {kind} {grade}".strip(), found)
            for label, row in ((_QUOTA, quota), (_CURRENT, current))
        ]
        is_total = grade == _SUBTOTAL or kind in _TOTALS
        cells.append(StaffingCell(kind, grade, is_total, figures[0], figures[1]))
    if not cells:
        found.append(
            finding("column_missing", table.line, name_ko="총계, 직급", name_en="total, grades")
        )
        return None
    found.extend(_check_staffing(cells))
    return StaffingTable(_as_of(note, note_line, found), tuple(cells), table.line)


def _staffing_columns(table: Table, width: int) -> list[tuple[str, str]]:
    """Kind and grade of each column after the first: a kind's name spans its grades."""
    above = list(takewhile(lambda row: compact(row.cell(0)) != _QUOTA, table.rows))
    if not above:
        return []
    kinds, grades = above[0], above[-1] if len(above) > 1 else Row(0, ())
    # Some converters leave out the cells that a taller cell of the first line covers.
    shift = width - len(grades.cells) if compact(grades.cell(0)) else 0
    columns: list[tuple[str, str]] = []
    kind = ""
    for at in range(1, width):
        kind = compact(kinds.cell(at)) or kind
        columns.append((kind, compact(grades.cell(at - shift)) if at >= shift else ""))
    return columns


def _check_staffing(cells: Sequence[StaffingCell]) -> Iterator[Finding]:
    kinds = dict.fromkeys(cell.kind for cell in cells if cell.kind not in _TOTALS)
    for label in (_QUOTA, _CURRENT):
        parts: list[Figure] = []
        for kind in kinds:
            grades = [_of(label, cell) for cell in cells if cell.kind == kind and not cell.is_total]
            sums = [_of(label, cell) for cell in cells if cell.kind == kind and cell.is_total]
            for subtotal in sums:
                yield from check_sum(f"{label} {kind}", subtotal, grades)
            parts.extend(sums or grades)
        for total in (_of(label, cell) for cell in cells if cell.kind in _TOTALS):
            yield from check_sum(f"{label} 총계", total, parts)


def _of(label: str, cell: StaffingCell) -> Figure:
    return cell.quota if label == _QUOTA else cell.current


# --- budget -------------------------------------------------------------------------------

_BUDGET_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "subject": ("구분", "과목", "항목"),
    "budget": ("예산액",),
    "spent": ("집행액", "지출액"),
    "balance": ("잔액",),
    "rate": ("집행률", "집행율"),
    "note": ("비고",),
}
_NEEDED = {"subject": "구분", "budget": "예산액", "spent": "집행액", "balance": "잔액"}
# "103,358 (28.9%)": an amount and its share in one cell.
_WITH_RATE = re.compile(r"(?P<amount>.*?)\s*(?P<rate>\([^()]*%\s*\))")


def _read_budget(lines: Sequence[Line], file: str, found: list[Finding]) -> BudgetTable | None:
    table = next((one for one in tables(lines) if _is_budget(one)), None)
    if table is None:
        found.append(_missing("예산 집행현황", "spending", lines[-1].number))
        return None
    columns = _budget_columns(table.rows[0])
    lacking = [name for name in _NEEDED if name not in columns]
    if lacking:
        names = ", ".join(_NEEDED[name] for name in lacking)
        found.append(
            finding("column_missing", table.line, name_ko=names, name_en=", ".join(lacking))
        )
        return None
    note, note_line = _note_above(lines, table, file)
    unit = money_unit(note, file=file, line=note_line)
    rows = [row for row in table.rows[1:] if any(row.cells)]
    budget = tuple(_budget_line(row, columns, unit, found) for row in rows)
    found.extend(_check_budget(budget, table.line))
    return BudgetTable(_as_of(note, note_line, found), unit, budget, table.line)


def _is_budget(table: Table) -> bool:
    header = {compact(cell) for cell in table.rows[0].cells}
    return not header.isdisjoint(_BUDGET_COLUMNS["budget"]) and not header.isdisjoint(
        (*_BUDGET_COLUMNS["spent"], *_BUDGET_COLUMNS["balance"])
    )


def _budget_columns(header: Row) -> dict[str, int]:
    names = [compact(cell) for cell in header.cells]
    return {
        column: names.index(word)
        for column, words in _BUDGET_COLUMNS.items()
        for word in words
        if word in names
    }


def _budget_line(row: Row, columns: dict[str, int], unit: Unit, found: list[Finding]) -> BudgetLine:
    subject = row.cell(columns["subject"])

    def amount(text: str, name: str) -> Figure:
        return _figure(text, unit.factor, row.line, f"{subject} {name}", found)

    spent, rate = row.cell(columns["spent"]), None
    joined = _WITH_RATE.fullmatch(fold_width(spent))
    if joined is not None:
        spent, rate = joined["amount"], joined["rate"]
    elif "rate" in columns:
        rate = row.cell(columns["rate"])
    return BudgetLine(
        subject=subject,
        is_total=compact(subject) in _TOTALS,
        budget_krw=amount(row.cell(columns["budget"]), "예산액"),
        spent_krw=amount(spent, "집행액"),
        printed_rate_pct=_rate(rate, row.line, f"{subject} 집행률", found),
        balance_krw=amount(row.cell(columns["balance"]), "잔액"),
        note=row.cell(columns["note"]) if "note" in columns else "",
        line=row.line,
    )


def _rate(cell: str | None, line: int, column: str, found: list[Finding]) -> Decimal | None:
    if cell is None:
        return None
    number = parse_percent(cell)
    if number.status is NumberStatus.UNREADABLE:
        found.append(finding("number_unreadable", line, column=column, value=cell))
    return number.value


def _check_budget(lines: Sequence[BudgetLine], table_line: int) -> Iterator[Finding]:
    parts = [line for line in lines if not line.is_total]
    totals = [line for line in lines if line.is_total]
    if not totals:
        yield finding("total_missing", table_line)
    for total in totals:
        yield from check_sum("예산액", total.budget_krw, [part.budget_krw for part in parts])
        yield from check_sum("집행액", total.spent_krw, [part.spent_krw for part in parts])
        yield from check_sum("잔액", total.balance_krw, [part.balance_krw for part in parts])
    for line in lines:
        yield from check_balance(
            f"{line.subject} 잔액", line.budget_krw, line.spent_krw, line.balance_krw
        )
        yield from check_rate(
            f"{line.subject} 집행률", line.spent_krw, line.budget_krw, line.printed_rate_pct
        )


# --- tasks --------------------------------------------------------------------------------

_NUMBER = re.compile(r"[0-9]{1,2}")
_FIRST_CIRCLED = "①"
_LISTED = re.compile(r"(?P<mark>[①-⑳])\s*(?P<title>.*\S)")
_PLAN = "향후계획"
# The colon before the time, but not one inside a time of day (23:15).
_WHEN = re.compile(r"(?P<text>.*\S)\s*(?:(?<![0-9]):|:(?![0-9]))\s*(?P<when>[^:]*)")


def _read_tasks(lines: Sequence[Line], year: int, found: list[Finding]) -> tuple[Task, ...]:
    starts = [at for at, line in enumerate(lines) if _is_task(line)]
    ends = [*starts[1:], len(lines)]
    tasks = tuple(
        _task(lines[start:end], year, found) for start, end in zip(starts, ends, strict=False)
    )
    if not tasks:
        found.append(_missing("주요 업무", "tasks", lines[-1].number))
    found.extend(_check_list(lines[: starts[0]] if starts else lines, tasks))
    return tasks


def _is_task(line: Line) -> bool:
    return line.is_heading and _NUMBER.fullmatch(line.text) is not None


def _task(lines: Sequence[Line], year: int, found: list[Finding]) -> Task:
    """`lines` begin with the heading that is only a number; the title is the next heading."""
    number, line = int(lines[0].text), lines[0].number
    title = lines[1].text if len(lines) > 1 and lines[1].is_heading else ""
    plan_at = next((at for at, one in enumerate(lines) if _is_plan(one)), None)
    if plan_at is None:
        found.append(_missing(f"과제 {number} {_PLAN}", f"the plan of task {number}", line))
        return Task(number, title, (), line)
    plan = takewhile(lambda one: not one.is_heading, lines[plan_at + 1 :])
    return Task(number, title, tuple(_milestones(plan, year, found)), line)


def _is_plan(line: Line) -> bool:
    return line.is_heading and compact(line.text) == _PLAN


def _milestones(lines: Iterable[Line], year: int, found: list[Finding]) -> Iterator[Milestone]:
    step: Line | None = None
    details: list[Detail] = []
    for line in lines:
        if line.is_bullet and (step is None or line.indent <= step.indent):
            if step is not None:
                yield _milestone(step, details, year, found)
            step, details = line, []
        elif step is not None:
            details.append(Detail(line.text, line.number))
    if step is not None:
        yield _milestone(step, details, year, found)


def _milestone(step: Line, details: Sequence[Detail], year: int, found: list[Finding]) -> Milestone:
    parts = _WHEN.fullmatch(step.text)
    text, raw = (parts["text"], parts["when"].strip()) if parts else (step.text, "")
    when = parse_when(raw, year=year)
    if not raw:
        found.append(finding("when_missing", step.number))
    elif when.kind == "unparsed":
        found.append(finding("when_unparsed", step.number, value=raw))
    return Milestone(text, when, tuple(details), step.number)


def _check_list(lines: Iterable[Line], tasks: Sequence[Task]) -> Iterator[Finding]:
    """The list of tasks at the head of the report agrees with the tasks that follow."""
    listed: dict[int, tuple[str, int]] = {}
    for line in lines:
        entry = _LISTED.fullmatch(line.text)
        if entry is not None and not line.is_heading:
            number = ord(entry["mark"]) - ord(_FIRST_CIRCLED) + 1
            listed[number] = (entry["title"], line.number)
    titles = {task.number: task.title for task in tasks}
    for number, (title, line_number) in listed.items():
        if number not in titles:
            yield finding("task_missing", line_number, value=str(number))
        elif compact(title) != compact(titles[number]):
            yield finding("task_title_differs", line_number, value=str(number))
    for task in tasks:
        if listed and task.number not in listed:
            yield finding("task_unlisted", task.line, value=str(task.number))


# --- counts -------------------------------------------------------------------------------

_COUNTS: Final[dict[str, re.Pattern[str]]] = {
    "goals": re.compile(r"([0-9]{1,4})\s*개\s*목표"),
    "targets": re.compile(r"([0-9]{1,4})\s*개\s*세부\s*목표"),
    "indicators": re.compile(r"([0-9]{1,4})\s*개\s*지표"),
    "programmes": re.compile(r"([0-9]{1,4})\s*대\s*시정\s*사업"),
}


def _stated_counts(lines: Iterable[Line]) -> Iterator[StatedCount]:
    """The first place that states each count."""
    wanted = dict(_COUNTS)
    for line in lines:
        for name, pattern in tuple(wanted.items()):
            count = pattern.search(line.text)
            if count is not None:
                yield StatedCount(name, int(count[1]), line.number)
                del wanted[name]
