"""Cards out of the rows of a workbook, and everything that is wrong with them, all at once.

References and repetitions are looked at in the rows themselves, before there are cards: so one bad
cell does not hide the rest, nor make a hundred others look bad.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from indicators.catalogue import Catalogue, references
from pipelines.catalogue_workbook.problems import Note, Place, WorkbookRefused, problem
from pipelines.catalogue_workbook.read import Reading, Row
from pipelines.catalogue_workbook.sheets import (
    ABSENT,
    BY_KEY,
    CHILDREN,
    SHEETS,
    Column,
    Kind,
    Sheet,
)
from pipelines.catalogue_workbook.texts import Words, explanation, sheet_name, words

_LONGEST_ID = 63
_SLUG = re.compile(r"^[a-z][a-z0-9_]*$")


def make_catalogue(reading: Reading, base: Catalogue) -> Catalogue:
    """The workbook's catalogue; what has no sheet (sources, corrections, ...) is that of `base`.

    Raises:
        WorkbookRefused: with every problem found.
    """
    if len(reading.rows.get("plan", [0])) != 1:
        place = reading.place(BY_KEY["plan"])
        reading.problems.append(problem(place, "plan_rows", count=len(reading.rows["plan"])))
    _derive_ids(reading)
    _check_required_beside(reading)
    _resolve(reading, base)
    _check_unique(reading)
    _check_goal_numbers(reading)
    _check_neighbours(reading)
    _check_needs_of_sources(reading, base)
    made = {sheet.key: _validated(sheet, reading) for sheet in SHEETS if sheet.parent is None}
    _validate_orphans(reading)
    if reading.problems:
        raise WorkbookRefused(_in_order(reading), reading.notes)
    catalogue = _joined(made, base)
    _check_joined(catalogue, reading)
    if reading.problems:
        raise WorkbookRefused(_in_order(reading), reading.notes)
    return catalogue.sorted()


def _joined(made: dict[str, list[Any]], base: Catalogue) -> Catalogue:
    (plan,) = made.pop("plan")
    parts = {key: tuple(cards) for key, cards in made.items()}
    return replace(base, plan=plan, **parts)  # the rest of the cards stays as it is


def _in_order(reading: Reading) -> list[Any]:
    order = {None: -1} | {sheet.key: index for index, sheet in enumerate(SHEETS)}
    return sorted(
        reading.problems,
        key=lambda found: (order[found.place.sheet], found.place.row, found.place.index),
    )


# --- ids and references ----------------------------------------------------------------------


def slug_of(name: str) -> str | None:
    """An id made from an English name, or None.

    >>> slug_of("PM2.5 annual mean (µg/m³)"), slug_of("미세먼지"), slug_of("30-minute city")
    ('pm2_5_annual_mean_g_m3', None, None)
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "_", plain.replace("'", "")).strip("_")
    if len(made) > _LONGEST_ID:
        made = made[: _LONGEST_ID + 1].rpartition("_")[0] or made[:_LONGEST_ID]
    return made if _SLUG.fullmatch(made) else None


def _derive_ids(reading: Reading) -> None:
    """An id for each new indicator or programme that has none yet."""
    for key in ("indicators", "programmes"):
        rows = reading.rows.get(key, [])
        taken = {row.values["id"]: row.number for row in rows if "id" in row.values}
        for row in rows:
            if "id" not in row.values and "id" not in row.told:
                _derive_id(row, taken, reading)


def _derive_id(row: Row, taken: dict[str, int], reading: Reading) -> None:
    name = row.values.get("name.en")
    if name is None:
        row.told.add("id")  # the missing name is reported; the id follows from it
        return
    made = slug_of(name)
    if made is None:
        reading.tell(row, "id", "id_underivable", value=name)
    elif made in taken:
        reading.tell(row, "id", "id_clash", value=made, row=taken[made])
    else:
        taken[made] = row.number
        row.values["id"] = made
        place = reading.place(row.sheet, row.number, "id")
        reading.notes.append(Note(place, words("notes", "derived_id", value=made)))


def _check_required_beside(reading: Reading) -> None:
    for row in _all_rows(reading):
        for column in row.sheet.columns:
            if column.outside and column.key not in row.values:
                reading.tell(row, column.key, "missing")


def _all_rows(reading: Reading) -> Iterator[Row]:
    for sheet in SHEETS:
        yield from reading.rows.get(sheet.key, [])


