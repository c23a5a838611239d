"""The catalogue as a workbook: one sheet a kind, drop-downs, explanations, a guide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from indicators.catalogue import Catalogue
from pipelines.catalogue_workbook.cells import Unwritable, to_cell, value_at
from pipelines.catalogue_workbook.sheets import (
    BY_KEY,
    FIRST_ROW,
    HEADER_ROW,
    KEY_ROW,
    LISTS,
    SHEETS,
    Column,
    Kind,
    Sheet,
    parts,
)
from pipelines.catalogue_workbook.texts import (
    Words,
    explanation,
    head,
    lines,
    sheet_name,
    vocabulary,
    words,
)

# Rows that drop-downs and formulas reach, so that rows added by hand are served too.
LAST_ROW = 2_000
FIGURES = ("key", "source", "measure", "unit", "publisher", "scope")
_FONT = "맑은 고딕"
_PLAIN = Font(name=_FONT, size=10)
_BOLD = Font(name=_FONT, size=10, bold=True)
_TITLE = Font(name=_FONT, size=14, bold=True)
_GREY = Font(name=_FONT, size=10, color="6D7882")
_HEAD_FILL = PatternFill("solid", fgColor="DCE5F5")
_LOOKUP_FILL = PatternFill("solid", fgColor="EDEEF0")
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)
_FORMATS = {
    Kind.WHOLE: "0",
    Kind.NUMBER: "General",
    Kind.DATE: "yyyy-mm-dd",
    Kind.LOOKUP: "General",
}


class NotForExcel(ValueError):
    """A card has a value that a cell of Excel cannot keep; its words are for people."""


def write_workbook(catalogue: Catalogue, path: Path) -> None:
    """Write the workbook beside `path` and put it there only when it is complete.

    Raises:
        NotForExcel: if a value cannot be kept in a cell.
        OSError: if the file cannot be written.
    """
    book = make_workbook(catalogue)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        book.save(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def make_workbook(catalogue: Catalogue) -> Workbook:
    """The workbook in memory; the same catalogue gives the same cells."""
    book = Workbook()
    guide = book.worksheets[0]
    choices = _Choices(book)
    for sheet in SHEETS:
        _write_sheet(book, sheet, catalogue, choices)
    _write_figures(book, catalogue)
    _write_guide(guide, catalogue)
    choices.write()
    book.properties.creator = "sdg"
    book.properties.title = words("title").ko
    return book


def rows_of(catalogue: Catalogue, sheet: Sheet) -> Iterator[tuple[dict[str, Any], BaseModel]]:
    """The cards or parts of a sheet, each with what its row says beside the card."""
    if sheet.parent is None:
        cards: Sequence[BaseModel] = (
            [catalogue.plan] if sheet.key == "plan" else getattr(catalogue, sheet.key)
        )
        yield from (({}, card) for card in cards)
        return
    for _, parent in rows_of(catalogue, BY_KEY[sheet.parent]):
        for order, part in enumerate(parts(parent, sheet), 1):
            beside: dict[str, Any] = {"order": order}
            if sheet.parent_column is not None:
                beside[sheet.parent_column] = getattr(parent, "id", None)
            yield beside, part


# --- sheets ----------------------------------------------------------------------------------


def _write_sheet(book: Workbook, sheet: Sheet, catalogue: Catalogue, choices: _Choices) -> None:
    page = book.create_sheet(sheet_name(sheet.key).ko)
    for index, column in enumerate(sheet.columns, 1):
        _write_heading(page, sheet, index, column)
        _prepare_column(page, index, column)
        _add_validation(page, index, sheet, column, choices)
    number = FIRST_ROW
    for beside, card in rows_of(catalogue, sheet):
        for index, column in enumerate(sheet.columns, 1):
            _write_value(page.cell(number, index), sheet, column, beside, card)
        number += 1
    _finish(page, len(sheet.columns), number - 1, sheet.frozen)


def _write_value(
    cell: ExcelCell, sheet: Sheet, column: Column, beside: dict[str, Any], card: BaseModel
) -> None:
    cell.font, cell.alignment = _PLAIN, _TOP
    if column.kind is Kind.LOOKUP:
        cell.value, cell.font, cell.fill = _lookup(sheet, column, cell.row), _GREY, _LOOKUP_FILL
        return
    value = beside[column.key] if column.outside else value_at(card, column.path)
    try:
        content = to_cell(column, value)
    except Unwritable as error:
        raise NotForExcel(
            words("shown", "unwritable", card=_name(card), field=column.key, value=str(error)[:80])
        ) from error
    cell.number_format = _FORMATS.get(column.kind, "@")
    if content is None:
        return
    cell.value = content
    if isinstance(content, str):
        cell.data_type = "s"  # also what looks like a formula or an error value
        cell.quotePrefix = content[0] in "=+-@"


def _name(card: BaseModel) -> str:
    for key in ("id", "code", "slug"):
        if hasattr(card, key):
            return str(getattr(card, key))
    return type(card).__name__


def _write_heading(page: Worksheet, sheet: Sheet, index: int, column: Column) -> None:
    page.cell(KEY_ROW, index, column.key).data_type = "s"
    cell = page.cell(HEADER_ROW, index)
    title = heading(sheet, column)
    page.cell(HEADER_ROW, index, f"{title.ko} *" if sheet.is_required(column) else title.ko)
    cell.font, cell.fill, cell.alignment = _BOLD, _HEAD_FILL, _MIDDLE
    if column.kind is Kind.LOOKUP:
        cell.font, cell.fill = _GREY, _LOOKUP_FILL
    comment = Comment(_explained(sheet, column), "sdg")
    comment.width, comment.height = 340, 170
    cell.comment = comment


def heading(sheet: Sheet, column: Column) -> Words:
    """A column's name as people read it."""
    plain = head(sheet.key, column.key)
    return words("lookup_head", head=plain) if column.kind is Kind.LOOKUP else plain


