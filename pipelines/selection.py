"""What a partial refresh leaves out: the sources and indicators that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Indicator, Source
from pipelines.sources import calendar, journal, live
from pipelines.sources.families import inbox


class UnknownName(Exception):
    """What was asked for is not in the catalogue; its words are for the person who asked."""


@dataclass(frozen=True)
class Wanted:
    """Ids of sources and indicators to bring up to date."""

    sources: tuple[str, ...]
    indicators: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.sources or self.indicators)

    def left_out(self, catalogue: Catalogue) -> set[tuple[str, str]]:
        """Keys of the assets that are not built: every other source and indicator."""
        return {
            *(
                (layer, source.id)
                for source in catalogue.sources
                if source.id not in self.sources
                for layer in ("raw", "staging")
            ),
            *(
                ("indicator", card.id)
                for card in catalogue.indicators
                if card.id not in self.indicators
            ),
        }


def for_indicator(catalogue: Catalogue, name: str) -> Wanted:
    """One indicator, by id or code: its sources, and whatever else draws on them.

    A source that was refreshed for one indicator must not leave another one behind.
    """
    card = _found(catalogue, name)
    found = for_sources(catalogue, sources_of(card))
    return Wanted(found.sources, tuple(dict.fromkeys((card.id, *found.indicators))))


def for_goal(catalogue: Catalogue, goal: str) -> Wanted:
    """The indicators of a goal (11 or G-11), with their sources.

    Raises:
        UnknownName: there is no such goal.
    """
    number = goal.upper().removeprefix("G-").lstrip("0")
    cards = [card for card in catalogue.indicators if str(catalogue.goal_of(card).number) == number]
    if not cards:
        raise UnknownName(f"{goal}: 그런 목표가 없습니다. / There is no such goal.")
    found = for_sources(catalogue, [source for card in cards for source in sources_of(card)])
    return Wanted(found.sources, tuple(dict.fromkeys((*found.indicators, *(c.id for c in cards)))))


def for_sources(catalogue: Catalogue, names: Iterable[str]) -> Wanted:
    """Sources, and every indicator that draws on them.

    Raises:
        UnknownName: there is no such source.
    """
    known = {source.id for source in catalogue.sources}
    sources = tuple(dict.fromkeys(names))
    for name in sources:
        if name not in known:
            raise UnknownName(
                f"{name}: 그런 출처가 없습니다. `sdg source list`로 확인하세요."
                f" / There is no such source; see `sdg source list`."
            )
    fed = [card.id for card in catalogue.indicators if set(sources_of(card)) & set(sources)]
    return Wanted(sources, tuple(fed))


def due_sources(catalogue: Catalogue, home: Path, today: date) -> list[str]:
    """Sources with a service that their calendar, a failure or a waiting file makes due."""
    return [source.id for source in catalogue.sources if _is_due(source, catalogue, home, today)]


def _is_due(source: Source, catalogue: Catalogue, home: Path, today: date) -> bool:
    if source.fetch is None:
        return False
    if inbox.waiting(live.inbox_of(home, source.id)):
        return True
    entry = journal.read(home, source.id)
    return calendar.next_due(calendar.schedule_of(source, catalogue), entry, today) <= today


def sources_of(indicator: Indicator) -> list[str]:
    """Every source that an indicator draws on, the preferred one first."""
    found: list[str] = []
    for series in indicator.series:
        refs = [series.measure, *series.plus, *([series.per] if series.per else [])]
        found.extend(ref.source for ref in refs if ref.source not in found)
    return list(dict.fromkeys(found))


def _found(catalogue: Catalogue, name: str) -> Indicator:
    for card in catalogue.indicators:
        if name in (card.id, card.code):
            return card
    raise UnknownName(
        f"{name}: 그런 지표가 없습니다. id나 코드(예 I-11-6-2)로 적어 주세요."
        f" / There is no such indicator; give its id or code (for example I-11-6-2)."
    )
