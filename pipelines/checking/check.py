"""Check files without storing anything: the one entry for the command line and for uploads."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from indicators.catalogue import Catalogue
from pipelines.checking.judge import Judged, judge_reading
from pipelines.checking.report import (
    CheckFinding,
    CheckReport,
    FileReport,
    SheetReport,
    of_error,
)
from pipelines.reading.area_names import AreaBook
from pipelines.reading.errors import FileMissing, ReadingError
from pipelines.reading.files import Books, read_file
from pipelines.reading.unit_words import UnitBook


@dataclass(frozen=True)
class Sent:
    """A file as it was sent."""

    name: str
    content: bytes


def books_of(catalogue: Catalogue) -> Books:
    """What a reader needs to know of the catalogue."""
    return Books(AreaBook(catalogue.areas), UnitBook(catalogue.units))


def check_files(
    paths: Sequence[Path], catalogue: Catalogue, *, as_of: date, layout: str | None = None
) -> CheckReport:
    """Read and judge files; nothing is stored."""
    files: list[FileReport] = []
    seen: dict[str, str] = {}
    for path in paths:
        name = unicodedata.normalize("NFC", path.name)
        if not path.is_file():
            files.append(FileReport(path, [_unreadable(name, FileMissing(name))]))
            continue
        content = path.read_bytes()
        sent = Sent(name, content)
        judged = check_content(sent, catalogue, as_of=as_of, layout=layout)
        reports = [found.report for found in judged]
        digest = hashlib.sha256(content).hexdigest()
        if digest in seen:
            reports = [_repeated(report, seen[digest]) for report in reports]
        seen.setdefault(digest, name)
        files.append(FileReport(path, reports))
    return CheckReport(files)


def check_content(
    sent: Sent, catalogue: Catalogue, *, as_of: date, layout: str | None = None
) -> list[Judged]:
    """Read and judge one file: a report and the interpreted rows of each sheet."""
    import pandas as pd

    books = books_of(catalogue)
    try:
        readings = read_file(sent.content, file=sent.name, books=books, layout=layout)
    except ReadingError as error:
        return [Judged(_unreadable(sent.name, error), pd.DataFrame())]
    return [judge_reading(reading, catalogue, books, as_of) for reading in readings]


def _unreadable(name: str, error: ReadingError) -> SheetReport:
    return SheetReport(name, "", None, findings=(of_error(error),))


def _repeated(report: SheetReport, first: str) -> SheetReport:
    """The same bytes under another name: nothing of them is taken twice."""
    finding = CheckFinding(
        rule="F07",
        severity="error",
        sheet=report.sheet,
        row=0,
        column="",
        value=first,
        message_ko=f"다른 파일과 내용이 같습니다: {first}."
        " 지난 파일을 다시 보낸 것이 아닌지 확인해 주세요.",
        message_en=f"The same content as {first}. Check that an earlier file was not sent again.",
        is_refusing=True,
    )
    return replace(
        report,
        accepted=0,
        flagged=0,
        quarantined=report.rows,
        findings=(finding, *report.findings),
    )
