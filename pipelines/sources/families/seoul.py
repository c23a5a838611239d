"""Seoul Open Data Plaza: the key in the path, a thousand rows a call, http only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pydantic import Field

from pipelines.sources.answers import at, flat, json_of, listed, whole, xml_tag
from pipelines.sources.errors import AnswerError, MeaningError, PublisherError
from pipelines.sources.family import KEY, Family, Page, Params, Reach, Table
from pipelines.sources.keys import KeyNeeded

_ROWS = 1000
_KEY = KeyNeeded(
    "SEOUL",
    "서울 열린데이터광장(data.seoul.go.kr)에 로그인해 '인증키 신청'을 하면 바로 나옵니다.",
    "Sign in at data.seoul.go.kr and apply for a key; it is issued at once.",
)


class SeoulParams(Params):
    """`service` is the service's name; `options` are the path's further parts, in their order."""

    service: str
    options: list[str] = Field(default_factory=list[str])
    rows_per_call: int = Field(default=_ROWS, ge=1, le=_ROWS)
    base: str = "http://openapi.seoul.go.kr:8088"


def _pages(params: SeoulParams, reach: Reach) -> Iterator[Page]:
    start, total, got = 1, 1, 0
    while start <= total:
        end = start + params.rows_per_call - 1
        parts = [KEY, "json", params.service, str(start), str(end), *params.options]
        page = reach.get(f"{params.base}/{'/'.join(quote(part, safe='_') for part in parts)}/")
        total, rows = _envelope(page, reach.source)
        got += len(rows)
        yield page
        if not rows:
            break
        start = end + 1
    if got != total:
        raise MeaningError("PAGES_MOVED", reach.source, total=total, got=got)


def _table(params: SeoulParams, pages: Sequence[Page], source: str) -> Table:
    return Table([flat(row, source) for page in pages for row in _envelope(page, source)[1]])


def _envelope(page: Page, source: str) -> tuple[int, list[Any]]:
    """Total and rows. The envelope's name is not always the service's."""
    code = xml_tag(page.content, "CODE") if page.content.lstrip().startswith(b"<") else None
    if code:
        raise _refusal(code, xml_tag(page.content, "MESSAGE") or "", source)
    answer = json_of(page, source)
    if not isinstance(answer, Mapping):
        raise AnswerError("ENVELOPE", source, missing="{…}")
    if "code" in answer and "row" not in answer:  # the gateway's own form
        raise _refusal(str(answer["code"]), str(answer.get("message", "")), source)
    inner = answer if "RESULT" in answer else next(iter(answer.values()), None)
    result = at(inner, "RESULT", source=source)
    code = str(at(result, "CODE", source=source))
    if code != "INFO-000":
        raise _refusal(code, str(result.get("MESSAGE", "")), source)
    total = whole(at(inner, "list_total_count", source=source), "list_total_count", source)
    return total, listed(at(inner, "row", source=source), "row", source)


def _refusal(code: str, message: str, source: str) -> PublisherError:
    if code == "INFO-100":
        return PublisherError(
            "KEY_REFUSED", source, code=code, how_ko=_KEY.where_ko(), how_en=_KEY.where_en()
        )
    kind = {"INFO-200": "NO_DATA", "ERROR-335": "TOO_MUCH", "ERROR-336": "TOO_MUCH"}
    if code in kind:
        return PublisherError(kind[code], source, code=code)
    kind_of = "PUBLISHER_FAULT" if code[:7] in ("ERROR-5", "ERROR-6") else "REFUSED"
    return PublisherError(kind_of, source, code=code, message=message)


FAMILY = Family(
    name="seoul",
    title_ko="서울 열린데이터광장",
    title_en="Seoul Open Data Plaza",
    params=SeoulParams,
    pages=_pages,
    table=_table,
    table_param="service",
    key=_KEY,
    is_plain=True,
    interval=0.3,
)
