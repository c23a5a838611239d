"""The shapes of the cards: goals, targets, indicators, programmes, areas, sources.

Every model refuses unknown keys, so a misspelt key is an error that names file and line
(see `load`), never a silent hole. Texts for people are always in Korean and English; so are the
words of a validator's `ValueError`, as "Korean / English".
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from indicators.catalogue.fetch import Fetch

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=63)]
AreaSlug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*$", max_length=31)]
GoalCode = Annotated[str, StringConstraints(pattern=r"^G-\d{2}$")]
TargetCode = Annotated[str, StringConstraints(pattern=r"^T-\d{2}-[0-9a-z]{1,2}$")]
IndicatorCode = Annotated[str, StringConstraints(pattern=r"^I-\d{2}-[0-9a-z]{1,2}-\d{1,2}$")]
ProgrammeCode = Annotated[str, StringConstraints(pattern=r"^P-\d{3}$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Card(BaseModel):
    """A frozen piece of the catalogue; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Card):
    """One text in Korean and English; neither may be missing."""

    ko: Text
    en: Text


class Origin(StrEnum):
    """Where a figure comes from, best first (see docs/origins.md)."""

    OFFICIAL = "official"
    DERIVED = "derived"
    PROXY = "proxy"
    SAMPLE = "sample"


class Direction(StrEnum):
    """Which way is better. There is no default: each card says it."""

    UP = "up"
    DOWN = "down"
    RANGE = "range"
    NONE = "none"


# --- the plan -----------------------------------------------------------------------------


class Promise(Card):
    """The counts that the plan promises; computed counts are compared with them."""

    goals: int
    targets: int
    indicators: int
    programmes: int
    districts: int
    document: Text


class Document(Card):
    """A document about the plan, and what it says of the counts (documents differ)."""

    id: Slug
    title: Bilingual
    date: date
    publisher: Text
    reference: Text | None = None
    states: dict[str, int] = Field(default_factory=dict)
    note: Bilingual | None = None


class Section(Card):
    """One of the committee's sections (분과)."""

    id: Literal["economy", "society", "environment", "cooperation"]
    name: Bilingual


class Plan(Card):
    """The plan whose implementation is watched."""

    id: Slug
    name: Bilingual
    period_start: int
    period_end: int
    target_year: int
    milestone_years: list[int]
    legal_basis: list[Bilingual]
    catalogue_status: Literal["working", "official"]
    catalogue_note: Bilingual
    promise: Promise
    sections: list[Section]
    documents: list[Document]


class Goal(Card):
    """One of the 17 goals (목표)."""

    code: GoalCode
    number: int = Field(ge=1, le=17)
    name: Bilingual
    short_name: Bilingual
    name_status: Literal["seoul_confirmed", "un_official"]
    name_source: Text
    section: Literal["economy", "society", "environment", "cooperation"]
    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]
    text_colour: Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]


class Target(Card):
    """One of the plan's targets (세부목표), in our own words."""

    code: TargetCode
    goal: GoalCode
    name: Bilingual
    text: Bilingual
    un_targets: list[Text] = Field(default_factory=list)
    k_sdg_targets: list[Text] = Field(default_factory=list)

    @model_validator(mode="after")
    def code_belongs_to_goal(self) -> Self:
        if self.code.split("-")[1] != self.goal.split("-")[1]:
            raise ValueError(
                f"{self.code}: {self.goal}의 세부목표 번호가 아닙니다."
                f" / {self.code} does not belong to {self.goal}"
            )
        return self


class Area(Card):
    """The nation, the city, or one of its districts, with both official code systems."""

    slug: AreaSlug
    kind: Literal["nation", "city", "district"]
    order: int
    name: Bilingual
    code_legal: str | None
    code_kostat: str | None
    tile_row: int | None = None
    tile_column: int | None = None
    neighbours: list[AreaSlug] = Field(default_factory=list[AreaSlug])


class Symbol(Card):
    """What stands beside a number; blank for a plain ratio or index."""

    ko: str
    en: str


class Unit(Card):
    """A unit of measurement."""

    id: Slug
    name: Bilingual
    symbol: Symbol


class Caveat(Card):
    """A closed vocabulary of reservations that a reader must see beside a figure."""

    id: Slug
    text: Bilingual


