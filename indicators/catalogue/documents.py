"""The shape of the cards for office documents whose figures are carried into the project."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from indicators.catalogue.models import Bilingual, Card, Slug, Text

YearMonth = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class StatedCounts(Card):
    """What the document says the plan holds; documents differ, so each keeps its own."""

    goals: int = Field(ge=1)
    targets: int = Field(ge=1)
    indicators: int = Field(ge=1)
    programmes: int = Field(ge=1)
    line: int = Field(ge=1)


class CarriedFile(Card):
    """A table under `data/` with figures of the document, in our own layout."""

    file: Text
    what: Bilingual


class OfficeDocument(Card):
    """A city office's document: figures and facts are carried over, its text is not.

    `line` numbers everywhere are those of the text copy named in `obtained_from`.
    """

    id: Slug
    kind: Literal["work_report"]
    title: Bilingual
    publisher: Bilingual
    office: Bilingual
    date: YearMonth
    figures_as_of: date
    obtained_from: Bilingual
    licence: Text | None
    licence_note: Bilingual
    processing: Bilingual
    states: StatedCounts
    carried: list[CarriedFile] = Field(min_length=1)
    defects: list[Bilingual] = Field(default_factory=list[Bilingual])
    note: Bilingual | None = None
