"""A publisher that is none: real HTTP on loopback, the publishers' envelopes, figures of our own.

It speaks the shapes of nine services from the small files in `tables/`, asks for keys, counts
requests, and misbehaves on demand (`publisher.faults`). Figures can be revised while it runs.

    python -m tests.standin.server     to look at it by hand
"""

from __future__ import annotations

import csv
import io
import json
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TABLES = Path(__file__).parent / "tables"
# long enough to be recognised anywhere, with signs that must be encoded in an address
KEYS = {
    "kosis": "kosis-STANDIN-key-2f9c41d7aa+/==",
    "seoul": "5345414e44494e6b657973656f756c31",
    "lofin": "LOFINSTANDINKEY0123456789",
    "datago": "dGdvL3N0YW5kaW4rL2tleS8rPT0xMjM0NTY3ODkw+/a==",
}
Row = dict[str, str]


@dataclass
class Answer:
    """What goes back: a fault may change any of it. `cut` sends only so many bytes and hangs up."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(
        default_factory=lambda: {"Content-Type": "application/json;charset=UTF-8"}
    )
    cut: int | None = None
    wait: float = 0.0
    drip: float = 0.0


Fault = Callable[[Answer, str], Answer]


class Publisher:
    """The tables, the faults by service, and what was asked."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {
            path.stem: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
            for path in sorted(TABLES.glob("*.csv"))
        }
        self.faults: dict[str, Fault] = {}
        self.asked: list[str] = []
        self.base = ""
        self.is_validating = False

    def revise(self, table: str, column: str, to: str, **where: str) -> int:
        """Change a column of the rows that match; how many there were."""
        rows = [row for row in self.tables[table] if all(row[k] == v for k, v in where.items())]
        for row in rows:
            row[column] = to
        return len(rows)

    def answer(self, path: str, headers: Any) -> Answer:
        service, _, rest = path.lstrip("/").partition("/")
        self.asked.append(path)
        parts = urlsplit(rest)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        speak = _SPEAKERS.get(service)
        if speak is None:
            return Answer(b"nothing here", 404)
        found = speak(self, [unquote(part) for part in parts.path.split("/")], query)
        fault = self.faults.get(service)
        if fault is not None:
            found = fault(found, path)
        return self._validated(found, headers) if self.is_validating else found

    def _validated(self, found: Answer, headers: Any) -> Answer:
        """As a server with an ETag does: unchanged bytes are not sent twice."""
        import hashlib

        tag = f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
        found.headers["ETag"] = tag
        if headers.get("If-None-Match") == tag:
            return Answer(b"", 304, {"ETag": tag})
        return found


def _json(content: Any, status: int = 200) -> Answer:
    return Answer(json.dumps(content, ensure_ascii=False).encode(), status)


# --- the services ---------------------------------------------------------------------------------


def _kosis(publisher: Publisher, path: list[str], query: Row) -> Answer:
    if query.get("apiKey", "") == "":
        return _json({"err": "10", "errMsg": "인증키 누락"})
    if query["apiKey"] != KEYS["kosis"]:
        return _json({"err": "11", "errMsg": "유효하지 않은 인증키"})
    saved = path[-1] == "statisticsData.do"
    name = query.get("userStatsId", "").split("/")[2] if saved else query.get("tblId", "")
    if not saved and not query.get("itmId"):
        return _json({"err": "20", "errMsg": "필수요청변수값 누락: itmId"})
    rows = publisher.tables.get(f"kosis_{name}")
    if rows is None:
        return _json({"err": "21", "errMsg": "잘못된 요청변수: tblId"})
    periods = sorted({row["PRD_DE"] for row in rows})
    if "newEstPrdCnt" in query:
        periods = periods[-int(query["newEstPrdCnt"]) :]
    else:
        periods = [one for one in periods if query["startPrdDe"] <= one <= query["endPrdDe"]]
    found = [row for row in rows if row["PRD_DE"] in periods]
    return _json(found) if found else _json({"err": "30", "errMsg": "데이터가 존재하지 않습니다."})


def _seoul(publisher: Publisher, path: list[str], query: Row) -> Answer:
    key, _, service, start, end = path[:5]
    said = {
        "INFO-000": "정상 처리되었습니다",
        "INFO-100": "인증키가 유효하지 않습니다.",
        "INFO-200": "해당하는 데이터가 없습니다.",
        "ERROR-310": "해당하는 서비스를 찾을 수 없습니다.",
        "ERROR-336": "데이터요청은 한번에 최대 1000건을 넘을 수 없습니다.",
    }
    rows = publisher.tables.get(f"seoul_{service}")
    code = "INFO-000"
    if key != KEYS["seoul"]:
        code = "INFO-100"
    elif rows is None:
        code = "ERROR-310"
    elif int(end) - int(start) >= 1000:
        code = "ERROR-336"
    elif not rows[int(start) - 1 : int(end)]:
        code = "INFO-200"
    result = {"CODE": code, "MESSAGE": said[code]}
    if code != "INFO-000" or rows is None:
        return _json({"RESULT": result})
    part = rows[int(start) - 1 : int(end)]
    return _json({service: {"list_total_count": len(rows), "RESULT": result, "row": part}})