# --- sources ------------------------------------------------------------------------------


class Measure(Card):
    """One quantity that a source gives. `min`/`max` are limits no true value crosses."""

    id: Slug
    name: Bilingual
    unit: Slug
    min: float | None = None
    max: float | None = None
    publisher: Text | None = None
    table: Text | None = None
    table_id: Text | None = None
    note: Bilingual | None = None


class Source(Card):
    """Figures that ship with the project, or a publisher's service.

    `publisher` is who made the figures; `obtained_from` is how they reached us;
    `processing` is what we did to them. The three are never mixed. With `fetch` the figures come
    from the publisher's service, and `file` is only what receipts and findings call them.
    """

    id: Slug
    name: Bilingual
    publisher: Bilingual
    table: Text
    table_id: Text | None
    url: Text | None = None
    licence: Text
    licence_note: Bilingual | None = None
    obtained_from: Text
    retrieved: date
    processing: Bilingual
    file: Text
    layout: Literal["observations"] = "observations"
    scope: Literal["seoul", "nation"]
    measures: list[Measure] = Field(min_length=1)
    caveats: list[Slug] = Field(default_factory=list[Slug])
    fetch: Fetch | None = None

    @model_validator(mode="after")
    def fetched_measures_are_declared(self) -> Self:
        mapped = self.fetch.map.measures if self.fetch and self.fetch.map else {}
        for name in sorted(set(mapped) - {measure.id for measure in self.measures}):
            raise ValueError(
                f"{name}: 이 카드의 측정항목(measures)에 없습니다."
                f" / {name} is not among this card's measures"
            )
        return self


class Correction(Card):
    """A known defect of a source: which figures are withheld, why, and who was told.

    The publisher's bytes stay as they are in raw; the figures go to quarantine with this reason.
    """

    id: Slug
    source: Slug
    measure: Slug
    area: AreaSlug | None = None
    periods: list[Text] = Field(default_factory=list)
    reason: Bilingual
    reported: Bilingual


# --- indicators ---------------------------------------------------------------------------


class FigureRef(Card):
    """A measure of a source."""

    source: Slug
    measure: Slug


class Series(Card):
    """How figures become this indicator; the first entry that has a value wins.

    `measure` alone: value * scale. With `per`: measure / per * scale of the same area and
    period (or the period in `per_period`, where only one year of the denominator exists; a
    caveat must say so). `plus` adds further measures to the numerator. `city` says where the
    city's value comes from when the source has districts only.
    """

    measure: FigureRef
    plus: list[FigureRef] = Field(default_factory=list[FigureRef])
    per: FigureRef | None = None
    per_period: Literal["same", "nearest"] = "same"
    scale: float = 1.0
    origin: Literal["official", "derived", "proxy"]
    areas: Literal["all", "city", "districts", "nation"] = "all"
    city: Literal["published", "sum", "mean", "none"] = "published"
    formula: Bilingual | None = None
    caveats: list[Slug] = Field(default_factory=list[Slug])

    @model_validator(mode="after")
    def derived_says_how(self) -> Self:
        computed = self.per is not None or bool(self.plus) or self.city in ("sum", "mean")
        if computed and self.origin == "official":
            raise ValueError(
                "계산한 값은 official이 아니라 derived나 proxy입니다."
                " / a computed figure is derived or proxy, not official"
            )
        if self.origin == "derived" and self.formula is None:
            raise ValueError(
                "derived 값에는 산식(formula)이 있어야 합니다. / a derived figure needs its formula"
            )
        return self


class Baseline(Card):
    """The plan's starting value."""

    year: int
    value: float


class Milestone(Card):
    """A value to be reached, and on whose authority. A target is never invented."""

    year: int
    value: float | None = None
    upper: float | None = None
    basis: Literal["official", "k_sdg"]
    document: Text
    note: Bilingual | None = None


class Publication(Card):
    """Where the official figure is (or will be) published. An id is never guessed."""

    publisher: Bilingual
    table: Bilingual
    table_id: Text | None = None
    url: Text | None = None


class NaturalLimits(Card):
    """Values beyond which the quantity cannot go."""

    min: float | None = None
    max: float | None = None


