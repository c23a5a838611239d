"""KOSIS, the statistical office's OpenAPI: by parameters, or a list that a user saved there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from pipelines.sources.answers import flat, json_of, listed, text_of
from pipelines.sources.errors import PublisherError
from pipelines.sources.family import KEY, Family, Page, Params, Reach, Table
from pipelines.sources.keys import KeyNeeded

_KEY = KeyNeeded(
    "KOSIS",
    "KOSIS 공유서비스(kosis.kr/openapi)에 가입해 활용신청을 하면 바로 인증키가 나옵니다.",
    "Register at kosis.kr/openapi and apply for use; the key is issued at once.",
)


class KosisParams(Params):
    """`table` and `org` ask by parameters; `saved` asks for a list saved at the publisher's site.

    `classes` are the codes of the classifications objL1 to objL8, in their order. Periods: the
    newest `latest`, or from `start` to `end`.
    """

    table: str | None = None
    org: str | None = None
    saved: str | None = None
    items: list[str] | str = "ALL"
    classes: list[str | list[str]] = Field(default_factory=lambda: ["ALL"], max_length=8)
    frequency: Literal["Y", "H", "Q", "M", "D", "IR", "F"] = "Y"
    latest: int | None = None
    start: str | None = None
    end: str | None = None
    base: str = "https://kosis.kr/openapi"

    @model_validator(mode="after")
    def one_way(self) -> Self:
        if (self.saved is None) == (self.table is None or self.org is None):
            raise ValueError("org와 table, 또는 saved / give org and table, or saved")
        if (self.latest is None) == (self.start is None):
            raise ValueError("latest 또는 start / give latest or start")
        return self


def _pages(params: KosisParams, reach: Reach) -> Iterator[Page]:
    asked = {"method": "getList", "apiKey": KEY, "format": "json", "jsonVD": "Y"}
    asked["prdSe"] = params.frequency
    if params.latest is not None:
        asked["newEstPrdCnt"] = str(params.latest)
    else:
        asked |= {"startPrdDe": str(params.start), "endPrdDe": params.end or str(params.start)}
    if params.saved is not None:
        page = reach.get(f"{params.base}/statisticsData.do", asked | {"userStatsId": params.saved})
    else:
        asked |= {
            "orgId": str(params.org),
            "tblId": str(params.table),
            "itmId": _codes(params.items),
        }
        for number in range(1, 9):
            has = number <= len(params.classes)
            asked[f"objL{number}"] = _codes(params.classes[number - 1]) if has else ""
        page = reach.get(f"{params.base}/Param/statisticsParameterData.do", asked)
    _rows(page, reach.source)
    yield page


def _codes(codes: list[str] | str) -> str:
    """Several codes are each followed by a plus sign, as the publisher's own addresses have it."""
    return codes if isinstance(codes, str) else "".join(f"{code}+" for code in codes)


def _table(params: KosisParams, pages: Sequence[Page], source: str) -> Table:
    return Table([flat(row, source) for page in pages for row in _rows(page, source)])


def _rows(page: Page, source: str) -> list[Any]:
    text = text_of(page, source).lstrip()
    if text.startswith("{err:"):  # without jsonVD the publisher leaves its keys unquoted
        code = text.removeprefix("{err:").partition(",")[0].strip(' "')
        raise _refusal(code, text, source)
    answer = json_of(page, source)
    if isinstance(answer, dict) and "err" in answer:
        raise _refusal(str(answer["err"]), str(answer.get("errMsg", "")), source)
    rows = listed(answer, "[…]", source)
    if not rows:
        raise PublisherError("NO_DATA", source, code="[]")
    return rows


def _refusal(code: str, message: str, source: str) -> PublisherError:
    if code in ("10", "11") or "인증키" in message:
        return PublisherError(
            "KEY_REFUSED", source, code=code, how_ko=_KEY.where_ko(), how_en=_KEY.where_en()
        )
    kind = {"30": "NO_DATA", "31": "TOO_MUCH", "40": "QUOTA", "41": "TOO_MUCH", "42": "QUOTA"}
    if code in kind:
        return PublisherError(kind[code], source, code=code)
    if code == "50":
        return PublisherError("PUBLISHER_FAULT", source, code=code, message=message)
    return PublisherError("REFUSED", source, code=code, message=message)


FAMILY = Family(
    name="kosis",
    title_ko="KOSIS 국가통계포털",
    title_en="KOSIS, Statistics Korea",
    params=KosisParams,
    pages=_pages,
    table=_table,
    table_param="table",
    key=_KEY,
    interval=0.4,
    hints={
        "period": "PRD_DE",
        "area": "C1",
        "area_name": "C1_NM",
        "value": "DT",
        "unit": "UNIT_NM",
        "item": "ITM_ID",
        "item_name": "ITM_NM",
    },
)
