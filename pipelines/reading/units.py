"""Units as offices write them above a table: '(단위 : 천원)', '(기준 / 단위 : '20. 3. 31. / 명)'.

Money is read into whole won. A unit that is not in the vocabulary is an error, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pipelines.reading.dates import parse_date
from pipelines.reading.errors import UnitMissing, UnknownUnit, UnreadableDate, UnsuitableUnit
from pipelines.reading.numbers import fold_width

WON = "krw"


@dataclass(frozen=True, slots=True)
class Unit:
    """`factor` of the written unit make one of the store's unit (an id of units.yaml)."""

    name: str
    unit_id: str
    factor: int

    @property
    def is_money(self) -> bool:
        return self.unit_id == WON


@dataclass(frozen=True, slots=True)
class UnitNote:
    """What a note above a table says: its units, and the day the figures stand for."""

    raw: str
    units: tuple[Unit, ...]
    as_of: str | None


_UNITS: Final[dict[str, tuple[str, int]]] = {
    "원": (WON, 1),
    "천원": (WON, 10**3),
    "만원": (WON, 10**4),
    "백만원": (WON, 10**6),
    "천만원": (WON, 10**7),
    "억원": (WON, 10**8),
    "십억원": (WON, 10**9),
    "조원": (WON, 10**12),
    "명": ("persons", 1),
    "인": ("persons", 1),
    "천명": ("persons", 10**3),
    "만명": ("persons", 10**4),
    "건": ("cases", 1),
    "개소": ("places", 1),
    "개": ("number", 1),
    "가구": ("households", 1),
    "호": ("dwellings", 1),
    "일": ("days", 1),
    "시간": ("hours", 1),
    "년": ("years", 1),
    "점": ("score", 1),
    "%": ("percent", 1),
    "퍼센트": ("percent", 1),
    "ppm": ("ppm", 1),
    "㎍/㎥": ("ug_per_m3", 1),
    "㎡": ("m2", 1),
    "㎢": ("km2", 1),
    "명/㎢": ("persons_per_km2", 1),
}

# The tortoise-shell brackets (U+3014, U+3015) are common in official tables.
_OPEN, _CLOSE = r"(\[{\u3014【〈《「『", r")\]}\u3015】〉》」』"
# A note is a heading or a short line; the word in a long paragraph is no note.
_LONGEST = 300
_UNIT_WORD = r"단\s*위"
_BRACKETED_NOTE = re.compile(rf"[{_OPEN}]([^{_OPEN}{_CLOSE}]*{_UNIT_WORD}[^{_OPEN}{_CLOSE}]*)")
_BARE_NOTE = re.compile(rf"((?:기\s*준.*?)?{_UNIT_WORD}.*)")
_LABELLED = re.compile(r"(?P<labels>[^:/]+/[^:/]+):(?P<values>.*)")
_SEGMENT = re.compile(rf",|\s/\s|/(?=\s*{_UNIT_WORD})|\s(?={_UNIT_WORD})")


def parse_unit(text: str, *, file: str, line: int) -> Unit:
    """One unit, however it is spaced.

    >>> parse_unit("백 만 원", file="f", line=1)
    Unit(name='백만원', unit_id='krw', factor=1000000)

    Raises:
        UnknownUnit: the unit is not in the vocabulary.
    """
    name = _compact(fold_width(text))
    if name not in _UNITS:
        raise UnknownUnit(file, line, text.strip())
    unit_id, factor = _UNITS[name]
    return Unit(name, unit_id, factor)


def has_unit_note(text: str) -> bool:
    """Does this line say a unit?"""
    return _note(fold_width(text)) is not None


def parse_unit_note(text: str, *, file: str, line: int) -> UnitNote:
    """The units and the day in a heading or a line above a table.

    >>> parse_unit_note("3. 예산 (기준 / 단위 : '20. 3. 31. / 천원)", file="f", line=1).as_of
    '2020-03-31'

    Raises:
        UnitMissing: no unit is written. UnknownUnit: it is not in the vocabulary.
        UnreadableDate: a day is announced but cannot be read.
    """
    raw = _note(fold_width(text))
    if raw is None:
        raise UnitMissing(file, line)
    names, day = _labelled(raw) or _segments(raw)
    names = [name for name in names if name.strip()]
    if not names:
        raise UnitMissing(file, line)
    as_of = parse_date(day) if day is not None else None
    if day is not None and as_of is None:
        raise UnreadableDate(file, line, day.strip())
    units = tuple(parse_unit(name, file=file, line=line) for name in names)
    return UnitNote(raw.strip(), units, as_of)


def money_unit(note: UnitNote, *, file: str, line: int) -> Unit:
    """The note's one unit of money."""
    return _only(note, WON, "금액(원, 천원, 백만원 등)", "an amount of money", file=file, line=line)


def persons_unit(note: UnitNote, *, file: str, line: int) -> Unit:
    """The note's one unit of people."""
    return _only(note, "persons", "명", "persons", file=file, line=line)


def _only(
    note: UnitNote, unit_id: str, wanted_ko: str, wanted_en: str, *, file: str, line: int
) -> Unit:
    if len(note.units) == 1 and note.units[0].unit_id == unit_id:
        return note.units[0]
    names = ", ".join(unit.name for unit in note.units)
    raise UnsuitableUnit(file, line, unit=names, wanted_ko=wanted_ko, wanted_en=wanted_en)


def _note(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    found = _BRACKETED_NOTE.findall(text) or _BARE_NOTE.findall(text)
    return str(found[-1]) if found else None


def _labelled(raw: str) -> tuple[list[str], str | None] | None:
    """'기준 / 단위 : A / B', in either order: two labels, then two values."""
    found = _LABELLED.fullmatch(raw.strip())
    if found is None:
        return None
    labels = [_compact(label) for label in found["labels"].split("/")]
    if sorted(labels) != ["기준", "단위"]:
        return None
    values = found["values"].split("/", 1)
    said = dict(zip(labels, values, strict=False))
    return [said.get("단위", "")], said.get("기준", "")


def _segments(raw: str) -> tuple[list[str], str | None]:
    """'2020. 3. 31. 기준, 단위 : 명, %': pieces in any order; units follow the word 단위."""
    names: list[str] = []
    day: str | None = None
    is_unit = False
    for piece in _SEGMENT.split(raw):
        word = _compact(piece)
        if word.startswith("단위"):
            is_unit = True
            names.append(re.sub(rf"^\s*{_UNIT_WORD}\s*:?", "", piece))
        elif word.startswith("기준") or word.endswith(("기준", "현재")):
            is_unit = False
            day = re.sub(r"^\s*기\s*준\s*:?|(기\s*준|현\s*재)\s*$", "", piece)
        elif is_unit and word:
            names.append(piece)
    return names, day


def _compact(text: str) -> str:
    return "".join(text.split())
