"""The table of faults in docs/reading.md, written from the cases that the tests run.

    python -m tests.faults.reading.table

rewrites it; a test keeps it true. The verdicts are those that the cases state, and the cases are
tests, so that nothing can stand in the document that does not happen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tests.faults.reading import peer, tables, traps
from tests.faults.reading.cases import Case
from tests.project import ROOT

DOCUMENT = ROOT / "docs" / "reading.md"
_PARTS = re.compile(r"(<!-- faults:(?P<name>\w+) -->\n).*?(<!-- /faults:(?P=name) -->)", re.DOTALL)
_VERDICTS = {
    "refused": "막음 refused",
    "flagged": "표시 flagged",
    "mended": "밝히고 읽음 read, and said",
    "accepted": "그대로 받음 accepted",
}
_GROUPS = (
    ("부호화 encodings", traps.ENCODINGS),
    ("글 파일 text files", traps.TEXT_FILES),
    ("값 values", traps.VALUES),
    ("시점 periods", traps.PERIODS),
    ("지역·코드 areas and codes", traps.AREAS),
    ("통합 문서 workbooks", tables.WORKBOOKS),
    ("공식 통계표 official tables", tables.OFFICIAL),
    ("이웃으로만 아는 것 seen only by neighbours", tables.NEIGHBOURS),
)


def summary() -> str:
    """How many of each verdict, for the peer's 25 and for our own."""
    ours = Counter(found.verdict for found, _ in peer.CASES)
    theirs = Counter(verdict for _, verdict in peer.CASES)
    own = Counter(found.verdict for _, group in _GROUPS for found in group)
    lines = [
        "| | 막음 refused | 표시 flagged | 밝히고 읽음 said | 지나침 let through | 멈춤 crashed |",
        "|---|---:|---:|---:|---:|---:|",
        f"| 25 defects, here | {ours['refused']} | {ours['flagged']} | {ours['mended']} | 0 | 0 |",
        f"| 25 defects, the peer's default check | {theirs['stopped']} | 0 | 0 |"
        f" {theirs['let through']} | {theirs['crashed']} |",
        f"| {own.total()} further files, here | {own['refused']} | {own['flagged']} |"
        f" {own['mended']} | 0 | 0 |",
        "",
        f"Of the {own.total()} further files {own['accepted']} are in order; for them nothing must"
        " be said.",
        "",
    ]
    return "\n".join(lines)


def defects() -> str:
    """The peer's 25."""
    lines = ["| defect | here | rule | the peer |", "|---|---|---|---|"]
    lines += [f"{_row(found)} {theirs} |" for found, theirs in peer.CASES]
    return "\n".join([*lines, ""])


def own() -> str:
    """Our own traps, group by group."""
    lines: list[str] = []
    for name, group in _GROUPS:
        lines += [
            f"**{name}**",
            "",
            "| file | verdict | rule |",
            "|---|---|---|",
            *_rows(group),
            "",
        ]
    return "\n".join(lines)


def _rows(group: Iterable[Case]) -> list[str]:
    return [_row(found) for found in group]


def _row(found: Case) -> str:
    what = found.what.replace("|", "\\|")
    return f"| {what} | {_VERDICTS[found.verdict]} | {f'`{found.rule}`' if found.rule else ''} |"


PARTS = {"summary": summary, "defects": defects, "own": own}


def renewed(text: str) -> str:
    """The document with its tables written anew."""
    return _PARTS.sub(lambda part: f"{part[1]}{PARTS[part['name']]()}{part[3]}", text)


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