def _explained(sheet: Sheet, column: Column) -> str:
    said = [explanation(sheet.key, column.key)]
    if column.kind is Kind.LOOKUP:
        said.append(words("lookup_help"))
    else:
        said.append(words("required" if sheet.is_required(column) else "optional"))
    if column.kind in LISTS:
        said.append(words("several"))
    title = heading(sheet, column).en
    return "\n".join(
        [" ".join(text.ko for text in said), f"[{title}] " + " ".join(text.en for text in said)]
    )


def _prepare_column(page: Worksheet, index: int, column: Column) -> None:
    """Width, and a format for rows still to be written: text, so that codes stay codes."""
    dimension = page.column_dimensions[get_column_letter(index)]
    dimension.width = column.width
    dimension.number_format = _FORMATS.get(column.kind, "@")
    dimension.font = _PLAIN
    dimension.alignment = _TOP


def _finish(page: Worksheet, columns: int, last_row: int, frozen: int) -> None:
    page.row_dimensions[KEY_ROW].hidden = True
    page.row_dimensions[HEADER_ROW].height = 32
    page.freeze_panes = f"{get_column_letter(frozen + 1)}{FIRST_ROW}"
    last = get_column_letter(columns)
    page.auto_filter.ref = f"A{HEADER_ROW}:{last}{max(last_row, HEADER_ROW)}"
    page.sheet_view.zoomScale = 90


# --- drop-downs and look-ups -------------------------------------------------------------------


