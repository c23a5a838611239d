"""Korean office documents as Markdown-like text: numbered lines, headings, bullets, tables.

Converters from word processors leave such text: heading levels are unreliable, words are spaced
out ("예 산 액"), tables are lines with tabs. Every piece keeps its line, counted as an editor does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.reading.numbers import fold_width

_BREAKS = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*)")
_BULLET = re.compile(r"(?P<indent>\s*)(?:[-*\u2022\u25cb\u25e6\uff0d]\s+)+(?P<text>.*)")
_RULE = re.compile(r"[-=_*\s]{3,}|[|:\-\s]+")
_ORNAMENT = re.compile(r"^[\u25a0\u25a1\u25aa\u25ab\u25cf\u25cb\u25c6\u25c7\s]+")
_EMPHASIS = re.compile(r"\*\*|__|\\(?=[*_~#\[\]()])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text without its markup."""

    number: int
    text: str
    is_heading: bool = False
    is_bullet: bool = False
    indent: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    line: int
    cells: tuple[str, ...]

    def cell(self, position: int) -> str:
        """The cell, or a blank where the line is too short."""
        return self.cells[position] if position < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Neighbouring lines with cells, at least one."""

    rows: tuple[Row, ...]

    @property
    def line(self) -> int:
        return self.rows[0].line


def compact(text: str) -> str:
    """Without any blanks, as spaced-out words need it.

    >>> compact("예 산 액")
    '예산액'
    """
    return "".join(text.split())


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines that say something: blank lines, rules and comments are left out."""
    # A comment keeps its line breaks, so that the lines after it keep their numbers.
    plain = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), _BREAKS.sub("\n", text))
    numbered = enumerate(plain.removeprefix("\ufeff").split("\n"), 1)
    return tuple(
        _line(number, raw) for number, raw in numbered if raw.strip() and not _RULE.fullmatch(raw)
    )


def tables(lines: Iterable[Line]) -> tuple[Table, ...]:
    """Runs of neighbouring lines with cells, in the order of the text; a blank ends a table."""
    runs: list[list[Row]] = []
    for line in lines:
        if not line.cells:
            continue
        if not runs or runs[-1][-1].line != line.number - 1:
            runs.append([])
        runs[-1].append(Row(line.number, line.cells))
    return tuple(Table(tuple(run)) for run in runs)


def _line(number: int, raw: str) -> Line:
    cells = _cells(raw)
    if cells:
        return Line(number, _plain(" ".join(cells)), cells=cells)
    heading = _HEADING.fullmatch(raw.strip())
    if heading is not None:
        return Line(number, _ORNAMENT.sub("", _plain(heading["text"])), is_heading=True)
    bullet = _BULLET.fullmatch(raw)
    if bullet is not None:
        indent = len(bullet["indent"].expandtabs(4))
        return Line(number, _plain(bullet["text"]), is_bullet=True, indent=indent)
    return Line(number, _plain(raw), indent=len(raw) - len(raw.lstrip()))


def _cells(raw: str) -> tuple[str, ...]:
    if raw.lstrip().startswith("|"):
        inner = raw.strip().removeprefix("|").removesuffix("|")
        return tuple(_bare(cell) for cell in inner.split("|"))
    if "\t" in raw.rstrip("\n") and not _BULLET.fullmatch(raw):
        return tuple(_bare(cell) for cell in raw.split("\t"))
    return ()


def _plain(text: str) -> str:
    return fold_width(_bare(text)).strip()


def _bare(text: str) -> str:
    """Without markup, but in the width it is written in: a cell is kept as it stands."""
    return _EMPHASIS.sub("", text).strip()
