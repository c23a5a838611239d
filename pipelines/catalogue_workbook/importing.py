"""A workbook as a proposal: the catalogue it makes, what would change, what is remarkable."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indicators.catalogue import Catalogue
from pipelines.catalogue_workbook.cards import make_catalogue
from pipelines.catalogue_workbook.diff import Diff, compare, warnings_of
from pipelines.catalogue_workbook.problems import CellProblem, Note, Place, WorkbookRefused
from pipelines.catalogue_workbook.read import read_cells
from pipelines.catalogue_workbook.texts import Words


@dataclass(frozen=True)
class Proposal:
    """What the workbook would make of the catalogue."""

    file: str
    catalogue: Catalogue
    diff: Diff
    is_unchanged: bool
    notes: tuple[Note, ...]
    warnings: tuple[Words, ...]


def propose(path: Path, base: Catalogue) -> Proposal:
    """Read a workbook against the catalogue in use; nothing is written.

    Raises:
        WorkbookRefused: with everything that is wrong.
    """
    reading = read_cells(path)
    catalogue = make_catalogue(reading, base)
    diff = compare(base, catalogue)
    return Proposal(
        path.name,
        catalogue,
        diff,
        catalogue == base,
        tuple(reading.notes),
        tuple(warnings_of(catalogue, diff)),
    )


def report_of(found: Proposal | WorkbookRefused, file: str) -> dict[str, Any]:
    """The `--json` contract: keys may be added, none is renamed."""
    if isinstance(found, WorkbookRefused):
        return {
            "file": file,
            "status": "refused",
            "problems": [_problem(one) for one in found.problems],
            "notes": [_note(one) for one in found.notes],
        }
    return {
        "file": file,
        "status": "unchanged" if found.is_unchanged else "proposed",
        "problems": [],
        "notes": [_note(one) for one in found.notes],
        "warnings": [text._asdict() for text in found.warnings],
        "counts": asdict(found.catalogue.counts),
        "promise": found.catalogue.plan.promise.model_dump(),
        "changes": found.diff.counts,
        "diff": {kind.kind: asdict(kind) for kind in found.diff.kinds},
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "sheet": place.sheet_title,
        "row": place.row or None,
        "column": place.letter,
        "key": place.column,
    }


def _problem(one: CellProblem) -> dict[str, Any]:
    return {
        "file": one.place.file,
        **_place(one.place),
        "rule": one.key,
        "message_ko": one.what.ko,
        "message_en": one.what.en,
        "mend_ko": one.mend.ko,
        "mend_en": one.mend.en,
    }


def _note(one: Note) -> dict[str, Any]:
    return {**_place(one.place), "message_ko": one.text.ko, "message_en": one.text.en}
