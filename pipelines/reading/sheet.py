"""A sheet of text cells that still knows where it stood: file, sheet, line, column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.reading.clean import Changes, clean_text
from pipelines.reading.trace import Trace


@dataclass(frozen=True, slots=True)
class Mark:
    """What a workbook knows of a cell beyond its text."""

    is_date: bool = False
    is_percent: bool = False
    is_formula: bool = False
    is_uncomputed: bool = False
    is_error: bool = False
    number_format: str = ""


class Merge(NamedTuple):
    """A merged block; rows and columns count from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """Cleaned cells with their lines. `marks` are keyed by (line, column), both from 1.

    `rows` are given up once they have been read into a table (see `files`).
    """

    file: str
    name: str
    rows: list[list[str]]
    lines: list[int]
    trace: Trace
    is_workbook: bool = False
    is_hidden: bool = False
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict[tuple[int, int], Mark])
    merges: list[Merge] = field(default_factory=list[Merge])
    hidden_lines: frozenset[int] = frozenset()

    def filled_lines(self) -> Iterator[tuple[int, list[str]]]:
        """Position and cells of every line that says something."""
        for position, cells in enumerate(self.rows):
            if any(cells):
                yield position, cells

    @property
    def is_empty(self) -> bool:
        return not any(any(cells) for cells in self.rows)


# Beyond so many distinct texts a sheet holds mostly numbers, and remembering costs more memory.
_REMEMBERED = 200_000


class Cleaner:
    """Cleans cells, once per distinct text, and notes what it changed."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._known: dict[str, tuple[str, Changes]] = {}

    def clean(self, text: str, line: int, column: int) -> str:
        known = self._known.get(text)
        if known is None:
            known = clean_text(text)
            if len(self._known) < _REMEMBERED:
                self._known[text] = known
        for rule in known[1]:
            self._trace.note(rule, line, value=text, read=known[0])
        return known[0]


def column_letter(column: int) -> str:
    """The name of a column as a spreadsheet shows it.

    >>> column_letter(1), column_letter(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
