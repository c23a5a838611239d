"""Records as a publisher names them into figures in our words, as the card's `map` says.

Nothing is guessed and nothing is lost in silence. What can only mean that the publisher has changed
the table (a column, a unit, a code system) refuses the whole answer; what concerns one record (an
unknown area, an unreadable number) stays with its record, and the quality rules say why it is
refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pandas as pd

from indicators.catalogue.fetch import AreaMap, MeasureMap, PeriodMap
from indicators.catalogue.fetch import Mapping as CardMap
from indicators.catalogue.models import Area, Source
from pipelines.reading.numbers import NumberStatus, parse_number
from pipelines.reading.observations import NUMBER
from pipelines.sources.answers import DAMAGED
from pipelines.sources.errors import AnswerError, MeaningError
from pipelines.sources.family import Record, Table

_PLAIN = re.compile(NUMBER)
_CITY = ("서울특별시", "서울시", "서울")
_LENGTHS = (2, 5, 7, 8, 10)
# how the five ways of not being a number are kept apart (SDMX CL_OBS_STATUS)
_STATUS = {
    NumberStatus.BLANK: ("L", "원자료가 빈칸 / blank at the publisher"),
    NumberStatus.NOT_APPLICABLE: ("M", "원자료 '-' / '-' at the publisher"),
    NumberStatus.NOT_AVAILABLE: ("O", "원자료 '…' / '…' at the publisher"),
    NumberStatus.SUPPRESSED: ("Q", "원자료 'X'(비공개) / suppressed at the publisher"),
}


class _LeftOut(Exception):
    """The card says that this record is none of ours."""


@dataclass(frozen=True)
class Cell:
    """One value of one record: which measure, which period, where it stands."""

    number: int
    record: Record
    measure: str
    value: str | None
    period: str


def map_records(table: Table, source: Source, areas: Sequence[Area]) -> pd.DataFrame:
    """Figures in the shape of `read_observations`; `line` is the record's number, from 1.

    Raises:
        MeaningError: columns, units or codes are not what the card says.
        AnswerError: the text is damaged.
    """
    card = source.fetch.map if source.fetch else None
    if card is None:
        raise ValueError(f"{source.id} has no map")
    _require_columns(table, card, source.id)
    _require_whole_text(table, card, source.id)
    units = {measure.id: measure.unit for measure in source.measures}
    place = _Places(card.area, areas, source.id)
    place.check_system(table.records)
    rows: list[dict[str, object]] = []
    for cell in _cells(table, card, source.id):
        try:
            rows.append(_row(cell, card, place, units[cell.measure]))
        except _LeftOut:
            continue
    return _framed(rows, source.file)


def _framed(rows: list[dict[str, object]], file: str) -> pd.DataFrame:
    names = ["measure", "area", "period", "breakdown", "value", "unit", "status", "note"]
    frame = pd.DataFrame(rows, columns=[*names, "line", "row_text"])
    frame["file"], frame["sheet"] = file, ""
    is_number = frame["value"].astype("str").str.match(NUMBER, na=False)
    frame["value_number"] = pd.to_numeric(frame["value"].where(is_number), errors="coerce")
    frame["row_id"] = range(len(frame))
    return frame


# --- which records --------------------------------------------------------------------------------


def _require_columns(table: Table, card: CardMap, source: str) -> None:
    present = table.columns
    wanted = [card.value, card.unit, card.period.column, card.area.column, card.area.check]
    wanted += [part.column for part in card.breakdown.values()]
    wanted += list(card.where)
    for measure in card.measures.values():
        wanted += [measure.value, *measure.where]
    missing = [name for name in dict.fromkeys(wanted) if name is not None and name not in present]
    if card.period.headers and not any(re.fullmatch(card.period.headers, name) for name in present):
        missing.append(card.period.headers)
    if missing:
        raise MeaningError(
            "COLUMNS_GONE", source, missing=", ".join(missing), present=", ".join(present)
        )


def _require_whole_text(table: Table, card: CardMap, source: str) -> None:
    columns = [name for name in (card.area.column, card.area.check, card.unit) if name]
    for record in table.records:
        if any(DAMAGED in (record.get(name) or "") for name in columns):
            raise AnswerError("ENCODING", source)


def _cells(table: Table, card: CardMap, source: str) -> Iterator[Cell]:
    meant = [
        (number, record)
        for number, record in enumerate(table.records, 1)
        if _matches(record, card.where)
    ]
    for name, measure in card.measures.items():
        mine = [(number, record) for number, record in meant if _matches(record, measure.where)]
        if not mine:
            where = json.dumps({**card.where, **measure.where}, ensure_ascii=False)
            raise MeaningError("MEASURE_GONE", source, measure=name, where=where)
        for number, record in mine:
            _check_unit(record, card, name, measure, source)
            yield from _values(number, record, card, name, measure)


def _values(
    number: int, record: Record, card: CardMap, name: str, measure: MeasureMap
) -> Iterator[Cell]:
    if card.period.headers is None:
        value = record.get(measure.value or card.value or "")
        text = card.period.fixed or (record.get(card.period.column or "") or "")
        yield Cell(number, record, name, value, _period(text, card.period))
        return
    for column, value in record.items():
        if re.fullmatch(card.period.headers, column):
            yield Cell(number, record, name, value, _period(column, card.period))


def _matches(record: Record, where: Mapping[str, str | list[str]]) -> bool:
    return all(
        (record.get(column) or "").strip() in ([wanted] if isinstance(wanted, str) else wanted)
        for column, wanted in where.items()
    )


def _check_unit(record: Record, card: CardMap, name: str, measure: MeasureMap, source: str) -> None:
    if card.unit is None or measure.unit is None:
        return
    found = (record.get(card.unit) or "").strip()
    if found != measure.unit:
        raise MeaningError("UNIT_CHANGED", source, measure=name, expected=measure.unit, found=found)


# --- one figure -----------------------------------------------------------------------------------


def _row(cell: Cell, card: CardMap, place: _Places, unit: str) -> dict[str, object]:
    value, status, note = _value(cell.value, card, card.measures[cell.measure].factor)
    return {
        "measure": cell.measure,
        "area": place.of(cell.record),
        "period": cell.period,
        "breakdown": _breakdown(cell.record, card),
        "value": value,
        "unit": unit,
        "status": status,
        "note": note,
        "line": cell.number,
        "row_text": json.dumps(dict(cell.record), ensure_ascii=False),
    }


def _value(text: str | None, card: CardMap, factor: Decimal) -> tuple[str | None, str, str]:
    """Value, status and note. What is not a number stays as it is written: a rule refuses it."""
    written = (text or "").strip()
    if _PLAIN.match(written):
        return _times(written, factor), "A", ""
    number = parse_number(written)
    if number.value is not None:
        return _times(str(number.value), factor), "A", ""
    if number.status is NumberStatus.UNREADABLE:
        return written, "A", ""
    if number.status is NumberStatus.BLANK and card.blank == "leave_out":
        raise _LeftOut
    if number.status is NumberStatus.NOT_APPLICABLE and card.dash == "zero":
        return "0", "A", "원자료 '-' / '-' at the publisher"
    status, note = _STATUS[number.status]
    return None, status, note


def _times(text: str, factor: Decimal) -> str:
    if factor == 1:
        return text
    try:
        product = (Decimal(text) * factor).normalize()
    except InvalidOperation:
        return text
    return format(product, "f")


def _breakdown(record: Record, card: CardMap) -> str:
    parts: list[str] = []
    for name, part in card.breakdown.items():
        code = (record.get(part.column) or "").strip()
        word = part.values.get(code)
        if word is None:
            if part.others == "leave_out":
                raise _LeftOut
            parts.append(f"{name}:{code}?")  # no breakdown: rule T03 refuses it
        elif word != "total":
            parts.append(f"{name}={word}")
    return ";".join(parts) or "total"


# --- periods --------------------------------------------------------------------------------------

_QUARTER = re.compile(r"(\d{4})(?:Q|[.\s]*)([1-4])(?:[/-]4|/4분기|분기)?")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4})\s*(?:년|\.)?"), lambda m: m[1]),
    (re.compile(r"(\d{4})Q([1-4])"), lambda m: f"{m[1]}Q{m[2]}"),
    (re.compile(r"(\d{4})[.\s]*([1-4])[/-]4(?:분기)?"), lambda m: f"{m[1]}Q{m[2]}"),
    (re.compile(r"(\d{4})(0[1-9]|1[0-2])"), lambda m: f"{m[1]}-{m[2]}"),
    (re.compile(r"(\d{4})[-./M]\s*(0?[1-9]|1[0-2])\.?"), lambda m: f"{m[1]}-{int(m[2]):02d}"),
    (re.compile(r"(\d{4})년\s*(0?[1-9]|1[0-2])월"), lambda m: f"{m[1]}-{int(m[2]):02d}"),
)


def _period(text: str, card: PeriodMap) -> str:
    """The period in our form; what cannot be read stays as it is, and rule T01 refuses it."""
    written = text.strip()
    if card.form == "year":
        found = re.match(r"\d{4}", written)
        return found[0] if found else written
    if card.form == "quarter":
        found = re.fullmatch(r"(\d{4})0([1-4])", written) or _QUARTER.fullmatch(written)
        return f"{found[1]}Q{found[2]}" if found else written
    for pattern, form in _FORMS:
        found = pattern.fullmatch(written)
        if found:
            return form(found)
    return written


# --- areas ----------------------------------------------------------------------------------------


class _Places:
    """Areas by name or code, each code in its own system."""

    def __init__(self, card: AreaMap, areas: Sequence[Area], source: str) -> None:
        self._card = card
        self._source = source
        self._names = {_name(area.name.ko): area.slug for area in areas}
        self._slugs = {area.slug for area in areas}
        self._codes = {
            system: _codes((getattr(area, f"code_{system}"), area.slug) for area in areas)
            for system in ("legal", "kostat")
        }
        self._ko = {area.slug: area.name.ko for area in areas}

    def of(self, record: Record) -> str:
        """The area's slug; an unknown one stays as written, and rule C02 refuses it."""
        if self._card.fixed is not None:
            return self._card.fixed
        written = (record.get(self._card.column or "") or "").strip()
        found = self._card.listed.get(written) or self._found(written)
        if found is None:
            if self._card.others == "leave_out":
                raise _LeftOut
            return written or "?"
        return found

    def _found(self, written: str) -> str | None:
        if self._card.by == "name":
            return self._names.get(_name(written))
        if self._card.by == "slug":
            return written if written in self._slugs else None
        return self._codes.get(self._card.by, {}).get(written)

    def check_system(self, records: Sequence[Record]) -> None:
        """Five codes name different districts in the two systems: code and name must agree.

        Raises:
            MeaningError: they do not, or codes of the other system turn up.
        """
        if self._card.by not in ("legal", "kostat"):
            return
        other = "kostat" if self._card.by == "legal" else "legal"
        for record in records:
            code = (record.get(self._card.column or "") or "").strip()
            if code in self._card.listed:
                continue
            by_code = self._codes[self._card.by].get(code)
            by_name = self._named(record)
            is_foreign = by_code is None and code in self._codes[other]
            if is_foreign and by_name is None:
                by_name = self._codes[other][code]
            if (by_code or is_foreign) and by_name is not None and by_name != by_code:
                raise MeaningError(
                    "CODES_MIXED",
                    self._source,
                    code=code,
                    system={"legal": "법정동(legal)", "kostat": "통계청(kostat)"}[self._card.by],
                    by_code=self._ko.get(by_code or "", "-"),
                    by_name=self._ko.get(by_name, by_name),
                )

    def _named(self, record: Record) -> str | None:
        if self._card.check is None:
            return None
        written = record.get(self._card.check) or ""
        return self._names.get(_name(written)) or (written.strip() or None)


def _codes(pairs: Iterator[tuple[str | None, str]]) -> dict[str, str]:
    """Codes at every length in use: 11110 is also 1111000 and 1111000000."""
    found: dict[str, str] = {}
    for code, slug in pairs:
        for length in _LENGTHS:
            if code is not None and length >= len(code):
                found[code.ljust(length, "0")] = slug
    return found


def _name(written: str) -> str:
    """A name without blanks and without the city before it; the city itself is 서울."""
    name = "".join(written.split())
    for city in _CITY:
        if name.startswith(city):
            return name.removeprefix(city) or "서울"
    return name
