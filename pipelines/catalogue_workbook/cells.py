"""A value of a card as a cell of a workbook, and a cell as a value.

Reading is strict where Excel is known to spoil things (codes made dates or numbers, percentages,
formulas never computed) and lenient where the meaning is plain (a number written as text).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pydantic import BaseModel

from indicators.catalogue.models import FigureRef
from pipelines.catalogue_workbook.sheets import ABSENT, Column, Kind
from pipelines.catalogue_workbook.texts import vocabulary
from pipelines.reading.dates import parse_date
from pipelines.reading.numbers import NumberStatus, fold_width, parse_number

LONGEST = 32_767  # characters in a cell of Excel
SEPARATOR = "; "
_SPLIT = re.compile(r"[;,；，\n]")
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]|_x000[Dd]_")
_BLANKS = re.compile(r"[^\S\n]+")
_NOTHING = re.compile("[\u200b\ufeff\u00ad]")
# Not allowed in XML, or read by Excel as an escape.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_YEARS = range(1900, 2101)


class BadCell(Exception):
    """The cell does not hold what its column should; `key` names the problem's text."""

    def __init__(self, key: str, **blanks: object) -> None:
        super().__init__(key)
        self.key = key
        self.blanks = blanks


class Unwritable(ValueError):
    """A value that would not come back from a cell as it is."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. `value` is the saved result where there is a formula."""

    value: object
    number_format: str = "General"
    formula: str | None = None
    is_error: bool = False


@dataclass
class Heard:
    """Remarks on one cell: what was read although it was written another way."""

    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def note(self, key: str, value: object) -> None:
        self.notes.append((key, str(value)))


def tidy(text: str) -> str:
    r"""One way of writing the same text: NFC, single blanks, plain line breaks.

    >>> tidy(" 미세\u00a0 먼지\r\n농도 ")
    '미세 먼지\n농도'
    """
    plain = _NOTHING.sub("", _BREAKS.sub("\n", unicodedata.normalize("NFC", text)))
    return "\n".join(line.strip() for line in _BLANKS.sub(" ", plain).split("\n")).strip()


def split(text: str) -> list[str]:
    """The pieces of a cell with several values."""
    return [piece for piece in (part.strip() for part in _SPLIT.split(text)) if piece]


# --- a value as a cell -----------------------------------------------------------------------


def value_at(card: BaseModel, path: tuple[str, ...]) -> Any:
    """The value at a dotted way; None where a part of the way is missing."""
    value: Any = card
    for part in path:
        if value is None:
            return None
        value = getattr(value, part)
    return value


def to_cell(column: Column, value: Any) -> str | int | float | dt.date | None:
    """What is written into the cell.

    Raises:
        Unwritable: if it would not be read as the same value.
    """
    if value is None or value in ([], {}, ""):
        return None
    write = _WRITERS.get(column.kind, _plain)
    cell = write(column, value)
    if isinstance(cell, str) and (_UNWRITABLE.search(cell) or len(cell) > LONGEST):
        raise Unwritable(cell)
    if column.kind not in (Kind.TEXT, Kind.NUMBER, Kind.DAY):
        _check_returns(column, value, cell)
    return cell


def _check_returns(column: Column, value: Any, cell: object) -> None:
    plain = value.model_dump() if isinstance(value, BaseModel) else value
    if isinstance(value, list):
        plain = [item.model_dump() if isinstance(item, BaseModel) else item for item in value]
    try:
        returned = from_cell(column, Cell(cell), Heard())
    except BadCell as error:
        raise Unwritable(str(cell)) from error
    if returned != plain:
        raise Unwritable(str(cell))


