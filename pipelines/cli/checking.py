"""`sdg check`: files read and judged without storing anything, told to people or machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.checking.annotate import counted, write_annotated
from pipelines.checking.check import check_files
from pipelines.checking.report import CheckFinding, CheckReport, SheetReport
from pipelines.settings import Settings

# A rule that is broken hundreds of times is shown a few times; machines get all.
_SHOWN_PER_RULE = 10
_SEVERITY = {"error": "[red]오류[/]", "warning": "[yellow]경고[/]", "info": "참고"}


def run_check(
    settings: Settings,
    files: Sequence[Path],
    *,
    layout: str | None,
    annotated: Path | None,
    as_json: bool,
) -> int:
    """Check files and say what to mend; 0 if nothing was refused, else 1."""
    from indicators.catalogue import load_catalogue

    report = check_files(files, load_catalogue(settings.cards), as_of=_today(), layout=layout)
    copies = _annotate(report, annotated) if annotated is not None else []
    if as_json:
        told = report.as_json() | ({"annotated": [str(path) for path in copies]} if copies else {})
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _tell(report, copies)
    return 0 if report.is_clean else 1


def _today() -> date:
    return datetime.now(UTC).astimezone(ZoneInfo("Asia/Seoul")).date()


def _annotate(report: CheckReport, folder: Path) -> list[Path]:
    return [
        write_annotated(file.path.read_bytes(), file.sheets[0].file, file.sheets, folder)
        for file in report.files
        if file.path.is_file() and file.sheets
    ]


def _tell(report: CheckReport, copies: Sequence[Path]) -> None:
    console = Console(highlight=False)
    for sheet in report.sheets:
        _tell_sheet(console, sheet)
    for path in copies:
        console.print(f"표시한 사본 / annotated copy: {escape(str(path))}")
    refused = sum(sheet.quarantined for sheet in report.sheets)
    if report.is_clean:
        console.print("[bold]모두 받을 수 있습니다. / Everything can be accepted.[/]")
    else:
        console.print(
            f"[bold]고쳐야 할 것이 있습니다(보류 {refused:,}행). 저장한 것은 없습니다."
            f" / Something has to be mended ({refused:,} rows refused). Nothing was stored.[/]"
        )


def _tell_sheet(console: Console, sheet: SheetReport) -> None:
    place = f"{sheet.file} · {sheet.sheet}" if sheet.sheet else sheet.file
    layout = sheet.layout or "배치를 알 수 없음 / unknown layout"
    console.print(f"\n[bold]{escape(place)}[/]  ({layout})  {counted(sheet)}")
    if sheet.assumptions:
        console.print("  이렇게 읽었습니다 / how it was read:")
        for found in sheet.assumptions:
            where = f"{found.row}행 " if found.row else ""
            times = f" ×{found.count:,}" if found.count > 1 else ""
            console.print(f"  · [dim]{where}[/]{escape(found.message_ko)}{times}")
    if sheet.findings:
        console.print(_table(sheet))


def _table(sheet: SheetReport) -> Table:
    table = Table(show_lines=False, expand=False)
    table.add_column("위치 / where", no_wrap=True)
    table.add_column("규칙 / rule", no_wrap=True)
    table.add_column("값 / value", max_width=24, overflow="fold")
    table.add_column(
        "무엇이 잘못되었고 어떻게 고치나 / what is wrong, how to mend it", overflow="fold"
    )
    shown: Counter[str] = Counter()
    for finding in sheet.findings:
        shown[finding.rule] += 1
        if shown[finding.rule] <= _SHOWN_PER_RULE:
            table.add_row(*_cells(finding))
    for rule, count in shown.items():
        if count > _SHOWN_PER_RULE:
            more = count - _SHOWN_PER_RULE
            table.add_row(
                "…", rule, "", f"같은 규칙 {more:,}건 더 / {more:,} more: --json, --annotated"
            )
    return table


def _cells(finding: CheckFinding) -> tuple[str, str, str, str]:
    where = finding.cell or (f"{finding.row}행" if finding.row else "전체 / whole")
    return (
        where,
        f"{_SEVERITY.get(finding.severity, finding.severity)} {finding.rule}",
        escape(finding.value),
        f"{escape(finding.message_ko)}\n[dim]{escape(finding.message_en)}[/]",
    )
