"""The report of a check: what DESIGN promises to machines, and what people are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipelines.reading.errors import ReadingError
from pipelines.reading.trace import Assumption


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One thing to mend. `row` counts from 1 (0: the whole sheet); `cell` is its name, or ""."""

    rule: str
    severity: str
    sheet: str
    row: int
    column: str
    value: str
    message_ko: str
    message_en: str
    cell: str = ""
    is_refusing: bool = False

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass
class SheetReport:
    """What became of one sheet: rows = accepted + quarantined; flagged is a part of accepted."""

    file: str
    sheet: str
    layout: str | None
    rows: int = 0
    accepted: int = 0
    flagged: int = 0
    quarantined: int = 0
    lines: dict[str, int] = field(default_factory=dict[str, int])
    assumptions: tuple[Assumption, ...] = ()
    findings: tuple[CheckFinding, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Nothing was refused (warnings alone refuse nothing)."""
        return not self.quarantined and all(
            finding.severity != "error" for finding in self.findings
        )

    def as_json(self) -> dict[str, object]:
        return {
            "file": self.file,
            "sheet": self.sheet,
            "layout": self.layout,
            "rows": self.rows,
            "accepted": self.accepted,
            "flagged": self.flagged,
            "quarantined": self.quarantined,
            "lines": self.lines,
            "assumptions": [assumption.as_json() for assumption in self.assumptions],
            "findings": [finding.as_json() for finding in self.findings],
        }


@dataclass
class FileReport:
    """One file as it was named, with the reports of its sheets."""

    path: Path
    sheets: list[SheetReport]


@dataclass
class CheckReport:
    """All files, in the order in which they were named."""

    files: list[FileReport]

    @property
    def sheets(self) -> list[SheetReport]:
        return [sheet for file in self.files for sheet in file.sheets]

    @property
    def is_clean(self) -> bool:
        return all(sheet.is_clean for sheet in self.sheets)

    def as_json(self) -> dict[str, object]:
        return {"files": [sheet.as_json() for sheet in self.sheets]}


def of_error(error: ReadingError, sheet: str = "") -> CheckFinding:
    """A refusal of a whole file or sheet, as a finding."""
    return CheckFinding(
        rule=error.rule,
        severity="error",
        sheet=sheet,
        row=error.line,
        column="",
        value="",
        message_ko=f"{error.what_ko} {error.mend_ko}",
        message_en=f"{error.what_en} {error.mend_en}",
        is_refusing=True,
    )
