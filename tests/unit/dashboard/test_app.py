"""The served site without a browser: every page, language, title, status, headers, switching."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.rows import records
from tests.small import SmallProject
from warehouse import releases
from warehouse.queries import Release, Releases

PAGES = (
    "/",
    "/goals/3",
    "/goals/17",
    "/indicators",
    "/indicators?goal=11&assessment=off_track&trend=improving&origin=derived&fresh=fresh",
    "/indicators?q=%EB%A8%BC%EC%A7%80",
    "/indicators?goal=99&origin=nonsense",
    "/programmes",
    "/programmes?goal=11&status=normal",
    "/data",
    "/about",
)
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "area", "col"}


class Reader(HTMLParser):
    """Reads a page as a browser would: tags close, ids are unique, tables have their parts."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.seen.append((tag, named))
        if named.get("id"):
            self.ids.append(named["id"] or "")
        if tag == "a":
            self.links.append(named.get("href") or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def count(self, tag: str) -> int:
        return sum(found == tag for found, _ in self.seen)


def read(client: FlaskClient, url: str, status: int = 200) -> Reader:
    response = client.get(url)
    assert response.status_code == status, url
    view = re.search(r'<div id="first-view">(.*)</div>\s*<div id="react', response.text, re.S)
    assert view is not None
    reader = Reader()
    reader.feed(view[1])
    assert not reader.open
    return reader


@pytest.fixture(scope="module")
def client(small: SmallProject) -> FlaskClient:
    return create_app(small.home, contact="").server.test_client()


@pytest.fixture(scope="module")
def release(small: SmallProject) -> Release:
    return Releases(small.home).current()


def every_page(release: Release) -> Iterator[str]:
    yield from PAGES
    yield from (f"/goals/{row['goal_number']}" for row in records(release.goals()))
    yield from (f"/indicators/{row['indicator_code']}" for row in records(release.indicators()))
    yield from (f"/programmes/{row['programme_code']}" for row in records(release.programmes()))


def test_every_page_reads_well_in_both_languages(client: FlaskClient, release: Release) -> None:
    for path in every_page(release):
        for prefix in ("", "/en"):
            page = read(client, prefix + path)
            assert page.count("h1") == 1, path
            assert len(page.ids) == len(set(page.ids)), path
            assert page.count("table") == page.count("caption"), path
            headings = sum(tag == "th" and "scope" in named for tag, named in page.seen)
            assert headings == page.count("th"), path
            text = " ".join(page.text)
            leaks = r"\bnan\b|<NA>|NaT|\{[a-z_]+" + ("" if prefix else r"|\bNone\b")
            assert not re.search(leaks, text), path


def test_every_link_inside_leads_somewhere(client: FlaskClient, release: Release) -> None:
    links = {
        link.split("#")[0]
        for path in every_page(release)
        for prefix in ("", "/en")
        for link in read(client, prefix + path).links
        if link.startswith("/")
    }
    broken = [link for link in sorted(links - {""}) if client.get(link).status_code != 200]
    assert not broken


def test_anchors_lead_to_a_place_on_the_page(client: FlaskClient) -> None:
    for path in ("/goals/11", "/data", "/"):
        page = read(client, path)
        anchors = {link[1:] for link in page.links if link.startswith("#")}
        assert anchors <= set(page.ids)


@pytest.mark.parametrize(
    ("url", "lang", "title"),
    [
        ("/", "ko", "서울 지속가능발전목표 이행 현황"),
        ("/en/", "en", "Seoul SDG tracker"),
        ("/indicators", "ko", "지표 · 서울 지속가능발전목표 이행 현황"),
        ("/en/indicators/I-11-6-1", "en", "Dust in the air · Seoul SDG tracker"),
    ],
)
def test_language_and_title_are_right_in_the_html(
    client: FlaskClient, url: str, lang: str, title: str
) -> None:
    text = client.get(url).text
    assert f'<html lang="{lang}">' in text
    found = re.search("<title>(.*?)</title>", text)
    assert found is not None
    assert found[1] == title


def test_titles_are_unique(client: FlaskClient, release: Release) -> None:
    paths = [path for path in every_page(release) if "?" not in path]
    titles: dict[str, str] = {}
    for path in dict.fromkeys(paths):
        found = re.search("<title>(.*?)</title>", client.get(path).text)
        assert found is not None
        assert titles.setdefault(found[1], path) == path


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/goals/18", "/goals/0", "/goals/x", "/indicators/I-99-9-9", "/programmes/P-999",
     "/en/nothing", "/indicators/I-11-6-1/more"],
)  # fmt: skip
def test_an_unknown_address_is_a_real_404(client: FlaskClient, path: str) -> None:
    page = read(client, path, status=404)
    assert page.count("h1") == 1


