"""Units by any of their names: the catalogue's id, name or symbol, and offices' spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indicators.catalogue.models import Unit
from pipelines.reading.errors import UnknownUnit
from pipelines.reading.nearest import nearest
from pipelines.reading.units import parse_unit

# Spellings that the vocabulary does not list; each names the same unit.
_SPELLINGS = {
    "인": "persons", "사람": "persons", "세대": "households", "개": "number", "대": "number",
    "퍼센트": "percent", "％": "percent", "백분율": "percent", "pct": "percent",
    "μg/m3": "ug_per_m3", "µg/m3": "ug_per_m3", "ug/m3": "ug_per_m3", "㎍/m3": "ug_per_m3",
    "µg/m³": "ug_per_m3", "μg/m³": "ug_per_m3", "㎍/m³": "ug_per_m3", "μg/㎥": "ug_per_m3",
    "m2": "m2", "m²": "m2", "제곱미터": "m2", "km2": "km2", "km²": "km2",
    "개소": "places", "곳": "places", "m³/년": "m3_per_year", "m3/년": "m3_per_year",
    "인/㎢": "persons_per_km2", "명/km2": "persons_per_km2", "톤/일": "tonnes_per_day",
    "천원": "thousand_krw", "만원": "ten_thousand_krw", "백만원": "million_krw", "원": "krw",
    "천명": "thousand_persons",
}  # fmt: skip
MONEY = ("krw", "thousand_krw", "ten_thousand_krw", "million_krw")
# Words of a heading that speak of money, where a unit may never be missing.
MONEY_WORDS = re.compile(
    r"예산|집행액|지출액|세입|세출|금액|사업비|보조금|결산액|이월액|잔액|국비|시비|구비|[가-힣]액$"
)


class UnitBook:
    """Every way of naming the catalogue's units. A symbol can belong to several of them."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = {unit.id: unit for unit in units}
        self._ids: dict[str, list[str]] = {}
        for unit in self.units.values():
            for word in (unit.id, unit.name.ko, unit.name.en, unit.symbol.ko, unit.symbol.en):
                self._learn(word, unit.id)
        for word, unit_id in _SPELLINGS.items():
            if unit_id in self.units:
                self._learn(word, unit_id)

    def _learn(self, word: str, unit_id: str) -> None:
        known = self._ids.setdefault(_folded(word), [])
        if _folded(word) and unit_id not in known:
            known.append(unit_id)

    def find(self, word: str, expected: str | None = None) -> str | None:
        """The id of a unit; where a symbol has several, the expected one counts.

        A symbol of several units without an expected one among them means the plainest.
        """
        if word in self.units:
            return word
        found = self._ids.get(_folded(word), [])
        if expected in found:
            return expected
        return found[0] if found else None

    def money_factor(self, word: str) -> int | None:
        """How many won one of a money unit is; None for any other unit."""
        try:
            unit = parse_unit(word, file="", line=0)
        except UnknownUnit:
            return None
        return unit.factor if unit.is_money else None

    def suggest(self, word: str) -> str | None:
        """The id that a mistyped unit most likely meant."""
        return nearest(word, self.units)

    def shown(self, unit_id: str) -> str:
        """How a unit is shown to people: its Korean symbol, or its name."""
        unit = self.units.get(unit_id)
        return unit_id if unit is None else unit.symbol.ko or unit.name.ko


def _folded(word: str) -> str:
    return "".join(word.split()).casefold()
