"""A person's assessment of an indicator, shown beside the computed one and never instead of it.

It names a role and no person, says why, and ends by itself on a day that is set beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from indicators.catalogue.models import Bilingual, Card, Slug, Text


class Override(Card):
    """An assessment by a person: whose role, when, why, and until when it stands."""

    id: Slug
    indicator: Slug
    assessment: Literal["achieved", "on_track", "delayed", "worsening", "monitoring"]
    role: Bilingual
    decided_on: date
    expires_on: date
    reason: Bilingual
    document: Text | None = None

    @model_validator(mode="after")
    def ends_after_it_begins(self) -> Self:
        if self.expires_on <= self.decided_on:
            raise ValueError("expires_on must be later than decided_on")
        return self

    def is_current(self, day: date) -> bool:
        """Whether it stands on this day."""
        return self.decided_on <= day < self.expires_on


def current(overrides: Iterable[Override], day: date) -> dict[str, Override]:
    """The override that stands for each indicator on this day; the latest decision wins."""
    found: dict[str, Override] = {}
    for card in sorted(overrides, key=lambda each: (each.decided_on, each.id)):
        if card.is_current(day):
            found[card.indicator] = card
    return found
