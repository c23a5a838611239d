# ruff: noqa: E501 - a table reads across
"""The fault table: what goes wrong at a publisher, and what the officer sees.

In every case the last good figures stay exactly as they were, nothing false gets in, the run does
not crash, and the text says what happened and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pytest

from tests.faults.sources.conftest import refresh_one, staged
from tests.standin import faults
from tests.standin.project import LiveProject
from tests.standin.server import Fault, Publisher


@dataclass(frozen=True)
class Case:
    """A fault of a service, the code and the words that an officer sees."""

    source: str
    service: str
    fault: Fault
    code: str
    words: str


def renamed(old: str, new: str) -> Fault:
    return faults.rows(
        lambda found: [
            {new if key == old else key: value for key, value in row.items()} for row in found
        ]
    )


def seoul(code: str, said: str = "알림") -> Fault:
    return faults.says({"RESULT": {"CODE": code, "MESSAGE": said}})


def kosis(code: str, said: str = "알림") -> Fault:
    return faults.says({"err": code, "errMsg": said})


def _mixed(rows: list[Any]) -> list[Any]:
    """The legal code of Jongno-gu in a table of statistical codes."""
    return [row | ({"C1": "11110"} if row["C1_NM"] == "종로구" else {}) for row in rows]


CASES = {
    # the way
    "down for maintenance": Case("residents", "kosis", faults.status(503), "SERVER_FAULT", "서버에 오류가 났습니다(HTTP 503)"),
    "server error": Case("accidents", "seoul", faults.status(500), "SERVER_FAULT", "HTTP 500"),
    "bad gateway": Case("air", "datago", faults.status(502), "SERVER_FAULT", "HTTP 502"),
    "too many requests": Case("literacy", "un", faults.status(429), "THROTTLED", "요청이 잦다고"),
    "asked for an hour's patience": Case("literacy", "un", faults.status(429, Retry_After="3600"), "THROTTLED", "요청이 잦다고"),
    "table gone": Case("housing", "files", faults.status(404), "NOT_FOUND", "폐지·이동"),
    "connection cut": Case("residents", "kosis", faults.cut, "CUT_OFF", "연결이 끊겼습니다"),
    "connection cut in a file": Case("housing", "files", faults.cut, "CUT_OFF", "일부만 받은 자료는 쓰지 않습니다"),
    "redirect to another host": Case("residents", "kosis", faults.redirect("https://elsewhere.example/x"), "REDIRECTED", "elsewhere.example"),
    "redirect in circles": Case("residents", "kosis", faults.redirect("/kosis/again"), "REDIRECTED", "다른 서버"),
    # not what was asked for
    "web page instead of JSON": Case("residents", "kosis", faults.page("시스템 점검 안내"), "HTML", "시스템 점검 안내"),
    "web page instead of CSV": Case("housing", "files", faults.page("로그인"), "HTML", "웹페이지가 왔습니다"),
    "web page instead of SDMX": Case("transit", "sdmx", faults.page("Login"), "HTML", "웹페이지가 왔습니다"),
    "forbidden, as a web page": Case("broadband", "worldbank", faults.status(403), "REFUSED", "HTTP 403"),
    "truncated JSON": Case("accidents", "seoul", faults.half, "TRUNCATED", "중간에서 끊겼습니다"),
    "empty answer": Case("accidents", "seoul", faults.body(b""), "TRUNCATED", "중간에서 끊겼습니다"),
    "broken JSON": Case("residents", "kosis", faults.swapped('"DT": ', '"DT" '), "NOT_JSON", "JSON으로 읽을 수 없습니다"),
    "unreadable encoding": Case("residents", "kosis", faults.body(b'[{"C1_NM": "\xff\xfe\xfd\x81"}]'), "ENCODING", "부호화"),
    "letters already damaged": Case("residents", "kosis", faults.swapped("종로구", "종\N{REPLACEMENT CHARACTER}구"), "ENCODING", "글자가 깨짐"),
    "envelope changed": Case("accidents", "seoul", faults.swapped('"row"', '"rows"'), "ENVELOPE", "row이(가) 없습니다"),
    "an object where a list was": Case("broadband", "worldbank", faults.says({"data": []}), "ENVELOPE", "짜임새가 바뀌었습니다"),
    "no total any more": Case("literacy", "un", faults.swapped("totalElements", "count"), "ENVELOPE", "totalElements"),
    "a file that is no table": Case("housing", "files", faults.body(b"PK\x03\x04 broken"), "NOT_A_TABLE", "표로 읽을 수 없습니다"),
    "a quote that never ends": Case("housing", "files", faults.swapped("종로구", '"종로구'), "NOT_A_TABLE", "표로 읽을 수 없습니다"),
    # what the publisher says
    "key refused by KOSIS": Case("residents", "kosis", kosis("11"), "KEY_REFUSED", "kosis.kr/openapi"),
    "key refused under another code": Case("residents", "kosis", kosis("30", "인증키가 유효하지 않습니다."), "KEY_REFUSED", "인증키를 받아들이지 않습니다"),
    "key refused by Seoul": Case("accidents", "seoul", seoul("INFO-100"), "KEY_REFUSED", "data.seoul.go.kr"),
    "key refused by lofin": Case("budget", "lofin", faults.says({"RESULT": [{"CODE": "ERROR-290", "MESSAGE": "x"}]}), "KEY_REFUSED", "lofin365.go.kr"),
    "key refused in XML": Case("air", "datago", faults.gateway("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR"), "KEY_REFUSED", "data.go.kr"),
    "key refused with 401": Case("clinics", "odcloud", faults.says({"code": -4, "msg": "등록되지 않은 인증키"}, 401), "KEY_REFUSED", "-4"),
    "key expired": Case("air", "datago", faults.gateway("31", "DEADLINE_HAS_EXPIRED_ERROR"), "KEY_REFUSED", "31"),
    "quota of KOSIS": Case("residents", "kosis", kosis("40"), "QUOTA", "호출 횟수를 다 썼습니다"),
    "quota of the portal, in XML": Case("air", "datago", faults.gateway("22", "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR"), "QUOTA", "내일 다시"),
    "too much asked": Case("residents", "kosis", kosis("31"), "TOO_MUCH", "나누세요"),
    "wrong variable": Case("residents", "kosis", kosis("21", "잘못된 요청변수"), "REFUSED", "21"),
    "no such service": Case("accidents", "seoul", seoul("ERROR-310"), "REFUSED", "ERROR-310"),
    "no such indicator": Case("broadband", "worldbank", faults.says([{"message": [{"id": "120", "value": "not valid"}]}]), "REFUSED", "120"),
    "their database failed": Case("accidents", "seoul", seoul("ERROR-600"), "PUBLISHER_FAULT", "ERROR-600"),
    "the gateway's own form": Case("accidents", "seoul", faults.says({"status": 500, "code": "ERROR-500", "message": "서버 오류"}), "PUBLISHER_FAULT", "ERROR-500"),
    "table emptied, KOSIS": Case("residents", "kosis", kosis("30"), "NO_DATA", "지난 값은 그대로"),
    "table emptied, an empty list": Case("residents", "kosis", faults.says([]), "NO_DATA", "지난 값은 그대로"),
    "table emptied, Seoul": Case("accidents", "seoul", seoul("INFO-200"), "NO_DATA", "자료가 없다고"),
    "table emptied, portal": Case("air", "datago", faults.says({"response": {"header": {"resultCode": "00"}, "body": {"items": None, "totalCount": 0}}}), "NO_DATA", "자료가 없다고"),
    # what the figures mean
    "column renamed": Case("residents", "kosis", renamed("DT", "DATA_VALUE"), "COLUMNS_GONE", "DT"),
    "year columns gone": Case("housing", "files", faults.swapped("2021,2022,2023", "가,나,다"), "COLUMNS_GONE", "map을 새 열 이름으로"),
    "item code changed": Case("residents", "kosis", faults.swapped('"T10"', '"T11"'), "MEASURE_GONE", "T10"),
    "unit changed": Case("residents", "kosis", faults.swapped('"명"', '"천명"'), "UNIT_CHANGED", "'명'에서 '천명'"),
    "unit changed in one row": Case("literacy", "un", faults.swapped('"Units": "PERCENT"', '"Units": "RATIO"'), "UNIT_CHANGED", "RATIO"),
    "code systems mixed": Case("residents", "kosis", faults.rows(_mixed), "CODES_MIXED", "11110"),
    "half the rows gone": Case("residents", "kosis", faults.rows(lambda found: found[:20]), "ROWS_DROPPED", "52건에서 20건"),
    "a page is missing": Case("accidents", "seoul", faults.swapped('"list_total_count": 52', '"list_total_count": 90'), "NO_DATA", "자료가 없다고"),
    "the table grew while asked": Case("broadband", "worldbank", faults.swapped('"total": 4', '"total": 5'), "PAGES_MOVED", "쪽을 나누어 받는 동안"),
}  # fmt: skip


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 30


@pytest.mark.parametrize("name", CASES)
def test_a_fault(live: LiveProject, standin: Publisher, name: str) -> None:
    case = CASES[name]
    before = staged(live, case.source)
    standin.faults[case.service] = case.fault
    seen = refresh_one(live, case.source)
    assert seen.codes == [case.code]
    assert case.words in seen.told
    assert seen.standing.error is not None
    pd.testing.assert_frame_equal(seen.figures, before)
    # and when the publisher has mended it, the next run is as if nothing had been
    standin.faults.clear()
    after = refresh_one(live, case.source)
    assert after.codes == []
    assert after.standing.error is None
    pd.testing.assert_frame_equal(after.figures, before)
