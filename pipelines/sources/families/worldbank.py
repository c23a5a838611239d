"""World Bank, version 2: an array of two, the description and the rows; errors are arrays too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pydantic import Field

from pipelines.sources.answers import at, flat, json_of, listed, whole
from pipelines.sources.errors import AnswerError, MeaningError, PublisherError
from pipelines.sources.family import Family, Page, Params, Reach, Table

_MOST_PAGES = 200


class WorldBankParams(Params):
    """`indicator` is the indicator's id (SP.POP.TOTL), `country` its code, `dates` 2000:2026."""

    indicator: str
    country: str = "KOR"
    dates: str | None = None
    per_page: int = Field(default=1000, ge=1, le=20000)
    base: str = "https://api.worldbank.org/v2"


def _pages(params: WorldBankParams, reach: Reach) -> Iterator[Page]:
    number, last, total, got = 1, 1, 0, 0
    address = f"{params.base}/country/{quote(params.country)}/indicator/{quote(params.indicator)}"
    while number <= min(last, _MOST_PAGES):
        asked = {"format": "json", "per_page": str(params.per_page), "page": str(number)}
        page = reach.get(address, asked | ({"date": params.dates} if params.dates else {}))
        about, rows = _envelope(page, reach.source)
        last = whole(at(about, "pages", source=reach.source), "pages", reach.source)
        total = whole(at(about, "total", source=reach.source), "total", reach.source)
        got += len(rows)
        yield page
        number += 1
    if got != total:
        raise MeaningError("PAGES_MOVED", reach.source, total=total, got=got)


def _table(params: WorldBankParams, pages: Sequence[Page], source: str) -> Table:
    return Table([flat(row, source) for page in pages for row in _envelope(page, source)[1]])


def _envelope(page: Page, source: str) -> tuple[Any, list[Any]]:
    answer = listed(json_of(page, source), "[…]", source)
    about: Any = answer[0] if answer else None
    if isinstance(about, Mapping) and "message" in about:
        said = listed(about["message"], "message", source)
        first: Mapping[str, Any] = said[0] if said and isinstance(said[0], Mapping) else {}
        raise PublisherError(
            "REFUSED", source, code=first.get("id", "?"), message=first.get("value", "")
        )
    if len(answer) != 2:
        raise AnswerError("ENVELOPE", source, missing="[…, rows]")
    if answer[1] is None:  # a known indicator without a single figure
        raise PublisherError("NO_DATA", source, code="null")
    return about, listed(answer[1], "rows", source)


FAMILY = Family(
    name="worldbank",
    title_ko="세계은행 세계개발지표",
    title_en="World Bank, World Development Indicators",
    params=WorldBankParams,
    pages=_pages,
    table=_table,
    table_param="indicator",
    interval=0.5,
    hints={
        "period": "date",
        "area": "countryiso3code",
        "area_name": "country.value",
        "value": "value",
        "unit": "unit",
        "item": "indicator.id",
        "item_name": "indicator.value",
    },
)
