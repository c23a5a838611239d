"""The United Nations' SDG database: no key, pages, values as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import Field

from pipelines.sources.answers import at, flat, json_of, listed, whole
from pipelines.sources.errors import MeaningError
from pipelines.sources.family import Family, Page, Params, Reach, Table

_MOST_PAGES = 200


class UnParams(Params):
    """`series` is the series' code (SI_POV_DAY1); `area` the UN's number of the country."""

    series: str
    area: str = "410"
    page_size: int = Field(default=1000, ge=1, le=5000)
    base: str = "https://unstats.un.org/SDGAPI/v1/sdg"


def _pages(params: UnParams, reach: Reach) -> Iterator[Page]:
    number, last, total, got = 1, 1, 0, 0
    while number <= min(last, _MOST_PAGES):
        page = reach.get(
            f"{params.base}/Series/Data",
            {
                "seriesCode": params.series,
                "areaCode": params.area,
                "pageSize": str(params.page_size),
                "page": str(number),
            },
        )
        answer = json_of(page, reach.source)
        last = whole(at(answer, "totalPages", source=reach.source), "totalPages", reach.source)
        total = whole(
            at(answer, "totalElements", source=reach.source), "totalElements", reach.source
        )
        got += len(_rows(answer, reach.source))
        yield page
        number += 1
    if got != total:
        raise MeaningError("PAGES_MOVED", reach.source, total=total, got=got)


def _table(params: UnParams, pages: Sequence[Page], source: str) -> Table:
    return Table(
        [flat(row, source) for page in pages for row in _rows(json_of(page, source), source)]
    )


def _rows(answer: Any, source: str) -> list[Any]:
    return listed(at(answer, "data", source=source), "data", source)


FAMILY = Family(
    name="un",
    title_ko="유엔 SDG 지표 데이터베이스",
    title_en="UN SDG indicators database",
    params=UnParams,
    pages=_pages,
    table=_table,
    table_param="series",
    interval=1.0,
    hints={
        "period": "timePeriodStart",
        "area": "geoAreaCode",
        "area_name": "geoAreaName",
        "value": "value",
        "unit": "attributes.Units",
        "item": "series",
        "item_name": "seriesDescription",
    },
)