@dataclass
class _Known:
    """The keys that a sheet has, and the ids that codes stand for."""

    keys: set[str] = field(default_factory=set[str])
    by_code: dict[str, str] = field(default_factory=dict[str, str])
    is_readable: bool = True

    def resolved(self, token: str) -> str | None:
        return token if token in self.keys else self.by_code.get(token)


def _known(reading: Reading, sheet: Sheet) -> _Known:
    ident = sheet.ident or ""
    rows = reading.rows.get(sheet.key)
    letters = reading.letters.get(sheet.key, {})
    if rows is None or ident not in letters:
        return _Known(is_readable=False)
    known = _Known()
    for row in rows:
        key = row.values.get(ident)
        code = row.values.get("code")
        # A row whose id is spoilt can still be meant by its code.
        if key is None and code is not None and ident in row.told:
            key = code
        if key is not None:
            known.keys.add(key)
            if ident == "id" and code is not None:
                known.by_code.setdefault(code, key)
    return known


def _resolve(reading: Reading, base: Catalogue) -> None:
    """Check every reference, and put ids where codes were written."""
    known = {sheet.key: _known(reading, sheet) for sheet in SHEETS if sheet.ident}
    figures = {(s.id, measure.id) for s in base.sources for measure in s.measures}
    for row in _all_rows(reading):
        for column in row.sheet.columns:
            if column.refers is None or column.key not in row.values:
                continue
            if column.refers == "figures":
                _check_figures(row, column, figures, reading)
            elif known[column.refers].is_readable:
                _resolve_cell(row, column, known[column.refers], reading)


def _resolve_cell(row: Row, column: Column, known: _Known, reading: Reading) -> None:
    value = row.values[column.key]
    tokens: list[str] = value if isinstance(value, list) else [value]
    unknown = [token for token in tokens if known.resolved(token) is None]
    if unknown:
        title = sheet_name(column.refers or "").ko
        reading.tell(row, column.key, "unknown", sheet=title, value=", ".join(unknown))
        if column.key == row.sheet.parent_column:
            return  # validated on its own
        del row.values[column.key]
        return
    resolved = [known.resolved(token) for token in tokens]
    row.values[column.key] = resolved if isinstance(value, list) else resolved[0]


def _check_figures(
    row: Row, column: Column, figures: set[tuple[str, str]], reading: Reading
) -> None:
    value = row.values[column.key]
    named = value if isinstance(value, list) else [value]
    pairs = [(figure["source"], figure["measure"]) for figure in named]
    unknown = ["/".join(pair) for pair in pairs if pair not in figures]
    if unknown:
        reading.tell(row, column.key, "unknown_figure", value=", ".join(unknown))
        del row.values[column.key]


# --- what holds between rows ---------------------------------------------------------------------


def _check_unique(reading: Reading) -> None:
    for sheet in SHEETS:
        for keys in sheet.unique:
            first: dict[tuple[Any, ...], int] = {}
            for row in reading.rows.get(sheet.key, []):
                if not all(key in row.values for key in keys):
                    continue
                value = tuple(row.values[key] for key in keys)
                if value in first:
                    shown = ", ".join(str(part) for part in value)
                    reading.tell(row, keys[-1], "repeated", value=shown, row=first[value])
                first.setdefault(value, row.number)


def _check_goal_numbers(reading: Reading) -> None:
    for row in reading.rows.get("goals", []):
        code, number = row.values.get("code"), row.values.get("number")
        if code is None or number is None or not re.fullmatch(r"G-\d{2}", code):
            continue
        if int(code[2:]) != number:
            reading.tell(row, "number", "goal_number", value=number, name=code)


def _check_neighbours(reading: Reading) -> None:
    rows = [row for row in reading.rows.get("areas", []) if "slug" in row.values]
    named = {row.values["slug"]: set(row.values.get("neighbours", ())) for row in rows}
    spoilt = {row.values["slug"] for row in rows if "neighbours" in row.told}
    for row in rows:
        slug = row.values["slug"]
        others = [
            other
            for other in row.values.get("neighbours", ())
            if other not in spoilt and slug not in named[other]
        ]
        if others:
            reading.tell(row, "neighbours", "one_way_neighbour", value=", ".join(others), name=slug)