class _Choices:
    """The hidden sheet with the closed vocabularies, one a column."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.names: list[tuple[str, list[str]]] = []

    def range_of(self, column: Column) -> str:
        """The cells that a drop-down offers."""
        name = "yes_no" if column.kind is Kind.YES_NO else column.vocabulary or ""
        labels = [label.ko for label in vocabulary(name).values()]
        if column.kind is Kind.CHOICES:
            name, labels = f"{name}+", [*labels, "; ".join(labels)]
        if name not in dict(self.names):
            self.names.append((name, labels))
        index = [known for known, _ in self.names].index(name) + 1
        letter = get_column_letter(index)
        title = words("choices_sheet").ko
        return f"'{title}'!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + len(labels) - 1}"

    def write(self) -> None:
        page = self.book.create_sheet(words("choices_sheet").ko)
        for index, (name, labels) in enumerate(self.names, 1):
            page.cell(KEY_ROW, index, name)
            for offset, label in enumerate(labels):
                page.cell(FIRST_ROW + offset, index, label)
        page.sheet_state = "hidden"


def _add_validation(
    page: Worksheet, index: int, sheet: Sheet, column: Column, choices: _Choices
) -> None:
    source, is_strict = _offered(column, choices)
    if source is None:
        return
    offer = DataValidation(type="list", formula1=source, allow_blank=True)
    title = heading(sheet, column).ko
    offer.promptTitle, offer.prompt = title, words("choose").ko
    offer.errorTitle, offer.error = title, words("not_in_list").ko
    offer.errorStyle = "stop" if is_strict else "warning"
    offer.showErrorMessage = offer.showInputMessage = True
    letter = get_column_letter(index)
    offer.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    page.add_data_validation(offer)


def _offered(column: Column, choices: _Choices) -> tuple[str | None, bool]:
    """The cells to choose from, and whether anything else is surely wrong."""
    if column.kind in (Kind.CHOICE, Kind.YES_NO):
        return choices.range_of(column), True
    if column.kind is Kind.CHOICES:
        return choices.range_of(column), False
    if column.refers == "figures":
        return _range(words("figures_sheet").ko, "A"), False
    if column.refers is not None:
        # A code may be written instead of an id, and several in one cell.
        return _range(sheet_name(column.refers).ko, "A"), False
    return None, False


def _range(title: str, letter: str) -> str:
    return f"'{title}'!${letter}${FIRST_ROW}:${letter}${LAST_ROW}"


def _lookup(sheet: Sheet, column: Column, row: int) -> str:
    """A formula that finds the named row by id, or else by code."""
    other, *shown, by = column.key.removeprefix("~").split(".")
    target = BY_KEY[other]
    title = sheet_name(other).ko
    wanted = f"${_letter(sheet, by)}{row}"
    found = _range(title, _letter(target, ".".join(shown)))
    result = '""'
    for key in ("code", "id"):
        if key in target.by_key:
            match = f"MATCH({wanted},{_range(title, _letter(target, key))},0)"
            result = f"IFERROR(INDEX({found},{match}),{result})"
    return f"={result}"


def _letter(sheet: Sheet, key: str) -> str:
    return get_column_letter([column.key for column in sheet.columns].index(key) + 1)


# --- sources for look-up, and the guide ----------------------------------------------------------


def _write_figures(book: Workbook, catalogue: Catalogue) -> None:
    page = book.create_sheet(words("figures_sheet").ko)
    units = {unit.id: unit.name.ko for unit in catalogue.units}
    for index, (key, width) in enumerate(zip(FIGURES, (56, 44, 44, 18, 30, 10), strict=True), 1):
        page.cell(KEY_ROW, index, key)
        cell = page.cell(HEADER_ROW, index, head("figures", key).ko)
        cell.font, cell.fill, cell.alignment = _GREY, _LOOKUP_FILL, _MIDDLE
        cell.comment = Comment(str(explanation("figures", key)), "sdg")
        page.column_dimensions[get_column_letter(index)].width = width
    number = FIRST_ROW
    for source in catalogue.sources:
        for measure in source.measures:
            row = (
                f"{source.id}/{measure.id}",
                source.name.ko,
                measure.name.ko,
                units.get(measure.unit, measure.unit),
                measure.publisher or source.publisher.ko,
                source.scope,
            )
            for index, text in enumerate(row, 1):
                cell = page.cell(number, index, text)
                cell.data_type, cell.font, cell.alignment = "s", _GREY, _TOP
            number += 1
    _finish(page, len(FIGURES), number - 1, 1)
    page.protection.sheet = True
    page.protection.autoFilter = page.protection.sort = False  # False: still allowed


def _write_guide(page: Worksheet, catalogue: Catalogue) -> None:
    page.title = words("guide_sheet").ko
    page.column_dimensions["A"].width = 24
    page.column_dimensions["B"].width = 18
    page.column_dimensions["C"].width = 22
    page.column_dimensions["D"].width = 60
    title = page.cell(1, 1, words("title").ko)
    title.font = _TITLE
    page.cell(2, 1, catalogue.plan.name.ko).font = _BOLD
    number = _write_counts(page, catalogue, 4) + 1
    for language in ("ko", "en"):
        for index, line in enumerate(lines("guide"), 1):
            page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=4)
            cell = page.cell(number, 1, f"{index}. {getattr(line, language)}")
            cell.font, cell.alignment = _PLAIN if language == "ko" else _GREY, _TOP
            page.row_dimensions[number].height = 34
            number += 1
        number += 1
    _write_contents(page, number)


def _write_counts(page: Worksheet, catalogue: Catalogue, number: int) -> int:
    """What the plan promises beside what the workbook holds, counted by Excel as people edit."""
    for index, title in enumerate(lines("guide_counts"), 1):
        cell = page.cell(number, index, title.ko)
        cell.font, cell.fill = _BOLD, _HEAD_FILL
    for kind in ("goals", "targets", "indicators", "programmes", "districts"):
        number += 1
        page.cell(number, 1, words("counts", kind).ko).font = _PLAIN
        page.cell(number, 2, getattr(catalogue.plan.promise, kind)).font = _PLAIN
        page.cell(number, 3, _count(kind)).font = _PLAIN
    return number + 1


def _count(kind: str) -> str:
    if kind == "districts":
        cells = _range(sheet_name("areas").ko, _letter(BY_KEY["areas"], "kind"))
        return f'=COUNTIF({cells},"{vocabulary("area_kind")["district"].ko}")'
    return f"=COUNTA({_range(sheet_name(kind).ko, _letter(BY_KEY[kind], 'code'))})"


def _write_contents(page: Worksheet, number: int) -> None:
    """The sheets, each a link."""
    for sheet in SHEETS:
        name = sheet_name(sheet.key)
        cell = page.cell(number, 1, name.ko)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name.ko}'!A{FIRST_ROW}")
        cell.font = Font(name=_FONT, size=10, underline="single", color="0B50D0")
        page.cell(number, 2, name.en).font = _GREY
        number += 1


def safe_file_name(name: str) -> bool:
    """Whether Excel will open a file of this name."""
    return re.search(r"\.xlsx$", name, re.IGNORECASE) is not None
