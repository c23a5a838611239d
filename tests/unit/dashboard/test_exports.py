"""The addresses of the files: what they answer, refuse, and do not send twice."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard import exports
from tests.small import SmallProject
from warehouse.queries import Releases

LISTS = ("overview", "indicators", "observations", "programmes", "sources", "quarantine",
         "budget-lines", "plan", "targets", "columns")  # fmt: skip


def client_for(home: Path) -> FlaskClient:
    server = Flask(__name__)
    exports.register(server, Releases(home))
    return server.test_client()


@pytest.fixture(scope="module")
def client(small: SmallProject) -> FlaskClient:
    return client_for(small.home)


def rows(response: TestResponse) -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", LISTS)
def test_every_file_is_there(client: FlaskClient, name: str) -> None:
    response = client.get(f"/export/{name}.csv")
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert response.content_type == "text/csv; charset=utf-8"
    assert rows(response)


def test_the_name_is_plain_for_old_programs_and_korean_for_others(client: FlaskClient) -> None:
    header = client.get("/export/indicators/I-11-6-1.csv").headers["Content-Disposition"]
    plain, korean = header.split("; ")[1:]
    assert plain.isascii()
    assert plain.startswith('filename="seoul-sdg_indicator-I-11-6-1_')
    assert unquote(korean).startswith("filename*=UTF-8''서울SDG_지표_I-11-6-1_먼지 농도_")


def test_an_indicator_is_found_by_code_and_by_id(client: FlaskClient) -> None:
    by_code = client.get("/export/indicators/I-11-6-1.csv")
    assert by_code.data == client.get("/export/indicators/clean_air.csv").data
    assert {row["indicator_id"] for row in rows(by_code)} == {"clean_air"}


def test_a_programme_lists_its_quarters(client: FlaskClient) -> None:
    code = rows(client.get("/export/programmes.csv"))[0]["programme_code"]
    found = rows(client.get(f"/export/programmes/{code}.csv"))
    assert {row["programme_code"] for row in found} == {code}
    assert len({row["period"] for row in found}) == len(found)


@pytest.mark.parametrize(
    "path", ["indicators/I-99-9-9", "indicators/nobody", "programmes/P-999", "goals/18", "goals/0"]
)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    response = client.get(f"/export/{path}.csv")
    assert response.status_code == 404
    assert "없습니다" in response.text
    assert "no such" in response.text


def test_a_goal_can_be_narrowed_to_what_is_off_track(client: FlaskClient) -> None:
    every = rows(client.get("/export/goals/11.csv"))
    off = rows(client.get("/export/goals/11.csv?status=off"))
    wanted = [row for row in every if row["assessment"] in ("delayed", "worsening")]
    assert off == wanted
    low = rows(client.get("/export/goals/11.csv?exec_lt=50"))
    assert low == [row for row in every if row["execution_rate_pct"] not in ("",)
                   and float(row["execution_rate_pct"]) < 50]  # fmt: skip


def test_lists_are_narrowed_as_their_pages_are(client: FlaskClient) -> None:
    every = rows(client.get("/export/indicators.csv"))
    some = rows(client.get("/export/indicators.csv?goal=11&assessment=monitoring&origin=derived"))
    assert some == [
        row
        for row in every
        if (row["goal_code"], row["assessment"], row["origin"]) == ("G-11", "monitoring", "derived")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "indicators.csv?assessment=good",
        "indicators.csv?goal=18",
        "indicators.csv?colour=red",
        "programmes.csv?exec_lt=half",
        "overview.csv?labels=fr",
        "observations.csv?goal=1",
    ],
)
def test_a_filter_that_does_not_exist_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(f"/export/{path}").status_code == 400


def test_labels_are_written_on_request(client: FlaskClient) -> None:
    assert "release" in rows(client.get("/export/overview.csv"))[0]
    assert "자료 판" in rows(client.get("/export/overview.csv?labels=ko"))[0]
    assert "Release" in rows(client.get("/export/overview.csv?labels=en"))[0]


def test_unchanged_content_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/export/overview.csv")
    again = client.get("/export/overview.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other = client.get("/export/overview.csv", headers={"If-None-Match": '"something"'})
    assert other.status_code == 200


def test_before_the_first_release_it_says_so(tmp_path: Path) -> None:
    response = client_for(tmp_path).get("/export/overview.csv")
    assert response.status_code == 503
    assert "no release" in response.text