def _un(publisher: Publisher, path: list[str], query: Row) -> Answer:
    rows = publisher.tables.get(f"un_{query.get('seriesCode', '')}", [])
    size, number = int(query["pageSize"]), int(query["page"])
    pages = -(-len(rows) // size) or 1
    data = [
        {
            "goal": [row["goal"]],
            "target": [row["target"]],
            "indicator": [row["indicator"]],
            **{
                name: row[name]
                for name in ("series", "seriesDescription", "geoAreaCode", "geoAreaName")
            },
            "timePeriodStart": float(row["timePeriodStart"]),
            "value": row["value"],
            "dimensions": {"Sex": row["Sex"]},
            "attributes": {"Nature": row["Nature"], "Units": row["Units"]},
            "source": row["source"],
            "footnotes": [""],
        }
        for row in rows[(number - 1) * size : number * size]
    ]
    about = {"size": size, "totalElements": len(rows), "totalPages": pages, "pageNumber": number}
    return _json({**about, "attributes": [], "dimensions": [], "data": data})


def _worldbank(publisher: Publisher, path: list[str], query: Row) -> Answer:
    rows = publisher.tables.get(f"worldbank_{path[3]}")
    if rows is None:
        said = {
            "id": "120",
            "key": "Invalid value",
            "value": "The provided parameter value is not valid",
        }
        return _json([{"message": [said]}])
    size, number = int(query["per_page"]), int(query["page"])
    about = {
        "page": number,
        "pages": -(-len(rows) // size),
        "per_page": size,
        "total": len(rows),
        "sourceid": "2",
        "lastupdated": "2026-07-01",
    }
    data = [
        {
            "indicator": {"id": path[3], "value": "Stand-in"},
            "country": {"id": "KR", "value": "Korea, Rep."},
            "countryiso3code": "KOR",
            "date": row["date"],
            "value": float(row["value"]) if row["value"] else None,
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }
        for row in rows[(number - 1) * size : number * size]
    ]
    return _json([about, data])


def _lofin(publisher: Publisher, path: list[str], query: Row) -> Answer:
    if query.get("Key") != KEYS["lofin"]:
        return _json({"RESULT": [{"CODE": "ERROR-290", "MESSAGE": "인증키가 유효하지 않습니다."}]})
    rows = publisher.tables.get(f"lofin_{path[0]}")
    if rows is None:
        return _json(
            {"RESULT": [{"CODE": "ERROR-310", "MESSAGE": "해당하는 서비스를 찾을 수 없습니다."}]}
        )
    size, number = int(query["pSize"]), int(query["pIndex"])
    part = [
        {**row, "tot_amt": int(row["tot_amt"])} for row in rows[(number - 1) * size : number * size]
    ]
    head = [{"list_total_count": len(rows)}, {"RESULT": {"CODE": "INFO-000", "MESSAGE": "정상"}}]
    return _json({path[0]: [{"head": head}, {"row": part}]})


def _datago(publisher: Publisher, path: list[str], query: Row) -> Answer:
    if query.get("serviceKey") != KEYS["datago"]:
        return gateway_refusal("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR")
    rows = publisher.tables.get("datago_" + "_".join(path), [])
    size, number = int(query["numOfRows"]), int(query["pageNo"])
    part = rows[(number - 1) * size : number * size]
    items: Any = {"item": part[0] if len(part) == 1 else part} if part else ""
    body = {"items": items, "numOfRows": size, "pageNo": number, "totalCount": len(rows)}
    header = {"resultCode": "00", "resultMsg": "NORMAL SERVICE."}
    return _json({"response": {"header": header, "body": body}})


def _odcloud(publisher: Publisher, path: list[str], query: Row) -> Answer:
    if query.get("serviceKey") != KEYS["datago"]:
        return _json({"code": -4, "msg": "등록되지 않은 인증키 입니다."}, 401)
    rows = publisher.tables.get("odcloud_" + "_".join(path), [])
    size, number = int(query["perPage"]), int(query["page"])
    part = rows[(number - 1) * size : number * size]
    counts = {"totalCount": len(rows), "currentCount": len(part), "matchCount": len(rows)}
    return _json({"page": number, "perPage": size, **counts, "data": part})


def _files(publisher: Publisher, path: list[str], query: Row) -> Answer:
    name, _, kind = path[-1].rpartition(".")
    rows = publisher.tables.get(f"files_{name}")
    if rows is None:
        return Answer(b"not found", 404, {"Content-Type": "text/html"})
    if kind == "json":
        return _json({"result": {"rows": rows}})
    if kind == "xlsx":
        return Answer(workbook(rows), headers={"Content-Type": "application/octet-stream"})
    encoding = "cp949" if query.get("encoding") == "cp949" else "utf-8-sig"
    return Answer(csv_text(rows).encode(encoding), headers={"Content-Type": "text/csv"})


def _sdmx(publisher: Publisher, path: list[str], query: Row) -> Answer:
    name = path[1].split(",")[1]
    rows = publisher.tables[f"sdmx_{name}"]
    if query["format"].startswith("csv"):
        return Answer(csv_text(rows).encode(), headers={"Content-Type": "text/csv"})
    return Answer(sdmx_message(rows), headers={"Content-Type": "application/xml"})


_SPEAKERS: dict[str, Callable[[Publisher, list[str], Row], Answer]] = {
    "kosis": _kosis,
    "seoul": _seoul,
    "un": _un,
    "worldbank": _worldbank,
    "lofin": _lofin,
    "datago": _datago,
    "odcloud": _odcloud,
    "files": _files,
    "sdmx": _sdmx,
}


def gateway_refusal(code: str, said: str) -> Answer:
    """The national portal's gateway refuses in XML, whatever was asked for."""
    text = (
        "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
        f"<returnAuthMsg>{said}</returnAuthMsg><returnReasonCode>{code}</returnReasonCode>"
        "</cmmMsgHeader></OpenAPI_ServiceResponse>"
    )
    return Answer(text.encode(), headers={"Content-Type": "text/xml;charset=UTF-8"})


def csv_text(rows: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def workbook(rows: list[Row]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["시험용 표"])
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(
            [float(value) if value.replace(".", "").isdigit() else value for value in row.values()]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sdmx_message(rows: list[Row]) -> bytes:
    """The same rows as generic SDMX-ML 2.1."""
    series = "".join(
        "<generic:Obs><generic:ObsKey>"
        f'<generic:Value id="REF_AREA" value="{row["REF_AREA"]}"/>'
        f'<generic:Value id="FREQ" value="{row["FREQ"]}"/>'
        f'<generic:Value id="TIME_PERIOD" value="{row["TIME_PERIOD"]}"/></generic:ObsKey>'
        f'<generic:ObsValue value="{row["OBS_VALUE"]}"/></generic:Obs>'
        for row in rows
    )
    base = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<message:GenericData xmlns:message="{base}/message" xmlns:generic="{base}/data/generic"'
        f' xmlns:common="{base}/common"><message:Header><message:ID>T</message:ID>'
        "<message:Test>true</message:Test><message:Prepared>2026-01-01T00:00:00</message:Prepared>"
        '<message:Sender id="TEST"/><message:Structure structureID="S"'
        ' dimensionAtObservation="AllDimensions"><common:Structure>'
        '<Ref agencyID="TEST" id="STANDIN" version="1.0"/></common:Structure></message:Structure>'
        '</message:Header><message:DataSet structureRef="S" action="Information">'
        f"{series}</message:DataSet></message:GenericData>"
    ).encode()


# --- the server -----------------------------------------------------------------------------------


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes; the second would wait 40 ms
    publisher: Publisher

    def do_GET(self) -> None:
        answer = self.publisher.answer(self.path, self.headers)
        time.sleep(answer.wait)
        try:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self._send(answer)
        except OSError:  # the other side has gone, as some tests mean it to
            self.close_connection = True

    def _send(self, answer: Answer) -> None:
        body = answer.body if answer.cut is None else answer.body[: answer.cut]
        if answer.drip:
            for at in range(len(body)):
                self.wfile.write(body[at : at + 1])
                self.wfile.flush()
                time.sleep(answer.drip)
        else:
            self.wfile.write(body)
        if answer.cut is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def running(certificate: Path | None = None) -> Iterator[Publisher]:
    """A publisher at `publisher.base`; with a certificate it speaks TLS."""
    publisher = Publisher()
    handler = type("Handler", (_Handler,), {"publisher": publisher})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if certificate else "http"
    publisher.base = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    with running() as shown:
        print(shown.base, flush=True)
        while True:
            time.sleep(3600)