def _check_needs_of_sources(reading: Reading, base: Catalogue) -> None:
    """A unit or caveat that a source uses cannot go."""
    needs = [
        *(("units", m.unit, source.id) for source in base.sources for m in source.measures),
        *(("caveats", caveat, source.id) for source in base.sources for caveat in source.caveats),
    ]
    for key in ("units", "caveats"):
        known = _known(reading, BY_KEY[key])
        lost: dict[str, str] = {
            value: source for kind, value, source in reversed(needs) if kind == key
        }
        for value, source in lost.items():
            if known.is_readable and value not in known.keys:
                place = reading.place(BY_KEY[key])
                reading.problems.append(
                    problem(place, "needed_by_source", source=source, value=value)
                )


def _check_joined(catalogue: Catalogue, reading: Reading) -> None:
    """The catalogue's own rules; whatever they find has slipped through the checks above."""
    sheets = {sheet.model.__name__: sheet for sheet in SHEETS if sheet.parent is None}
    for broken in references.check(catalogue):
        model, _, key = broken.card.partition(":")
        sheet = sheets.get(model)
        place = Place(reading.file)
        if sheet is not None and sheet.ident is not None:
            rows = reading.rows[sheet.key]
            number = next((r.number for r in rows if r.values.get(sheet.ident) == key), 0)
            place = reading.place(sheet, number)
        card = broken.card if sheet is None else key
        message = Words(f"{card}: {broken.message_ko}", f"{card}: {broken.message_en}")
        reading.problems.append(problem(place, "other_rule", message=message))


# --- rows as cards -------------------------------------------------------------------------------


@dataclass
class _Assembly:
    """A card to be: its values, its row, and the rows that its parts come from."""

    row: Row
    values: dict[str, Any]
    parts: dict[str, list[Row]]


def _validated(sheet: Sheet, reading: Reading) -> list[BaseModel]:
    children = {child.key: _grouped(child, reading) for child in CHILDREN[sheet.key]}
    cards: list[BaseModel] = []
    for row in reading.rows.get(sheet.key, []):
        owner = row.values.get(sheet.ident) if sheet.ident else None
        found = {
            child.field or "": children[child.key].get(owner, []) for child in CHILDREN[sheet.key]
        }
        values = _nested(row)
        for child in CHILDREN[sheet.key]:
            if child.key in reading.rows:
                values[child.field or ""] = [_nested(part) for part in found[child.field or ""]]
        card = _card(sheet, _Assembly(row, values, found), reading)
        if card is not None:
            cards.append(card)
    return cards


def _grouped(child: Sheet, reading: Reading) -> dict[str | None, list[Row]]:
    """The rows of a part's sheet by owner, in the order they are to have."""
    groups: dict[str | None, list[Row]] = defaultdict(list)
    for row in reading.rows.get(child.key, []):
        groups[row.values.get(child.parent_column) if child.parent_column else None].append(row)
    if "order" in child.by_key:
        for rows in groups.values():
            rows.sort(key=lambda row: row.values.get("order", 0))
    return groups


def _nested(row: Row) -> dict[str, Any]:
    """The row's values as a card has them."""
    nested: dict[str, Any] = {}
    for column in row.sheet.columns:
        if column.outside or column.kind is Kind.LOOKUP:
            continue
        value = row.values.get(column.key, column.blank)
        if value is ABSENT:
            continue
        node = nested
        for part in column.path[:-1]:
            node = node.setdefault(part, {})
        node[column.path[-1]] = value
    return nested


def _card(sheet: Sheet, assembly: _Assembly, reading: Reading) -> BaseModel | None:
    try:
        return sheet.model.model_validate(assembly.values)
    except ValidationError as error:
        for detail in error.errors():
            _tell(detail, sheet, assembly, reading)
    return None


def _validate_orphans(reading: Reading) -> None:
    """Rows that belong to nothing known are still looked at."""
    for sheet in SHEETS:
        if sheet.parent is None or sheet.parent_column is None:
            continue
        for row in reading.rows.get(sheet.key, []):
            if sheet.parent_column in row.told:
                _card(sheet, _Assembly(row, _nested(row), {}), reading)


# --- what pydantic says, at its cell -------------------------------------------------------------


