"""What the catalogue expects of each row: its unit, its limits, how its areas belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Indicator, Measure
from indicators.methods.freshness import is_stale
from pipelines.quality.neighbours import COUNTS
from pipelines.reading.nearest import nearest
from pipelines.reading.texts import texts_of
from pipelines.reading.trace import Trace
from pipelines.reading.unit_words import MONEY_WORDS, UnitBook

_NOT_ADDITIVE = re.compile(r"당|비율|비중|[률율]$|지수|평균|점수|등급|순위|밀도")


@dataclass(frozen=True, slots=True)
class Expected:
    """What one indicator (or measure) is; `hint` is a value of the right size, if one is known."""

    id: str
    name: str
    unit: str | None = None
    limit_min: float | None = None
    limit_max: float | None = None
    aggregation: str | None = None
    frequency: str = "irregular"
    lag_months: int = 0
    hint: float | None = None


_UNKNOWN = Expected("", "")


class Expectations:
    """Looks up what is expected, by every name that an indicator or a measure has."""

    def __init__(self, catalogue: Catalogue, layout: str, file: str) -> None:
        self._catalogue = catalogue
        self._by_id: dict[str, Expected] = {}
        self._names: dict[str, str] = {}
        if layout == "observations":
            for card in catalogue.indicators:
                self._by_id[card.id] = _of_indicator(card)
                self._names |= {card.code: card.id, card.name.ko: card.id}
        elif layout == "figures":
            self._by_id = {measure.id: _of_measure(measure) for measure in self._measures(file)}

    def _measures(self, file: str) -> Iterable[Measure]:
        """The measures of the source that the file belongs to; of all, where it is none's."""
        stem = PurePath(file).stem
        named = [card for card in self._catalogue.sources if PurePath(card.file).stem == stem]
        return [measure for card in named or self._catalogue.sources for measure in card.measures]

    def find(self, text: str) -> tuple[Expected | None, str]:
        """(what is expected, an assumption's id or "")."""
        if text in self._by_id:
            return self._by_id[text], ""
        card_id = self._names.get(text)
        if card_id is not None:
            how = "" if re.fullmatch(r"I-[\w-]+", text) else "indicator_name"
            return self._by_id[card_id], how
        folded = text.strip().casefold()
        if folded in self._by_id:
            return self._by_id[folded], "indicator_name"
        return None, ""

    def suggest(self, text: str) -> str | None:
        return nearest(text, [*self._by_id, *self._names])


def _of_indicator(card: Indicator) -> Expected:
    known = [card.baseline.value] if card.baseline else []
    known += [target.value for target in card.targets if target.value]
    return Expected(
        id=card.id,
        name=card.name.ko,
        unit=card.unit,
        limit_min=card.natural_limits.min,
        limit_max=card.natural_limits.max,
        aggregation=card.aggregation if "districts" in card.areas else None,
        frequency=card.frequency,
        lag_months=card.publication_lag_months,
        hint=known[0] if known else None,
    )


def _of_measure(measure: Measure) -> Expected:
    return Expected(measure.id, measure.name.ko, measure.unit, measure.min, measure.max)


def add_expected(
    rows: pd.DataFrame, expectations: Expectations, layout: str, units: UnitBook, trace: Trace,
    as_of: date,
) -> pd.DataFrame:  # fmt: skip
    """Add what is expected to interpreted rows.

    Added: indicator_key, indicator_id, indicator_name, expected_unit, unit_id, unit_problem,
    cell_unit, limit_min, limit_max, aggregation, hint, latest_expected.
    """
    found = {
        text: expectations.find(text) for text in map(str, rows["indicator"].dropna().unique())
    }
    _note_names(rows, found, trace)
    cards = [(found.get(text) or (None, ""))[0] or _UNKNOWN for text in rows["indicator"]]
    is_known = layout in ("observations", "figures")
    rows["indicator_id"] = texts_of(rows, (card.id or None for card in cards))
    keys = rows["indicator_id"] if is_known else rows["indicator"]
    rows["indicator_key"] = keys.fillna(rows["indicator"])
    rows["indicator_name"] = texts_of(rows, (card.name or None for card in cards))
    rows["expected_unit"] = texts_of(rows, (card.unit for card in cards))
    for name in ("limit_min", "limit_max", "hint"):
        rows[name] = pd.array([getattr(card, name) for card in cards], dtype="Float64")
    rows["aggregation"] = texts_of(rows, (card.aggregation for card in cards))
    rows["is_stale"] = [
        _is_stale(card, year, as_of) for card, year in zip(cards, rows["year"], strict=True)
    ]
    _read_units(rows, units, layout, trace)
    if not is_known and layout != "long":
        rows["aggregation"] = texts_of(rows, _guessed_aggregation(rows))
    return rows