def test_a_strange_path_is_shown_as_text(client: FlaskClient) -> None:
    response = client.get("/<script>alert(1)</script>")
    assert response.status_code == 404
    assert "<script>alert" not in response.text


def test_before_the_first_release_there_is_a_page_that_says_so(tmp_path: Path) -> None:
    client = create_app(tmp_path, contact="").server.test_client()
    page = read(client, "/indicators", status=503)
    assert "sdg build" in " ".join(page.text)


def test_no_answer_lets_a_request_leave_the_host(client: FlaskClient) -> None:
    response = client.get("/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert "unsafe-eval" not in policy
    script = re.search(r"script-src ([^;]*)", policy)
    assert script is not None
    assert "unsafe-inline" not in script[1]
    fetched = re.findall(r'(?:src|href)="(https?:[^"]*)"', response.text)
    assert not [url for url in fetched if url.endswith((".js", ".css", ".woff2"))]


def test_contact_comes_from_the_settings(
    small: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDG_CONTACT", "지속가능발전 담당 02-000-0000")
    assert "02-000-0000" in create_app(small.home).server.test_client().get("/").text
    assert (
        "02-000-0000" not in create_app(small.home, contact="").server.test_client().get("/").text
    )


def test_moving_inside_the_site_answers_with_the_same_page(client: FlaskClient) -> None:
    asked = {
        "output": "view.children",
        "outputs": {"id": "view", "property": "children"},
        "inputs": [
            {"id": "url", "property": "pathname", "value": "/en/indicators"},
            {"id": "url", "property": "search", "value": "?goal=11"},
        ],
        "changedPropIds": ["url.pathname"],
    }
    response = client.post(
        "/_dash-update-component", data=json.dumps(asked), content_type="application/json"
    )
    view = json.loads(response.text)["response"]["view"]["children"]
    assert view["type"] == "Static"
    assert view["props"]["properties"]["data-lang"] == "en"
    assert view["props"]["properties"]["data-href"] == "/en/indicators?goal=11"
    assert view["props"]["content"] in client.get("/en/indicators?goal=11").text


def test_another_release_shows_without_a_restart(my_small: SmallProject) -> None:
    client = create_app(my_small.home, contact="").server.test_client()
    before = releases.current_version(my_small.home)
    assert before in client.get("/").text
    card = my_small.cards / "indicators" / "clean_air.yaml"
    card.write_text(card.read_text("utf-8").replace("먼지 농도", "새 이름"), "utf-8")
    assert my_small.build().is_released
    after = releases.current_version(my_small.home)
    assert after != before
    assert "새 이름" in client.get("/indicators").text
    releases.switch(my_small.home, before)
    assert "새 이름" not in client.get("/indicators").text


def test_two_apps_do_not_mix(small: SmallProject, tmp_path: Path) -> None:
    full, empty = create_app(small.home, contact=""), create_app(tmp_path, contact="")
    assert full.server.test_client().get("/").status_code == 200
    assert empty.server.test_client().get("/").status_code == 503
