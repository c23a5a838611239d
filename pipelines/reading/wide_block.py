"""Where the parts of an official table lie: title, unit line, header, body, footnotes.

A table with areas down is found by its first line that names an area and holds a figure. What
stands above it is title, unit or header; what stands under it without figures is a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.reading.area_names import AreaBook
from pipelines.reading.errors import UnknownLayout
from pipelines.reading.long_table import FOOTNOTE
from pipelines.reading.periods import parse_period
from pipelines.reading.sheet import Sheet
from pipelines.reading.units import has_unit_note
from pipelines.reading.values import looks_like_value

# The first columns hold the labels of a line; its area is looked for there.
_LABELS_WITHIN = 6
_BODY_WITHIN = 80
_PERIOD_HEADER = re.compile(r"시점|연도|년도|기간|기준연도|기준년도|year|연월|분기", re.I)
_NUMBERING = re.compile(r"순번|연번|번호|no\.?|순위|#", re.I)
_CODE_HEADER = re.compile(r".*(?:코드|code).*", re.I)
_AREA_HEADER = re.compile(
    r"(?:자치구|행정구역|시군구|시도|지역|동|구|군구|행정동|읍면동)(?:별|명)?(?:\s*\(\d\))?|.*(?:자치구|시군구|행정구역).*"
)
_MOSTLY = 0.6
_HALF = 0.5


@dataclass
class Block:
    """Positions (in `sheet.rows`) of the lines of each part, and the columns (from 0) of each."""

    sheet: Sheet
    titles: list[int] = field(default_factory=list[int])
    units: list[int] = field(default_factory=list[int])
    header: list[int] = field(default_factory=list[int])
    body: list[int] = field(default_factory=list[int])
    empty: list[int] = field(default_factory=list[int])
    notes: list[int] = field(default_factory=list[int])
    rest: list[int] = field(default_factory=list[int])
    area_columns: list[int] = field(default_factory=list[int])
    category_columns: list[int] = field(default_factory=list[int])
    data_columns: list[int] = field(default_factory=list[int])
    period_column: int | None = None
    filled: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])

    def text(self, position: int, column: int) -> str:
        """A cell; within a merged block, the block's value."""
        cells = self.sheet.rows[position]
        own = cells[column] if column < len(cells) else ""
        return own or self.filled.get((position, column), "")

    def header_text(self, column: int) -> str:
        return " ".join(filter(None, (self.text(at, column) for at in self.header[-1:]))) or next(
            (self.text(at, column) for at in reversed(self.header) if self.text(at, column)), ""
        )

    @property
    def width(self) -> int:
        return max((len(self.sheet.rows[at]) for at in (*self.header, *self.body)), default=0)


def find_block(sheet: Sheet, book: AreaBook) -> Block:
    """The parts of the sheet's one table.

    Raises:
        UnknownLayout: no line names an area and holds a figure, or there is no header above it.
    """
    block = Block(sheet, filled=_merged(sheet))
    first = _first_data_line(block, book)
    if first is None:
        raise UnknownLayout(
            sheet.file,
            0,
            why_ko="지역 이름과 수치가 있는 줄을 찾지 못했습니다.",
            why_en="No line names an area and holds figures.",
        )
    _split_body(block, first, book)
    _find_columns(block, book)
    _split_head(block, first)
    if not block.header or not block.data_columns:
        raise UnknownLayout(
            sheet.file,
            sheet.lines[first],
            why_ko="자료 위에 머리글 줄이 없습니다.",
            why_en="There is no header above the data.",
        )
    _name_columns(block)
    return block


def _merged(sheet: Sheet) -> dict[tuple[int, int], str]:
    position_of = {line: at for at, line in enumerate(sheet.lines)}
    filled: dict[tuple[int, int], str] = {}
    for merge in sheet.merges:
        at = position_of.get(merge.top)
        cells = sheet.rows[at] if at is not None else []
        text = cells[merge.left - 1] if merge.left <= len(cells) else ""
        if not text:
            continue
        for line in range(merge.top, merge.bottom + 1):
            for column in range(merge.left - 1, merge.right):
                if line in position_of:
                    filled[position_of[line], column] = text
    return filled


def _first_data_line(block: Block, book: AreaBook) -> int | None:
    for seen, (position, cells) in enumerate(block.sheet.filled_lines()):
        if seen > _BODY_WITHIN:
            return None
        if _is_data(block, position, cells, book):
            return _with_blank_lines_above(block, position, book)
    return None


def _with_blank_lines_above(block: Block, first: int, book: AreaBook) -> int:
    """A district without a figure, right above the first one with one, is no header either."""
    above = [position for position, _ in block.sheet.filled_lines() if position < first]
    for position in reversed(above):
        if not _names_district(block, position, book):
            break
        first = position
    return first


def _is_data(block: Block, position: int, cells: list[str], book: AreaBook) -> bool:
    for column in range(min(_LABELS_WITHIN, len(cells))):
        label = block.text(position, column)
        if label and book.find(label).kind != "unknown":
            figures = [cell for cell in cells[column + 1 :] if looks_like_value(cell)]
            return any(parse_period(cell).kind != "year" for cell in figures)
    return False


