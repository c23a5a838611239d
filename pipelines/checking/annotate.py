"""A copy of what was sent, with the findings in its cells: colours, comments, a first sheet.

The copy is for people. Texts go in as texts, so that nothing in it can run as a formula.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipelines.checking.report import CheckFinding, SheetReport
from pipelines.reading.archive import ZIP
from pipelines.reading.errors import ReadingError
from pipelines.reading.files import sheets_of
from pipelines.reading.sheet import Sheet, column_letter

SUMMARY = "점검 결과"
_RED, _AMBER, _GREY = "FFD8D2", "FFEFC2", "E6E8EA"
# A comment is a drawing; thousands of them make a workbook that nobody can open.
_MOST_COMMENTS = 1500
_MOST_LISTED = 20_000
_AUTHOR = "sdg check"
_SEVERITY = {"error": "오류 / error", "warning": "경고 / warning", "info": "참고 / info"}
_HEADINGS = (
    "시트 / sheet",
    "행 / row",
    "칸 / cell",
    "정도 / severity",
    "규칙 / rule",
    "값 / value",
    "무엇이 잘못되었고 어떻게 고치나",
    "What is wrong, and how to mend it",
)


def write_annotated(
    content: bytes, name: str, reports: Sequence[SheetReport], folder: Path
) -> Path:
    """Write `<stem>_점검.xlsx` into a folder (made if needed) and return its path."""
    from openpyxl import Workbook

    book = _opened(content)
    if book is None:
        book = Workbook()
        _fill(book, content, name)
    for report in reports:
        sheet = _sheet_of(book, report.sheet)
        if sheet is not None:
            _mark(sheet, report.findings)
    _summarise(book, reports)
    folder.mkdir(parents=True, exist_ok=True)
    path = _free_name(folder, Path(name).stem)
    book.save(path)
    return path


def _opened(content: bytes) -> Any:
    """The sender's own workbook, or nothing where it cannot be opened for writing."""
    if not content.startswith(ZIP):
        return None
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(content))
    # openpyxl meets a damaged part with whatever its parser raises; the findings still count.
    except Exception:  # noqa: BLE001
        return None


def _fill(book: Any, content: bytes, name: str) -> None:
    """The cells of a text file or an old workbook, as texts."""
    try:
        sheets = sheets_of(content, file=name)
    except ReadingError:
        return
    for position, sheet in enumerate(sheets):
        title = sheet.name or "자료"
        target = book.active if position == 0 else book.create_sheet()
        target.title = title[:31]
        _write_cells(target, sheet)


def _write_cells(target: Any, sheet: Sheet) -> None:
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        for column, text in enumerate(cells, 1):
            if text:
                _write(target.cell(line, column), text)


def _write(cell: Any, text: str) -> None:
    cell.value = _legal(text)
    cell.data_type = "s"  # never a formula, whatever it begins with
    cell.quotePrefix = True


def _legal(text: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)[:32_000]


def _sheet_of(book: Any, name: str) -> Any:
    if name:
        return book[name] if name in book.sheetnames else None
    return book.worksheets[0] if book.worksheets else None


def _mark(sheet: Any, findings: Iterable[CheckFinding]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    said: dict[str, list[CheckFinding]] = {}
    for finding in findings:
        if finding.row > 0:
            said.setdefault(finding.cell or f"{column_letter(1)}{finding.row}", []).append(finding)
    for number, (place, found) in enumerate(said.items()):
        cell = _top_left(sheet, place)
        if cell is None:
            continue
        colour = _RED if any(finding.is_refusing for finding in found) else _AMBER
        cell.fill = PatternFill("solid", fgColor=colour)
        if number < _MOST_COMMENTS:
            texts = [f"[{finding.rule}] {finding.message_ko}" for finding in found]
            cell.comment = Comment(_legal("\n".join(texts)), _AUTHOR, width=360, height=140)


def _top_left(sheet: Any, place: str) -> Any:
    """The cell itself, or the one that carries a merged block."""
    cell = sheet[place]
    if type(cell).__name__ != "MergedCell":
        return cell
    block = next((block for block in sheet.merged_cells.ranges if place in block), None)
    return sheet.cell(block.min_row, block.min_col) if block is not None else None


def _summarise(book: Any, reports: Sequence[SheetReport]) -> None:
    from openpyxl.styles import Font, PatternFill

    if SUMMARY in book.sheetnames:
        book[SUMMARY].title = f"{SUMMARY} (이전)"
    sheet = book.create_sheet(SUMMARY, 0)
    book.active = 0
    lines, bold = _Lines(sheet), Font(bold=True)
    for report in reports:
        lines.add([report.file, report.sheet, counted(report)], font=bold)
    lines.add(["빨강: 보류한 칸, 노랑: 확인할 칸 / red: refused, yellow: to be looked at"])
    lines.add([])
    lines.add(_HEADINGS, font=bold, fill=PatternFill("solid", fgColor=_GREY))
    findings = [finding for report in reports for finding in report.findings]
    for finding in findings[:_MOST_LISTED]:
        lines.add(_row(finding))
    lines.add([])
    lines.add(["이렇게 읽었습니다 / How it was read"], font=bold)
    for report in reports:
        for found in report.assumptions:
            lines.add([report.sheet, str(found.row or ""), "", str(found.count), found.rule,
                       found.value, found.message_ko, found.message_en])  # fmt: skip
    for column, width in zip("ABCDEFGH", (18, 8, 10, 14, 22, 24, 80, 80), strict=True):
        sheet.column_dimensions[column].width = width


def counted(report: SheetReport) -> str:
    """The counts of a sheet in one line."""
    return (
        f"행 {report.rows:,} = 받음 {report.accepted:,} (확인할 것 {report.flagged:,})"
        f" + 보류 {report.quarantined:,}"
    )


def _row(finding: CheckFinding) -> list[str]:
    return [
        finding.sheet,
        str(finding.row or ""),
        finding.cell,
        _SEVERITY.get(finding.severity, finding.severity),
        finding.rule,
        finding.value,
        finding.message_ko,
        finding.message_en,
    ]


class _Lines:
    """Writes a sheet line by line."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._line = 0

    def add(self, texts: Sequence[str], *, font: Any = None, fill: Any = None) -> None:
        self._line += 1
        for column, text in enumerate(texts, 1):
            cell = self._sheet.cell(self._line, column)
            if text:
                _write(cell, text)
            if font is not None:
                cell.font = font
            if fill is not None:
                cell.fill = fill


def _free_name(folder: Path, stem: str) -> Path:
    path = folder / f"{stem}_점검.xlsx"
    number = 2
    while path.exists():
        path = folder / f"{stem}_점검_{number}.xlsx"
        number += 1
    return path
