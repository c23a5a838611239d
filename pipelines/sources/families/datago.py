"""The national data portal: data.go.kr services and api.odcloud.kr files-as-services.

The gateway answers with XML when it refuses, even where JSON was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from pipelines.sources.answers import at, flat, is_markup, json_of, listed, whole, xml_tag
from pipelines.sources.errors import MeaningError, PublisherError
from pipelines.sources.family import KEY, Family, Page, Params, Reach, Table
from pipelines.sources.keys import KeyNeeded

_MOST_PAGES = 1000
_KEY = KeyNeeded(
    "DATAGO",
    "공공데이터포털(data.go.kr)에서 해당 서비스의 활용신청을 하면 일반 인증키가 나옵니다.",
    "Apply for the service at data.go.kr; the general key is shown on your page there.",
)


class DatagoParams(Params):
    """`path` is the service's address after the host; `form` which of the two portals it is."""

    path: str
    form: Literal["service", "odcloud"] = "service"
    query: dict[str, str] = Field(default_factory=dict[str, str])
    page_size: int = Field(default=500, ge=1, le=10000)
    base: str | None = None

    def address(self) -> str:
        host = {"service": "https://apis.data.go.kr", "odcloud": "https://api.odcloud.kr/api"}
        return f"{self.base or host[self.form]}/{self.path.strip('/')}"


def _pages(params: DatagoParams, reach: Reach) -> Iterator[Page]:
    number, total, got = 1, 1, 0
    while got < total and number <= _MOST_PAGES:
        page = reach.get(params.address(), _asked(params, number))
        total, rows = _envelope(params, page, reach.source)
        if not rows:
            break
        got += len(rows)
        yield page
        number += 1
    if got != total:
        raise MeaningError("PAGES_MOVED", reach.source, total=total, got=got)


def _asked(params: DatagoParams, number: int) -> dict[str, str]:
    size = str(params.page_size)
    if params.form == "odcloud":
        return params.query | {"serviceKey": KEY, "page": str(number), "perPage": size}
    return params.query | {
        "serviceKey": KEY, "pageNo": str(number), "numOfRows": size, "_type": "json",
    }  # fmt: skip


def _table(params: DatagoParams, pages: Sequence[Page], source: str) -> Table:
    return Table(
        [flat(row, source) for page in pages for row in _envelope(params, page, source)[1]]
    )


def _envelope(params: DatagoParams, page: Page, source: str) -> tuple[int, list[Any]]:
    if is_markup(page.content):
        code = xml_tag(page.content, "returnReasonCode") or xml_tag(page.content, "resultCode")
        if code:
            said = xml_tag(page.content, "returnAuthMsg") or xml_tag(page.content, "resultMsg")
            raise _refusal(code, said or "", source)
    answer = json_of(page, source)
    if params.form == "odcloud":
        return _odcloud(answer, source)
    header = at(answer, "response", "header", source=source)
    code = str(at(header, "resultCode", source=source))
    if code not in ("00", "0"):
        raise _refusal(code, str(header.get("resultMsg", "")), source)
    body = at(answer, "response", "body", source=source)
    total = whole(at(body, "totalCount", source=source), "totalCount", source)
    rows = _items(at(body, "items", source=source))
    if not rows and total == 0:
        raise PublisherError("NO_DATA", source, code=code)
    return total, rows


def _items(items: Any) -> list[Any]:
    """None, "", a list, one object, or any of these under `item`."""
    if isinstance(items, Mapping) and "item" in items:
        items = items["item"]
    if isinstance(items, Mapping):
        return [items]
    return items if isinstance(items, list) else []


def _odcloud(answer: Any, source: str) -> tuple[int, list[Any]]:
    if isinstance(answer, Mapping) and "code" in answer and "data" not in answer:
        raise _refusal(str(answer["code"]), str(answer.get("msg", "")), source)
    total = whole(at(answer, "matchCount", source=source), "matchCount", source)
    rows = listed(at(answer, "data", source=source), "data", source)
    if not rows and total == 0:
        raise PublisherError("NO_DATA", source, code="0")
    return total, rows


def _refusal(code: str, message: str, source: str) -> PublisherError:
    if code in ("20", "30", "31", "32", "33", "-4", "-401"):
        return PublisherError(
            "KEY_REFUSED", source, code=code, how_ko=_KEY.where_ko(), how_en=_KEY.where_en()
        )
    kind = {"03": "NO_DATA", "3": "NO_DATA", "22": "QUOTA", "23": "QUOTA"}
    if code in kind:
        return PublisherError(kind[code], source, code=code)
    kind_of = "PUBLISHER_FAULT" if code in ("01", "02", "04", "05", "99") else "REFUSED"
    return PublisherError(kind_of, source, code=code, message=message)


FAMILY = Family(
    name="datago",
    title_ko="공공데이터포털",
    title_en="Korea's public data portal",
    params=DatagoParams,
    pages=_pages,
    table=_table,
    table_param="path",
    key=_KEY,
    interval=0.2,
)