def _split_body(block: Block, first: int, book: AreaBook) -> None:
    seen_notes = False
    for position, cells in block.sheet.filled_lines():
        if position < first:
            continue
        filled = [cell for cell in cells if cell]
        figures = [cell for cell in cells[1:] if looks_like_value(cell)]
        is_note = bool(FOOTNOTE.match(filled[0])) or (seen_notes and not figures)
        if block.rest or _starts_another_table(block, position, cells, figures, book):
            block.rest.append(position)
        elif is_note and len(figures) < 2:
            block.notes.append(position)
            seen_notes = True
        elif not figures and not _names_district(block, position, book):
            block.empty.append(position)
        else:
            block.body.append(position)


def _names_district(block: Block, position: int, book: AreaBook) -> bool:
    """A district's line belongs to the body even where its figures are blank or unreadable."""
    labels = (block.text(position, column) for column in range(_LABELS_WITHIN))
    return any(book.find(label).slug in book.districts for label in labels if label)


def _starts_another_table(
    block: Block, position: int, cells: list[str], figures: list[str], book: AreaBook
) -> bool:
    """A line of years without an area, under the body, is the header of a second table."""
    years = [cell for cell in figures if parse_period(cell).kind == "year"]
    if len(years) < 2 or len(years) < len(figures) or not block.body:
        return False
    labels = (block.text(position, column) for column in range(min(_LABELS_WITHIN, len(cells))))
    return all(book.find(label).kind == "unknown" for label in labels if label)


def _find_columns(block: Block, book: AreaBook) -> None:
    width = max(len(block.sheet.rows[at]) for at in block.body)
    for column in range(min(_LABELS_WITHIN, width)):
        labels = [
            text
            for at in block.body
            if not _is_elsewhere(block, at, book) and (text := block.text(at, column))
        ]
        known = sum(book.find(label).kind != "unknown" for label in labels)
        if labels and known >= _HALF * len(labels):
            block.area_columns.append(column)
    last_area = max(block.area_columns, default=0)
    for column in range(last_area + 1, width):
        texts = [text for at in block.body if (text := block.text(at, column))]
        if not texts:
            continue
        values = sum(looks_like_value(text) for text in texts)
        if values >= _MOSTLY * len(texts):
            block.data_columns.append(column)
        elif not block.data_columns:
            block.category_columns.append(column)
        else:
            block.sheet.trace.note("column_ignored", column=f"{column + 1}")


def _is_elsewhere(block: Block, position: int, book: AreaBook) -> bool:
    """Do the areas found so far say that the line is about another region?"""
    labels = (block.text(position, column) for column in block.area_columns)
    return any(label and book.find(label).kind == "outside" for label in labels)


def _split_head(block: Block, first: int) -> None:
    first_data = min(block.data_columns, default=1)
    for position, cells in block.sheet.filled_lines():
        if position >= first:
            return
        places = [column for column, cell in enumerate(cells) if cell]
        texts = {cells[column] for column in places}
        if len(texts) <= 2 and any(has_unit_note(text) for text in texts):
            block.units.append(position)
        elif not block.header and len(texts) == 1 and places[0] < first_data:
            block.titles.append(position)
        else:
            block.header.append(position)


def _name_columns(block: Block) -> None:
    """Give the columns before and among the areas their part, by their header."""
    for column in _left_columns(block):
        name = block.header_text(column).strip()
        labels = [text for at in block.body if (text := block.text(at, column))]
        is_years = bool(labels) and all(parse_period(label).is_read for label in labels)
        if _PERIOD_HEADER.fullmatch(name) or (is_years and not _NUMBERING.fullmatch(name)):
            block.period_column = column
        elif (
            _NUMBERING.fullmatch(name) or _CODE_HEADER.fullmatch(name) or _describes(block, column)
        ):
            block.sheet.trace.note("column_ignored", column=name or str(column + 1))
        elif labels:
            block.category_columns.append(column)
    stems = {_stem(block.header_text(column)) for column in block.area_columns}
    for column in list(block.category_columns):
        name = block.header_text(column)
        if _PERIOD_HEADER.fullmatch(name.strip()):
            block.period_column = column
            block.category_columns.remove(column)
        elif _AREA_HEADER.fullmatch(name) or (_stem(name) and _stem(name) in stems):
            block.category_columns.remove(column)
            block.area_columns.append(column)
    block.area_columns.sort()
    block.category_columns.sort()


def _left_columns(block: Block) -> Iterator[int]:
    taken = {*block.area_columns, *block.category_columns, *block.data_columns}
    first_data = min(block.data_columns)
    return (column for column in range(first_data) if column not in taken)


def _stem(name: str) -> str:
    """'동별(1)' and '동별(2)' are levels of one classification."""
    found = re.fullmatch(r"(.+?)\s*\(\d\)", name.strip())
    return found[1] if found else ""


def _describes(block: Block, column: int) -> bool:
    """Does the column only describe the area (a group, a remark), one text for each?"""
    texts: dict[tuple[str, ...], set[str]] = {}
    for at in block.body:
        area = tuple(block.text(at, place) for place in block.area_columns)
        texts.setdefault(area, set()).add(block.text(at, column))
    is_single = all(len(found) == 1 for found in texts.values())
    return is_single and len(texts) > 1