def _tell(detail: Any, sheet: Sheet, assembly: _Assembly, reading: Reading) -> None:
    loc: tuple[Any, ...] = detail["loc"]
    row = assembly.row
    if loc and loc[0] in assembly.parts:
        rows = assembly.parts[loc[0]]
        if len(loc) == 1:
            _tell_no_part(loc[0], row, reading)
            return
        row, loc = rows[loc[1]], loc[2:]
    if detail["type"] == "value_error":
        _tell_rule(str(detail["ctx"]["error"]), row, assembly, reading)
        return
    for column in _columns_at(row.sheet, loc):
        key, blanks = _rule_of(detail, row.sheet, column)
        reading.tell(row, column, key, **blanks)


def _tell_no_part(name: str, row: Row, reading: Reading) -> None:
    child = next(part for part in CHILDREN[row.sheet.key] if part.field == name)
    if child.key not in reading.rows or child.parent_column not in (
        None,
        *reading.letters.get(child.key, {}),
    ):
        return  # the sheet or column itself is missing, which is reported
    if any(child.parent_column in part.told for part in reading.rows[child.key]):
        return  # the part may be there, with a name that is reported
    owner = row.values.get(row.sheet.ident or "", "")
    reading.tell(row, None, "child_missing", sheet=sheet_name(child.key).ko, name=owner)


def _columns_at(sheet: Sheet, loc: tuple[Any, ...]) -> list[str | None]:
    """The columns that hold the value at `loc`, or the part of it that a column has."""
    way = tuple(str(part) for part in loc)
    found: list[str | None] = [
        column.key
        for column in sheet.columns
        if not column.outside
        and (column.path == way[: len(column.path)] or column.path[: len(way)] == way)
    ]
    return found if way and found else [None]


def _rule_of(detail: Any, sheet: Sheet, column: str | None) -> tuple[str, dict[str, object]]:
    value, context = detail.get("input"), detail.get("ctx", {})
    if detail["type"] in ("missing", "string_too_short", "too_short"):
        return "missing", {}
    if detail["type"] == "string_pattern_mismatch" and column is not None:
        return "bad_pattern", {"value": value, "example": explanation(sheet.key, column)}
    for name, sign in (("ge", "≥"), ("le", "≤"), ("gt", ">"), ("lt", "<")):
        if name in context:
            return "out_of_range", {"value": value, "limit": f"{sign} {context[name]}"}
    if detail["type"] == "string_too_long":
        return "too_long", {"value": value, "limit": f"≤ {context['max_length']}"}
    return "other_rule", {"message": f"{detail['msg']} ({value!r})"}


# What the models' own rules say, where that belongs, and how it is told here.
_RULES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"(?P<code>T-\S+) does not belong to (?P<value>G-\S+)"), "goal", "wrong_goal"),
    (re.compile(r"(?P<code>I-\S+) does not belong to (?P<value>T-\S+)"), "target", "wrong_target"),
    (re.compile(r"a computed figure is derived or proxy"), "origin", "computed_official"),
    (re.compile(r"a derived figure needs its formula"), "formula.ko", "derived_formula"),
    (re.compile(r"target_basis is none exactly when"), "target_basis", "basis_without_targets"),
    (re.compile(r"target_basis names a basis"), "target_basis", "basis_of_no_target"),
    (re.compile(r"evidence is either a title"), "title", "evidence_either"),
    (
        re.compile(
            r"target (?P<year>\d+) = (?P<value>\S+) runs against direction \S+"
            r" from baseline (?P<baseline>\S+)"
        ),
        "value",
        "against_direction",
    ),
)


def _tell_rule(message: str, row: Row, assembly: _Assembly, reading: Reading) -> None:
    for pattern, column, key in _RULES:
        found = pattern.search(message)
        if found is None:
            continue
        if key == "against_direction":
            row = _milestone_of(int(found["year"]), assembly)
        if key.startswith("basis_") and _is_any_told(reading.rows.get("milestones", ()), assembly):
            return
        reading.tell(row, column, key, **found.groupdict())
        return
    korean, _, english = message.partition(" / ")
    reading.tell(row, None, "other_rule", message=Words(korean, english or korean))


def _milestone_of(year: int, assembly: _Assembly) -> Row:
    rows = assembly.parts.get("targets", [])
    return next((row for row in rows if row.values.get("year") == year), assembly.row)


def _is_any_told(rows: Iterable[Row], assembly: _Assembly) -> bool:
    """Whether target values may be missing only because their indicator is misspelt."""
    return any("indicator" in row.told for row in rows) or "target_basis" in assembly.row.told
