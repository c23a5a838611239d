"""The catalogue as one frozen value, with the look-ups that everybody needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from indicators.catalogue.documents import OfficeDocument
from indicators.catalogue.models import (
    Area,
    Caveat,
    Correction,
    Goal,
    Indicator,
    Plan,
    Programme,
    Source,
    Target,
    Unit,
)
from indicators.catalogue.overrides import Override


@dataclass(frozen=True)
class Counts:
    """How many of each kind the catalogue holds; compared with `Plan.promise`."""

    goals: int
    targets: int
    indicators: int
    programmes: int
    districts: int


@dataclass(frozen=True)
class Catalogue:
    """Every card, in the order of the plan's codes. Built by `load_catalogue`, never by hand."""

    plan: Plan
    goals: tuple[Goal, ...]
    targets: tuple[Target, ...]
    indicators: tuple[Indicator, ...]
    programmes: tuple[Programme, ...]
    areas: tuple[Area, ...]
    units: tuple[Unit, ...]
    caveats: tuple[Caveat, ...]
    sources: tuple[Source, ...]
    documents: tuple[OfficeDocument, ...]
    corrections: tuple[Correction, ...]
    overrides: tuple[Override, ...] = ()

    @property
    def counts(self) -> Counts:
        """Computed counts; districts only, without the city and the nation."""
        return Counts(
            goals=len(self.goals),
            targets=len(self.targets),
            indicators=len(self.indicators),
            programmes=len(self.programmes),
            districts=sum(area.kind == "district" for area in self.areas),
        )

    def indicator(self, id_or_code: str) -> Indicator:
        """The indicator with this id or code; KeyError if there is none."""
        for card in self.indicators:
            if id_or_code in (card.id, card.code):
                return card
        raise KeyError(id_or_code)

    def source(self, source_id: str) -> Source:
        """The source with this id; KeyError if there is none."""
        for card in self.sources:
            if card.id == source_id:
                return card
        raise KeyError(source_id)

    def goal_of(self, indicator: Indicator) -> Goal:
        """The goal that an indicator serves, read from its code."""
        number = int(indicator.code.split("-")[1])
        return next(goal for goal in self.goals if goal.number == number)

    def sorted(self) -> Self:
        """The same catalogue in the order of the plan."""
        return type(self)(
            plan=self.plan,
            goals=tuple(sorted(self.goals, key=lambda card: card.number)),
            targets=tuple(sorted(self.targets, key=lambda card: code_key(card.code))),
            indicators=tuple(sorted(self.indicators, key=lambda card: code_key(card.code))),
            programmes=tuple(sorted(self.programmes, key=lambda card: card.code)),
            areas=tuple(sorted(self.areas, key=lambda card: card.order)),
            units=self.units,
            caveats=self.caveats,
            sources=tuple(sorted(self.sources, key=lambda card: card.id)),
            documents=self.documents,
            corrections=self.corrections,
            overrides=self.overrides,
        )


def code_key(code: str) -> tuple[tuple[int, int, str], ...]:
    """Order codes as the plan does: T-11-2 before T-11-10, numbers before letters.

    >>> sorted(["T-11-10", "T-11-a", "T-11-2"], key=code_key)
    ['T-11-2', 'T-11-10', 'T-11-a']
    """
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part) for part in code.split("-")[1:]
    )