class Indicator(Card):
    """One of the plan's indicators (지표)."""

    id: Slug
    code: IndicatorCode
    target: TargetCode
    name: Bilingual
    definition: Bilingual
    formula: Bilingual
    unit: Slug
    decimals: int = Field(ge=0, le=4)
    direction: Direction
    kind: Literal["quantitative", "qualitative"]
    baseline: Baseline | None = None
    targets: list[Milestone] = Field(default_factory=list[Milestone])
    target_basis: Literal["official", "k_sdg", "none"]
    un_indicators: list[Text] = Field(default_factory=list)
    k_sdg_indicators: list[Text] = Field(default_factory=list)
    publication: Publication
    series: list[Series] = Field(default_factory=list[Series])
    frequency: Literal["annual", "biennial", "triennial", "quinquennial", "quarterly", "irregular"]
    publication_lag_months: int = Field(ge=0, le=60)
    custodian: Bilingual
    areas: list[Literal["city", "districts"]] = Field(min_length=1)
    aggregation: Literal["additive", "rate"]
    natural_limits: NaturalLimits = NaturalLimits()
    breakdowns: list[Slug] = Field(default_factory=list[Slug])
    caveats: list[Slug] = Field(default_factory=list[Slug])
    notes: Bilingual | None = None

    @model_validator(mode="after")
    def code_belongs_to_target(self) -> Self:
        if self.code.split("-")[1:3] != self.target.split("-")[1:3]:
            raise ValueError(
                f"{self.code}: {self.target}의 지표 번호가 아닙니다."
                f" / {self.code} does not belong to {self.target}"
            )
        return self

    @model_validator(mode="after")
    def targets_agree_with_basis(self) -> Self:
        if (self.target_basis == "none") != (not self.targets):
            raise ValueError(
                "target_basis는 목표값(targets)이 없을 때만 none입니다."
                " / target_basis is none exactly when there are no targets"
            )
        if self.targets and self.target_basis not in {t.basis for t in self.targets}:
            raise ValueError(
                "target_basis와 근거(basis)가 같은 목표값이 없습니다."
                " / target_basis names a basis that no target has"
            )
        return self

    @model_validator(mode="after")
    def target_agrees_with_direction(self) -> Self:
        if self.baseline is None or self.direction in (Direction.RANGE, Direction.NONE):
            return self
        for milestone in self.targets:
            if milestone.value is None:
                continue
            rises = milestone.value - self.baseline.value
            if rises and (rises > 0) != (self.direction is Direction.UP):
                raise ValueError(
                    f"{milestone.year}년 목표값 {milestone.value}은(는) 기준값"
                    f" {self.baseline.value}에서 지표의 방향({self.direction.value})과"
                    f" 반대쪽에 있습니다."
                    f" / target {milestone.year} = {milestone.value} runs against direction"
                    f" {self.direction.value} from baseline {self.baseline.value}"
                )
        return self


# --- programmes ---------------------------------------------------------------------------


class Evidence(Card):
    """A public page or document that shows the programme exists; `none_found` says so."""

    title: Text | None = None
    publisher: Text | None = None
    url: Text | None = None
    date: Text | None = None
    none_found: bool = False

    @model_validator(mode="after")
    def something_or_nothing(self) -> Self:
        if self.none_found == bool(self.title):
            raise ValueError(
                "근거는 제목(과 발행기관)을 적거나 none_found: true라고 적습니다."
                " / evidence is either a title (with its publisher) or none_found: true"
            )
        return self


class IndicatorLink(Card):
    """What the programme should move, and why we think so. Association, never proof."""

    indicator: Slug
    contribution: Literal["direct", "indirect"]
    reason: Bilingual


class Programme(Card):
    """One of the 100 municipal programmes (사업)."""

    id: Slug
    code: ProgrammeCode
    name: Bilingual
    purpose: Bilingual
    department: Bilingual
    section: Literal["economy", "society", "environment", "cooperation"]
    period_start: int = Field(ge=2000, le=2040)
    period_end: int | None = None
    targets: list[TargetCode] = Field(min_length=1)
    indicators: list[IndicatorLink] = Field(default_factory=list[IndicatorLink])
    district_scope: Literal["city_wide", "selected", "unknown"] = "city_wide"
    evidence: list[Evidence] = Field(min_length=1)
    notes: Bilingual | None = None
