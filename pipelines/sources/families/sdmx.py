"""SDMX services: CSV is read here, SDMX-ML and SDMX-JSON through sdmx1."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from pipelines.sources.answers import is_markup, not_data, text_of
from pipelines.sources.errors import AnswerError, PublisherError
from pipelines.sources.family import Family, Page, Params, Reach, Record, Table

_ACCEPTED = {
    "csv": "csvfilewithlabels",
    "xml": "structurespecificdata",
    "json": "jsondata",
}


class SdmxParams(Params):
    """`base` is the service's address, `flow` the dataflow (AGENCY,FLOW,VERSION), `key` the series.

    `query` are further parameters (startPeriod, …). `format` is asked for as `format=` unless
    the service wants another word, given in `query`.
    """

    base: str
    flow: str
    key: str = "all"
    format: Literal["csv", "xml", "json"] = "csv"
    query: dict[str, str] = Field(default_factory=dict[str, str])


def _pages(params: SdmxParams, reach: Reach) -> Iterator[Page]:
    asked = {"format": _ACCEPTED[params.format]} | params.query
    page = reach.get(f"{params.base.rstrip('/')}/data/{params.flow}/{params.key}", asked)
    _table(params, [page], reach.source)
    yield page


def _table(params: SdmxParams, pages: Sequence[Page], source: str) -> Table:
    records = [
        record
        for page in pages
        for record in (_csv(page, source) if params.format == "csv" else _message(page, source))
    ]
    if not records:
        raise PublisherError("NO_DATA", source, code="0")
    return Table(records)


def _csv(page: Page, source: str) -> list[Record]:
    if is_markup(page.content):
        raise not_data(page, source)
    if page.status >= 400:
        raise PublisherError("REFUSED", source, code=f"HTTP {page.status}", message="")
    return list(csv.DictReader(io.StringIO(text_of(page, source), newline="")))


def _message(page: Page, source: str) -> list[Record]:
    import sdmx  # slow to import, and only these formats need it

    if page.content.lstrip()[:5].lower() in (b"<html", b"<!doc"):
        raise not_data(page, source)
    try:
        message = sdmx.read_sdmx(io.BytesIO(page.content))
        frames = [
            sdmx.to_pandas(data, attributes="o").reset_index().astype(str)
            for data in getattr(message, "data", [])
        ]
    except Exception as error:  # noqa: BLE001 - whatever a foreign parser says of a foreign file
        raise AnswerError("NOT_A_TABLE", source, detail=type(error).__name__) from None
    found: list[Record] = []
    for frame in frames:
        found.extend(
            {str(name): _text(value) for name, value in row.items()}
            for row in frame.to_dict(orient="records")
        )
    return found


def _text(value: object) -> str | None:
    return None if value in ("nan", "None") else str(value)


FAMILY = Family(
    name="sdmx",
    title_ko="SDMX 서비스",
    title_en="SDMX services",
    params=SdmxParams,
    pages=_pages,
    table=_table,
    table_param="flow",
    hints={
        "period": "TIME_PERIOD",
        "area": "REF_AREA",
        "value": "OBS_VALUE",
        "unit": "UNIT_MEASURE",
    },
)
