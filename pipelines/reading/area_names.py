"""Areas by name and by code, as offices write them; the result is always a slug.

A five-digit code says nothing without its system: five of them name different districts in the
two official systems. A district's name is Seoul's only as long as no other city is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.catalogue.models import Area
from pipelines.reading.nearest import nearest

# Totals over areas, as offices label them.
TOTAL = re.compile(
    r"(?:총|합|소|누|전체)?\s*계|전체|총합|합|총\s*합\s*계|total|sum|서울\s*계", re.I
)
_CITY = ("서울", "서울시", "서울특별시", "seoul", "seoulcity", "서울특별시전체", "서울전체")
_NATION = ("전국", "대한민국", "한국", "korea", "republicofkorea", "southkorea", "전국계")
_OTHER_REGIONS = (
    "부산", "대구", "인천", "광주", "대전", "울산", "세종", "경기", "강원", "충북", "충남",
    "전북", "전남", "경북", "경남", "제주", "충청북", "충청남", "전라북", "전라남", "경상북",
    "경상남",
)  # fmt: skip
_OTHER = re.compile(
    rf"(?:{'|'.join(_OTHER_REGIONS)})(?:광역시|특별자치시|특별자치도|도|시)?"
    r"(?:\s+(?P<inner>\S.*))?"
)
_OWN_CITY = re.compile(r"(?:서울특별시|서울시|서울)\s*(?P<rest>\S.*)")
_SYSTEMS = {
    "legal": "legal", "법정": "legal", "법정동": "legal", "법정동코드": "legal",
    "행정표준": "legal", "행정표준코드": "legal", "행안부": "legal", "행정": "legal",
    "행정동": "legal", "mois": "legal",
    "kostat": "kostat", "통계": "kostat", "통계청": "kostat", "통계분류": "kostat",
    "통계청코드": "kostat", "kosis": "kostat", "통계분류코드": "kostat",
    "한국행정구역분류": "kostat",
}  # fmt: skip
_CODE = re.compile(r"(?P<code>\d{2}|\d{5}|\d{10})(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class FoundArea:
    """A name as it reads. `how` is an assumption's id; `kind` is total, outside or area."""

    slug: str | None
    kind: str = "area"
    how: str = ""


class AreaBook:
    """Every way of naming the catalogue's areas."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.areas = tuple(areas)
        self.districts = frozenset(area.slug for area in self.areas if area.kind == "district")
        self.name_ko = {area.slug: area.name.ko for area in self.areas}
        self._exact: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        self._codes: dict[tuple[str, str], str] = {}
        for area in self.areas:
            self._add(area)

    def _add(self, area: Area) -> None:
        self._exact |= {area.slug: area.slug, area.name.ko: area.slug}
        loose = {area.name.en, area.slug}
        if area.kind == "city":
            loose |= set(_CITY)
        elif area.kind == "nation":
            loose |= set(_NATION)
        else:
            loose |= {
                area.name.ko,
                area.name.en.removesuffix("-gu"),
                area.name.en.replace("-", " "),
            }
            # 중구 without 구 would be a single syllable: too little to be a name.
            short = area.name.ko.removesuffix("구")
            loose |= {short} if len(short) > 1 else set()
        self._loose |= {_folded(name): area.slug for name in loose}
        for system, code in (("legal", area.code_legal), ("kostat", area.code_kostat)):
            if code is not None:
                self._codes[system, code] = area.slug
        if area.code_legal is not None:
            self._codes["legal", area.code_legal.ljust(10, "0")] = area.slug

    def find(self, text: str) -> FoundArea:
        """What an area label names.

        `how` is "" where the name is written as it should be.
        """
        name = " ".join(text.split())
        if name in self._exact:
            return FoundArea(self._exact[name])
        if TOTAL.fullmatch(name):
            return FoundArea(None, "total")
        slug = self._loose.get(_folded(name))
        if slug is not None:
            return FoundArea(slug, how="area_name")
        own = _OWN_CITY.fullmatch(name)
        if own is not None:
            return self._inside(own["rest"])
        if _OTHER.fullmatch(name):
            return FoundArea(None, "outside")
        return FoundArea(None, "unknown")

    def _inside(self, rest: str) -> FoundArea:
        if TOTAL.fullmatch(rest.strip("() ")):
            return FoundArea("seoul", how="area_name")
        slug = self._loose.get(_folded(rest))
        if slug in self.districts:
            return FoundArea(slug, how="area_name")
        return FoundArea(None, "unknown")

    def suggest(self, text: str) -> str | None:
        """The Korean name of the area that a mistyped label most likely meant."""
        own = _OWN_CITY.fullmatch(text.strip())
        return nearest(own["rest"] if own else text, [*self.name_ko.values(), *self.districts])

    def find_code(self, text: str, system: str | None) -> str | None:
        """The area of a code in a system (`legal`, `kostat`); None if there is none."""
        code = plain_code(text)
        return self._codes.get((system, code)) if code is not None and system else None

    def candidates(self, text: str) -> dict[str, str]:
        """System -> slug for a code whose system is not said."""
        code = plain_code(text)
        found = {name: self._codes.get((name, code or "")) for name in ("legal", "kostat")}
        return {name: slug for name, slug in found.items() if slug is not None}


def plain_code(text: str) -> str | None:
    """A code without what a spreadsheet adds to it (11,110 or 11110.0); None if it is no code."""
    found = _CODE.fullmatch(text.strip().lstrip("'").replace(",", ""))
    return found["code"] if found else None


def code_system(text: str) -> str | None:
    """`legal` or `kostat` from the words that offices use.

    >>> code_system("통계청"), code_system("법정동코드"), code_system("우편번호")
    ('kostat', 'legal', None)
    """
    return _SYSTEMS.get(_folded(text))


def _folded(name: str) -> str:
    return re.sub(r"[\s·.\-_]+", "", name).casefold()
