"""Which sheet holds which part of a card: the one description that writing and reading share.

Everything but sources, their measures, corrections and office documents has its place here; a test
compares this file with the models, so that a new field cannot be forgotten.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel

from indicators.catalogue.models import (
    Area,
    Bilingual,
    Caveat,
    Document,
    Evidence,
    Goal,
    Indicator,
    IndicatorLink,
    Milestone,
    Plan,
    Programme,
    Section,
    Series,
    Target,
    Unit,
)

KEY_ROW = 1  # hidden; sorting with the filter buttons of the header row leaves it in place
HEADER_ROW = 2
FIRST_ROW = 3


class Kind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    CODE = "code"  # letters and signs that Excel likes to make a date or a number of
    DIGITS = "digits"  # a code of digits only
    DAY = "day"  # a date as a text card keeps it: 2023, 2023-03 or 2023-03-01
    WHOLE = "whole"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CODES = "codes"  # several codes in one cell
    CHOICES = "choices"
    YEARS = "years"
    FIGURE = "figure"  # source/measure
    FIGURES = "figures"
    COUNTS = "counts"  # goals=17; targets=96
    LOOKUP = "lookup"  # a formula that helps the eye; never read


LISTS = {Kind.CODES, Kind.CHOICES, Kind.YEARS, Kind.FIGURES, Kind.COUNTS}

ABSENT = object()


@dataclass(frozen=True)
class Column:
    """One column. `key` is the dotted way to the value in the card.

    refers: the sheet (or `figures`) whose key a value must be.
    blank: what an empty cell means where it is not simply "not said".
    outside: the value belongs to the row, not to the card (parent, order).
    """

    key: str
    kind: Kind = Kind.TEXT
    width: int = 14
    vocabulary: str | None = None
    refers: str | None = None
    blank: object = ABSENT
    outside: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.key.split("."))


@dataclass(frozen=True)
class Sheet:
    """One sheet: a card a row, or a part of a card a row (then with its `parent`'s sheet).

    field: the parent's list that the rows become.
    parent_column: where a row says whose it is; none where there is one parent only.
    unique: columns that together may not be repeated.
    """

    key: str
    model: type[BaseModel]
    columns: tuple[Column, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    parent: str | None = None
    field: str | None = None
    parent_column: str | None = None
    frozen: int = 1

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @property
    def ident(self) -> str | None:
        """The column by which others refer to a row."""
        return self.columns[0].key if self.parent_column is None and self.unique else None

    def is_required(self, column: Column) -> bool:
        """Whether an empty cell is an error."""
        if column.kind is Kind.LOOKUP or column.blank is not ABSENT:
            return False
        if column.outside:
            return True
        return not may_derive(self, column) and _is_required(self.model, column.path)


def may_derive(sheet: Sheet, column: Column) -> bool:
    """Whether an empty id is made from the English name."""
    return sheet.key in ("indicators", "programmes") and column.key == "id"


def _is_required(model: type[BaseModel], path: tuple[str, ...]) -> bool:
    for part in path:
        field = model.model_fields[part]
        if not field.is_required():
            return False
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            model = inner
        elif isinstance(inner, types.UnionType) and type(None) in typing.get_args(inner):
            return False
    return True


def both(key: str, width: int = 28) -> tuple[Column, Column]:
    """A text in Korean and English."""
    return Column(f"{key}.ko", width=width), Column(f"{key}.en", width=width)


def code(key: str, width: int = 12, refers: str | None = None) -> Column:
    return Column(key, Kind.CODE, width, refers=refers)


def codes(key: str, width: int = 16, refers: str | None = None) -> Column:
    return Column(key, Kind.CODES, width, refers=refers)


def choice(key: str, vocabulary: str, width: int = 14, refers: str | None = None) -> Column:
    return Column(key, Kind.CHOICE, width, vocabulary=vocabulary, refers=refers)


def whole(key: str, width: int = 9) -> Column:
    return Column(key, Kind.WHOLE, width)


def number(key: str, width: int = 10) -> Column:
    return Column(key, Kind.NUMBER, width)


def lookup(key: str, width: int = 26) -> Column:
    """`~sheet.column.by`: that sheet's column for the row that our column `by` names."""
    return Column(key, Kind.LOOKUP, width)


SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "plan",
        Plan,
        (
            code("id", 18),
            *both("name"),
            whole("period_start"),
            whole("period_end"),
            whole("target_year"),
            Column("milestone_years", Kind.YEARS, 14),
            choice("catalogue_status", "catalogue_status"),
            *both("catalogue_note", 50),
            whole("promise.goals"),
            whole("promise.targets"),
            whole("promise.indicators"),
            whole("promise.programmes"),
            whole("promise.districts"),
            Column("promise.document", width=40),
        ),
    ),
    Sheet(
        "legal_basis",
        Bilingual,
        (Column("ko", width=70), Column("en", width=70)),
        (),
        "plan",
        "legal_basis",
    ),
    Sheet(
        "sections",
        Section,
        (choice("id", "section", 12), *both("name")),
        (("id",),),
        "plan",
        "sections",
    ),
    Sheet(
        "documents",
        Document,
        (
            code("id", 26),
            *both("title", 44),
            Column("date", Kind.DATE, 12),
            Column("publisher", width=30),
            Column("reference", width=50),
            Column("states", Kind.COUNTS, 24),
            *both("note", 50),
        ),
        (("id",),),
        "plan",
        "documents",
    ),
    Sheet(
        "goals",
        Goal,
        (
            code("code", 8),
            whole("number", 8),
            *both("name", 40),
            *both("short_name", 20),
            choice("name_status", "name_status"),
            Column("name_source", width=40),
            choice("section", "section", 10, refers="sections"),
            code("colour", 10),
            code("text_colour", 10),
        ),
        (("code",), ("number",)),
    ),
    Sheet(
        "targets",
        Target,
        (
            code("code", 10),
            code("goal", 8, refers="goals"),
            lookup("~goals.short_name.ko.goal", 18),
            *both("name"),
            *both("text", 60),
            codes("un_targets"),
            codes("k_sdg_targets"),
        ),
        (("code",),),
    ),
    Sheet(
        "indicators",
        Indicator,
        (
            code("id", 34),
            code("code", 11),
            code("target", 10, refers="targets"),
            lookup("~targets.name.ko.target", 22),
            *both("name"),
            *both("definition", 50),
            *both("formula", 40),
            code("unit", 18, refers="units"),
            whole("decimals"),
            choice("direction", "direction", 16),
            choice("kind", "kind", 8),
            whole("baseline.year"),
            number("baseline.value"),
            choice("target_basis", "target_basis", 16),
            codes("un_indicators"),
            codes("k_sdg_indicators"),
            *both("publication.publisher"),
            *both("publication.table"),
            Column("publication.table_id", Kind.DIGITS, 18),
            Column("publication.url", width=30),
            choice("frequency", "frequency", 10),
            whole("publication_lag_months", 10),
            *both("custodian", 20),
            Column("areas", Kind.CHOICES, 16, vocabulary="indicator_area"),
            choice("aggregation", "aggregation", 14),
            number("natural_limits.min"),
            number("natural_limits.max"),
            codes("breakdowns", 12),
            codes("caveats", 24, refers="caveats"),
            *both("notes", 50),
        ),
        (("id",), ("code",)),
        frozen=2,
    ),
    Sheet(
        "milestones",
        Milestone,
        (
            Column("indicator", Kind.CODE, 34, refers="indicators", outside=True),
            lookup("~indicators.name.ko.indicator"),
            whole("year"),
            number("value"),
            number("upper"),
            choice("basis", "basis", 16),
            Column("document", width=44),
            *both("note", 50),
        ),
        (("indicator", "year", "basis"),),
        "indicators",
        "targets",
        "indicator",
        frozen=2,
    ),
    Sheet(
        "series",
        Series,
        (
            Column("indicator", Kind.CODE, 34, refers="indicators", outside=True),
            lookup("~indicators.name.ko.indicator"),
            Column("order", Kind.WHOLE, 7, outside=True),
            Column("measure", Kind.FIGURE, 48, refers="figures"),
            Column("plus", Kind.FIGURES, 48, refers="figures"),
            Column("per", Kind.FIGURE, 48, refers="figures"),
            choice("per_period", "per_period", 12),
            number("scale"),
            choice("origin", "origin", 10),
            choice("areas", "series_area", 12),
            choice("city", "city", 12),
            *both("formula", 50),
            codes("caveats", 24, refers="caveats"),
        ),
        (("indicator", "order"),),
        "indicators",
        "series",
        "indicator",
        frozen=3,
    ),
    Sheet(
        "programmes",
        Programme,
        (
            code("id", 34),
            code("code", 9),
            *both("name"),
            *both("purpose", 60),
            *both("department", 30),
            choice("section", "section", 10, refers="sections"),
            whole("period_start"),
            whole("period_end"),
            codes("targets", 18, refers="targets"),
            choice("district_scope", "district_scope", 14),
            *both("notes", 50),
        ),
        (("id",), ("code",)),
        frozen=2,
    ),
    Sheet(
        "links",
        IndicatorLink,
        (
            Column("programme", Kind.CODE, 34, refers="programmes", outside=True),
            lookup("~programmes.name.ko.programme"),
            code("indicator", 34, refers="indicators"),
            lookup("~indicators.name.ko.indicator"),
            choice("contribution", "contribution", 10),
            *both("reason", 60),
        ),
        (("programme", "indicator"),),
        "programmes",
        "indicators",
        "programme",
        frozen=2,
    ),
    Sheet(
        "evidence",
        Evidence,
        (
            Column("programme", Kind.CODE, 34, refers="programmes", outside=True),
            lookup("~programmes.name.ko.programme"),
            Column("title", width=60),
            Column("publisher", width=24),
            Column("url", width=50),
            Column("date", Kind.DAY, 12),
            Column("none_found", Kind.YES_NO, 10),
        ),
        (),
        "programmes",
        "evidence",
        "programme",
        frozen=2,
    ),
    Sheet(
        "areas",
        Area,
        (
            code("slug", 18),
            choice("kind", "area_kind", 10),
            whole("order"),
            *both("name", 18),
            Column("code_legal", Kind.DIGITS, 12, blank=None),
            Column("code_kostat", Kind.DIGITS, 12, blank=None),
            whole("tile_row"),
            whole("tile_column"),
            codes("neighbours", 60, refers="areas"),
        ),
        (("slug",),),
    ),
    Sheet(
        "units",
        Unit,
        (
            code("id", 24),
            *both("name", 30),
            Column("symbol.ko", width=14, blank=""),
            Column("symbol.en", width=18, blank=""),
        ),
        (("id",),),
    ),
    Sheet("caveats", Caveat, (code("id", 28), *both("text", 70)), (("id",),)),
)

BY_KEY: dict[str, Sheet] = {sheet.key: sheet for sheet in SHEETS}
CHILDREN: dict[str, tuple[Sheet, ...]] = {
    key: tuple(sheet for sheet in SHEETS if sheet.parent == key) for key in BY_KEY
}


def parts(card: BaseModel, sheet: Sheet) -> typing.Sequence[BaseModel]:
    """The rows of `sheet` that belong to `card`, its parent."""
    return getattr(card, sheet.field or "")
