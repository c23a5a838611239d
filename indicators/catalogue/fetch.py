"""The `fetch:` block of a source card: which publisher's service, and how its columns become ours.

It is mapping, not code: adding a table of a known service needs no Python. `family` names a
module of `pipelines/sources/families`, which checks `params`; everything else is checked here.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, model_validator

_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=63)]
_AreaSlug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*$", max_length=31)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodMap(_Part):
    """Where the period stands. Exactly one of `column`, `headers`, `fixed`.

    `headers` is a pattern: columns whose heading matches are periods, one value a column.
    `form` says how to read it; `as_written` knows 2023, 202301, 2023-01, 2023Q1 and 2023.1/4.
    A quarter written 202301 must be declared, or it would be January.
    """

    column: _Text | None = None
    headers: _Text | None = None
    fixed: _Text | None = None
    form: Literal["as_written", "year", "quarter", "month"] = "as_written"

    @model_validator(mode="after")
    def one_place(self) -> Self:
        if sum(part is not None for part in (self.column, self.headers, self.fixed)) != 1:
            raise ValueError(
                "column, headers, fixed 가운데 하나만 적습니다."
                " / give exactly one of column, headers and fixed"
            )
        return self


class AreaMap(_Part):
    """Where the area stands, and in which system. A district code never goes without its system.

    `check` is the column with the area's name: code and name must agree. `listed` names areas
    one by one and comes first. `others` says what happens to areas that are none of ours.
    """

    column: _Text | None = None
    fixed: _AreaSlug | None = None
    by: Literal["name", "legal", "kostat", "slug", "listed"] = "listed"
    check: _Text | None = None
    listed: dict[str, _AreaSlug] = Field(default_factory=dict[str, str])
    others: Literal["refuse", "leave_out"] = "refuse"

    @model_validator(mode="after")
    def one_place(self) -> Self:
        if (self.column is None) == (self.fixed is None):
            raise ValueError("column과 fixed 가운데 하나만 적습니다. / give either column or fixed")
        if self.column is not None and self.by == "listed" and not self.listed:
            raise ValueError(
                "지역을 읽는 방법(by)이나 목록(listed)이 있어야 합니다."
                " / say how areas are read (by), or list them (listed)"
            )
        return self


class BreakdownMap(_Part):
    """A classification: the publisher's codes and our words; `total` means no breakdown."""

    column: _Text
    values: dict[str, _Text] = Field(min_length=1)
    others: Literal["refuse", "leave_out"] = "refuse"


class MeasureMap(_Part):
    """Which records are this measure, and which column has its value.

    `unit` is the unit as the publisher writes it today: when it changes, nothing is taken over.
    `factor` turns it into the measure's own unit (천원 into won: 1000).
    """

    value: _Text | None = None
    where: dict[str, str | list[str]] = Field(default_factory=dict[str, "str | list[str]"])
    unit: _Text | None = None
    factor: Decimal = Decimal(1)


class Mapping(_Part):
    """How records become figures.

    `value` is the column with the value unless a measure names its own; `where` keeps only
    matching records; `unit` is the column with the unit. `dash` says what `-` means here (none
    in the sense of zero, or not applicable); `blank` whether an empty cell is a missing figure
    or no figure at all.
    """

    value: _Text | None = None
    where: dict[str, str | list[str]] = Field(default_factory=dict[str, "str | list[str]"])
    period: PeriodMap
    area: AreaMap
    measures: dict[_Slug, MeasureMap] = Field(min_length=1)
    breakdown: dict[_Slug, BreakdownMap] = Field(default_factory=dict[str, BreakdownMap])
    unit: _Text | None = None
    dash: Literal["not_applicable", "zero"] = "not_applicable"
    blank: Literal["missing", "leave_out"] = "missing"

    @model_validator(mode="after")
    def values_have_a_place(self) -> Self:
        if self.period.headers is not None:
            return self
        for name, measure in self.measures.items():
            if measure.value is None and self.value is None:
                raise ValueError(
                    f"{name}: 값이 있는 열(value)이 없습니다. / {name} has no value column"
                )
        return self


class Schedule(_Part):
    """When the publisher publishes: on `day` of each of `months`. Late after `grace_days`."""

    months: list[Annotated[int, Field(ge=1, le=12)]] = Field(min_length=1)
    day: int = Field(default=1, ge=1, le=28)
    grace_days: int = Field(default=14, ge=0, le=366)


class Fetch(_Part):
    """A publisher's service.

    `map` is missing where the files are already in the project's long layout. `history: extend`
    is for services that answer with the latest periods only: older figures stay. A fetch with
    fewer than `keep_share` of the rows that stand now is refused.
    """

    family: _Slug
    params: dict[str, JsonValue] = Field(default_factory=dict[str, JsonValue])
    map: Mapping | None = None
    history: Literal["replace", "extend"] = "replace"
    keep_share: float = Field(default=0.5, ge=0, le=1)
    schedule: Schedule | None = None
