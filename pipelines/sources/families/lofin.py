"""Local Finance 365: budgets and spending of local authorities, by service code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from pipelines.sources.answers import at, flat, json_of, listed, whole
from pipelines.sources.errors import AnswerError, MeaningError, PublisherError
from pipelines.sources.family import KEY, Family, Page, Params, Reach, Table
from pipelines.sources.keys import KeyNeeded

_KEY = KeyNeeded(
    "LOFIN",
    "지방재정365(lofin365.go.kr) 오픈API에서 회원가입 뒤 인증키를 신청합니다.",
    "Register at lofin365.go.kr (open API) and apply for a key.",
)


class LofinParams(Params):
    """`service` is the service's code (case matters); `query` its conditions (fyr, laf_cd, …)."""

    service: str
    query: dict[str, str] = Field(default_factory=dict[str, str])
    page_size: int = Field(default=1000, ge=1, le=1000)
    base: str = "https://www.lofin365.go.kr/lf/hub"


def _pages(params: LofinParams, reach: Reach) -> Iterator[Page]:
    number, total, got = 1, 1, 0
    while got < total:
        asked = {"Key": KEY, "Type": "json", "pIndex": str(number), "pSize": str(params.page_size)}
        page = reach.get(f"{params.base}/{params.service}", params.query | asked)
        total, rows = _envelope(page, reach.source)
        if not rows:
            break
        got += len(rows)
        yield page
        number += 1
    if got != total:
        raise MeaningError("PAGES_MOVED", reach.source, total=total, got=got)


def _table(params: LofinParams, pages: Sequence[Page], source: str) -> Table:
    return Table([flat(row, source) for page in pages for row in _envelope(page, source)[1]])


def _envelope(page: Page, source: str) -> tuple[int, list[Any]]:
    answer = json_of(page, source)
    if not isinstance(answer, Mapping) or not answer:
        raise AnswerError("ENVELOPE", source, missing="{…}")
    parts = listed(next(iter(answer.values())), "[…]", source)
    if "RESULT" in answer:
        result = parts[0] if parts else {}
        raise _refusal(str(at(result, "CODE", source=source)), result.get("MESSAGE", ""), source)
    found: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, Mapping):
            found |= part
    head: dict[str, Any] = {}
    for part in listed(at(found, "head", source=source), "head", source):
        head |= part
    code = str(at(head, "RESULT", "CODE", source=source))
    if code != "INFO-000":
        raise _refusal(code, str(head["RESULT"].get("MESSAGE", "")), source)
    total = whole(at(head, "list_total_count", source=source), "list_total_count", source)
    return total, listed(at(found, "row", source=source), "row", source)


def _refusal(code: str, message: str, source: str) -> PublisherError:
    if code in ("ERROR-290", "INFO-100", "INFO-300"):
        return PublisherError(
            "KEY_REFUSED", source, code=code, how_ko=_KEY.where_ko(), how_en=_KEY.where_en()
        )
    kind = {"INFO-200": "NO_DATA", "ERROR-336": "TOO_MUCH", "ERROR-337": "QUOTA"}
    if code in kind:
        return PublisherError(kind[code], source, code=code)
    kind_of = "PUBLISHER_FAULT" if code[:7] in ("ERROR-5", "ERROR-6") else "REFUSED"
    return PublisherError(kind_of, source, code=code, message=message)


FAMILY = Family(
    name="lofin",
    title_ko="지방재정365",
    title_en="Local Finance 365",
    params=LofinParams,
    pages=_pages,
    table=_table,
    table_param="service",
    key=_KEY,
    tls="legacy",
    interval=0.5,
    hints={"period": "fyr", "area": "laf_cd", "area_name": "laf_hg_nm"},
)