def _plain(column: Column, value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def _label(column: Column, value: Any) -> str:
    raw = value.value if isinstance(value, Enum) else value
    return vocabulary(column.vocabulary or "")[raw].ko


def figure_key(figure: FigureRef) -> str:
    """How a figure is named in a cell."""
    return f"{figure.source}/{figure.measure}"


_WRITERS: dict[Kind, Callable[[Column, Any], Any]] = {
    Kind.CHOICE: _label,
    Kind.CHOICES: lambda column, value: SEPARATOR.join(_label(column, item) for item in value),
    Kind.YES_NO: lambda column, value: vocabulary("yes_no")["yes" if value else "no"].ko,
    Kind.CODES: lambda column, value: SEPARATOR.join(value),
    Kind.YEARS: lambda column, value: SEPARATOR.join(str(item) for item in value),
    Kind.FIGURE: lambda column, value: figure_key(value),
    Kind.FIGURES: lambda column, value: SEPARATOR.join(figure_key(item) for item in value),
    Kind.COUNTS: lambda column, value: SEPARATOR.join(f"{k}={v}" for k, v in value.items()),
}


# --- a cell as a value -----------------------------------------------------------------------


def from_cell(column: Column, cell: Cell, heard: Heard) -> Any:
    """The value, or ABSENT for an empty cell.

    Raises:
        BadCell: if the cell cannot hold what its column should.
    """
    if cell.is_error:
        raise BadCell("error_value", value=cell.value)
    if cell.formula is not None:
        if cell.value is None:
            raise BadCell("formula_without_value", value=cell.formula)
        heard.note("formula_value", cell.value)
    raw = tidy(cell.value) if isinstance(cell.value, str) else cell.value
    if raw is None or raw == "":
        return ABSENT
    if isinstance(raw, bool) and column.kind is not Kind.YES_NO:
        raise BadCell("truth_value", value=str(raw).upper())
    return _READERS[column.kind](column, cell, raw, heard)


def _is_date(raw: object) -> bool:
    return isinstance(raw, dt.date | dt.time | dt.timedelta)


def _shown(raw: object) -> str:
    """A date as people see it, without the midnight that Excel adds."""
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    return str(raw)


def _text(column: Column, cell: Cell, raw: Any, heard: Heard) -> str:
    if _is_date(raw):
        raise BadCell("date_for_code", value=_shown(raw))
    if isinstance(raw, int | float):
        text = str(int(raw)) if float(raw).is_integer() else repr(raw)
        heard.note("text_from_number", text)
        return text
    return raw


def _code(column: Column, cell: Cell, raw: Any, heard: Heard) -> str:
    if _is_date(raw):
        raise BadCell("date_for_code", value=_shown(raw))
    if isinstance(raw, int | float):
        raise BadCell("number_for_code", value=raw)
    return fold_width(raw).strip()


def _digits(column: Column, cell: Cell, raw: Any, heard: Heard) -> str:
    if isinstance(raw, int | float) and float(raw).is_integer():
        heard.note("text_from_number", int(raw))
        return str(int(raw))
    return _code(column, cell, raw, heard)


def _day(column: Column, cell: Cell, raw: Any, heard: Heard) -> str:
    if isinstance(raw, dt.datetime | dt.date):
        # A month typed alone becomes its first day; only a format with a day means a day.
        if "d" not in cell.number_format.lower():
            raise BadCell("month_as_date", value=_shown(raw))
        heard.note("day_from_date", raw.strftime("%Y-%m-%d"))
        return raw.strftime("%Y-%m-%d")
    if isinstance(raw, int) and raw not in _YEARS:
        raise BadCell("not_a_date", value=raw)
    return _digits(column, cell, raw, heard)


def _number(column: Column, cell: Cell, raw: Any, heard: Heard) -> float | int:
    if _is_date(raw):
        raise BadCell("date_for_number", value=_shown(raw))
    if isinstance(raw, int | float):
        if "%" in cell.number_format:
            raise BadCell("percent_format", value=raw)
        return raw
    found = parse_number(raw)
    if found.status is not NumberStatus.VALUE or found.value is None:
        raise BadCell("not_a_number", value=raw)
    heard.note("number_from_text", raw)
    return float(found.value)


def _whole(column: Column, cell: Cell, raw: Any, heard: Heard) -> int:
    value = _number(column, cell, raw, heard)
    if not float(value).is_integer():
        raise BadCell("not_whole", value=raw)
    return int(value)


def _date(column: Column, cell: Cell, raw: Any, heard: Heard) -> dt.date:
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    iso = parse_date(raw) if isinstance(raw, str) else None
    if iso is None or len(iso) != len("2020-12-29"):
        raise BadCell("not_a_date", value=_shown(raw))
    return dt.date.fromisoformat(iso)


def _choose(column: Column, text: str) -> str:
    name = "yes_no" if column.kind is Kind.YES_NO else column.vocabulary or ""
    choices = vocabulary(name)
    wanted = text.casefold()
    for value, label in choices.items():
        if wanted in (value.casefold(), label.ko.casefold()):
            return value
    raise BadCell("not_a_choice", value=text, choices=", ".join(x.ko for x in choices.values()))


def _choice(column: Column, cell: Cell, raw: Any, heard: Heard) -> str:
    return _choose(column, _shown(raw))


def _yes_no(column: Column, cell: Cell, raw: Any, heard: Heard) -> bool:
    return raw if isinstance(raw, bool) else _choose(column, _shown(raw)) == "yes"


def _once(items: list[Any]) -> list[Any]:
    """The items; one that is written twice is an error."""
    for item in items:
        if items.count(item) > 1:
            name = f"{item['source']}/{item['measure']}" if isinstance(item, dict) else item
            raise BadCell("repeated_in_cell", value=name)
    return items


def _codes(column: Column, cell: Cell, raw: Any, heard: Heard) -> Any:
    return _once(split(_code(column, cell, raw, heard))) or ABSENT


def _choices(column: Column, cell: Cell, raw: Any, heard: Heard) -> Any:
    return _once([_choose(column, piece) for piece in split(_shown(raw))]) or ABSENT


def _years(column: Column, cell: Cell, raw: Any, heard: Heard) -> Any:
    if not isinstance(raw, str):
        return [_whole(column, cell, raw, heard)]
    return _once([_whole(column, cell, piece, Heard()) for piece in split(raw)]) or ABSENT


def _figure_of(text: str) -> dict[str, str]:
    source, slash, measure = (part.strip() for part in text.partition("/"))
    if not (source and slash and measure) or "/" in measure:
        raise BadCell("not_a_figure", value=text)
    return {"source": source, "measure": measure}


def _figure(column: Column, cell: Cell, raw: Any, heard: Heard) -> dict[str, str]:
    return _figure_of(_code(column, cell, raw, heard))


def _figures(column: Column, cell: Cell, raw: Any, heard: Heard) -> Any:
    pieces = split(_code(column, cell, raw, heard))
    return _once([_figure_of(piece) for piece in pieces]) or ABSENT


def _counts(column: Column, cell: Cell, raw: Any, heard: Heard) -> Any:
    counts: dict[str, int] = {}
    for piece in split(_code(column, cell, raw, heard)):
        key, equals, text = (part.strip() for part in piece.rpartition("="))
        value = parse_number(text).value
        if not (key and equals) or value is None or value != int(value):
            raise BadCell("not_a_count", value=piece)
        if key in counts:
            raise BadCell("repeated_in_cell", value=key)
        counts[key] = int(value)
    return counts or ABSENT


_READERS: dict[Kind, Callable[[Column, Cell, Any, Heard], Any]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.DIGITS: _digits,
    Kind.DAY: _day,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.CODES: _codes,
    Kind.YEARS: _years,
    Kind.FIGURE: _figure,
    Kind.FIGURES: _figures,
    Kind.COUNTS: _counts,
}