def _is_stale(card: Expected, year: Any, as_of: date) -> bool:
    if card is _UNKNOWN or pd.isna(year):
        return False
    return is_stale(int(year), card.frequency, card.lag_months, as_of)


def _note_names(
    rows: pd.DataFrame, found: Mapping[str, tuple[Expected | None, str]], trace: Trace
) -> None:
    for text, (card, how) in found.items():
        if how and card is not None:
            at = rows[rows["indicator"] == text]
            trace.note(
                how, int(at["line"].iloc[0]), column="indicator", value=text, read=card.id,
                count=len(at),
            )  # fmt: skip


def _read_units(rows: pd.DataFrame, units: UnitBook, layout: str, trace: Trace) -> None:
    """The unit's id, and what is wrong with it: missing, unknown, other, or two of them."""
    read: dict[tuple[Any, Any], str | None] = {}
    ids: list[str | None] = []
    problems: list[str | None] = []
    texts = rows["unit"].where(rows["unit"].notna(), rows["value_unit"])
    for text, expected, own, name in zip(
        texts, rows["expected_unit"], rows["value_unit"], rows["indicator"], strict=True
    ):
        text, expected = _or_none(text), _or_none(expected)
        if (text, expected) not in read:
            read[text, expected] = units.find(text, expected) if text else None
        unit_id = read[text, expected]
        ids.append(unit_id)
        problems.append(_problem(text, unit_id, expected, _or_none(own), name, units, layout))
    rows["unit_id"], rows["unit_problem"] = texts_of(rows, ids), texts_of(rows, problems)
    rows["cell_unit"] = texts_of(
        rows,
        (
            own if _differs(_or_none(own), _or_none(unit), units) else None
            for own, unit in zip(rows["value_unit"], rows["unit"], strict=True)
        ),
    )
    for text, unit_id in {text: found for (text, _), found in read.items()}.items():
        if text is not None and unit_id is not None and text != unit_id:
            at = rows[texts == text]
            trace.note(
                "unit_name", int(at["line"].iloc[0]), column="unit", value=text, read=unit_id,
                count=len(at),
            )  # fmt: skip


def _differs(own: str | None, unit: str | None, units: UnitBook) -> bool:
    """Does the unit behind a figure contradict the unit of its column?"""
    if own is None or unit is None or "".join(own.split()) == "".join(unit.split()):
        return False
    return units.find(own, units.find(unit)) != units.find(unit)


def _or_none(text: Any) -> str | None:
    return text if isinstance(text, str) and text else None


def _problem(
    text: str | None, unit_id: str | None, expected: str | None, own: str | None, name: Any,
    units: UnitBook, layout: str,
) -> str | None:  # fmt: skip
    if layout == "long":
        return None
    if text is None:
        is_needed = layout in ("observations", "figures") or bool(MONEY_WORDS.search(str(name)))
        return "missing" if is_needed else None
    if layout not in ("observations", "figures"):
        is_money = units.money_factor(text) is not None
        return "ambiguous" if "/" in text and unit_id is None and not is_money else None
    if expected is not None and unit_id != expected:
        return "other"
    if own is not None and units.find(own, unit_id) != unit_id:
        return "other"
    return None if unit_id is not None else "other"


def _guessed_aggregation(rows: pd.DataFrame) -> list[str | None]:
    """Of an official table: counts add up, unless their name says that they are a rate."""
    return [
        "additive" if unit in COUNTS and not _NOT_ADDITIVE.search(str(name)) else None
        for unit, name in zip(rows["unit_id"], rows["indicator"], strict=True)
    ]


def money_in_won(rows: pd.DataFrame, units: UnitBook, trace: Trace) -> pd.DataFrame:
    """Amounts of an official table in whole won, by the unit that the table declares."""
    factors = {text: units.money_factor(text) for text in map(str, rows["unit"].dropna().unique())}
    money = {text: factor for text, factor in factors.items() if factor is not None}
    if not money:
        return rows
    for text, factor in money.items():
        at = rows["unit"] == text
        if factor > 1:
            first = int(rows.loc[at, "line"].iloc[0])
            trace.note(
                "money_to_won", first, column="unit", value=text, read=f"{factor:,}",
                count=int(at.sum()),
            )  # fmt: skip
        rows.loc[at, "value_number"] = (rows.loc[at, "value_number"] * factor).round(6)
        rows.loc[at, "unit_id"] = "krw"
    is_money = rows["unit"].isin(list(money)) & rows["value_number"].notna()
    won = rows.loc[is_money, "value_number"].astype(float)
    broken = won[won % 1 != 0]
    rows.loc[broken.index, "broken_won"] = [f"{amount:,.15g}" for amount in broken]
    return rows
