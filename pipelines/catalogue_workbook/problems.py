"""What is wrong with a workbook, said so that a person finds the cell and mends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from pipelines.catalogue_workbook.export import heading
from pipelines.catalogue_workbook.sheets import BY_KEY
from pipelines.catalogue_workbook.texts import Words, sheet_name, told, words


@dataclass(frozen=True)
class Place:
    """A cell, a row (no column), a sheet (row 0) or the whole file (no sheet).

    `sheet` and `column` are keys; `sheet_title` is what stands on the tab.
    """

    file: str
    sheet: str | None = None
    row: int = 0
    column: str | None = None
    index: int = 0

    @property
    def sheet_title(self) -> str | None:
        return sheet_name(self.sheet).ko if self.sheet else None

    @property
    def letter(self) -> str | None:
        return get_column_letter(self.index) if self.index else None

    def words(self) -> Words:
        """Where it is, in both languages; the tab's name is the same in both."""
        if self.sheet is None:
            return Words(self.file, self.file)
        where = self._within()
        title = self.sheet_title
        return Words(f"{self.file} › {title} › {where.ko}", f"{self.file} › {title} › {where.en}")

    def _within(self) -> Words:
        if self.row == 0:
            return words("whole_sheet")
        if self.column is None or self.letter is None or self.sheet is None:
            return words("row", row=self.row)
        sheet = BY_KEY[self.sheet]
        title = heading(sheet, sheet.by_key[self.column])
        return words("cell", row=self.row, letter=self.letter, head=title)


@dataclass(frozen=True)
class CellProblem:
    """One thing wrong. `key` names the rule."""

    place: Place
    key: str
    what: Words
    mend: Words

    def __str__(self) -> str:
        where = self.place.words()
        return (
            f"{where.ko}: {self.what.ko} {self.mend.ko}\n"
            f"    {where.en}: {self.what.en} {self.mend.en}"
        )


def problem(place: Place, key: str, /, **blanks: object) -> CellProblem:
    """A problem with its texts filled in."""
    said = told(key, **blanks)
    return CellProblem(place, key, said.what, said.mend)


@dataclass(frozen=True)
class Note:
    """Something that was read although it was written another way."""

    place: Place
    text: Words

    def __str__(self) -> str:
        where = self.place.words()
        return f"{where.ko}: {self.text}"


class WorkbookRefused(Exception):
    """The workbook makes no catalogue; `problems` says all that is wrong."""

    def __init__(self, problems: Sequence[CellProblem], notes: Sequence[Note] = ()) -> None:
        self.problems = tuple(problems)
        self.notes = tuple(notes)
        super().__init__("\n".join(str(found) for found in self.problems))
