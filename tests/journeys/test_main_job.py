"""The main job, as a newcomer does it: clone, build, open the first page, read, take the figures.

The clone is real (git), the build is the command line's, the browser is Chromium with every host
but loopback cut off.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.journeys.serving import serving
from tests.project import ROOT

pytestmark = pytest.mark.journey

PLANNED = {"goals": 17, "targets": 96, "indicators": 125, "programmes": 100, "districts": 25}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a newcomer gets: the committed files and nothing else of this checkout."""
    folder = tmp_path_factory.mktemp("newcomer") / "project"
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is nothing to clone")
    subprocess.run(
        ["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], check=True
    )
    return folder


@pytest.fixture(scope="module")
def report(clone: Path) -> dict[str, object]:
    """`sdg build --json` in the clone."""
    answer = subprocess.run(
        [sys.executable, "-m", "pipelines.cli.main", "build", "--json"],
        cwd=clone,
        env={**os.environ, "SDG_HOME": str(clone / "var"), "PYTHONPATH": str(clone)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.fixture(scope="module")
def address(
    clone: Path, report: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The clone's own dashboard over its own release."""
    assert report["release"]
    log = tmp_path_factory.mktemp("log") / "serve.log"
    with serving(clone / "var", project=clone, log=log) as found:
        yield found


@pytest.fixture
def outside() -> list[str]:
    """Addresses outside this machine that a page asked for; must stay empty."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, outside: list[str]) -> Iterator[Page]:
    """A clean browser at 1280 x 900 that can reach loopback only."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    _cut_off(context, outside)
    yield context.new_page()
    context.close()
    assert outside == []


def _cut_off(context: BrowserContext, outside: list[str]) -> None:
    def only_loopback(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", only_loopback)


def test_the_build_says_what_the_plan_promises(report: dict[str, object]) -> None:
    assert {key: report[key] for key in PLANNED} == PLANNED
    best = report["indicators_by_best_origin"]
    assert isinstance(best, dict)
    assert best["official"] + best["derived"] >= 60
    assert best["proxy"] >= 30
    assert isinstance(report["indicators_with_all_districts"], int)
    assert report["indicators_with_all_districts"] >= 25


def test_the_first_page_shows_seventeen_goals_with_their_counts(
    page: Page, address: str, report: dict[str, object]
) -> None:
    page.goto(f"{address}/")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    goals = page.locator("a[href^='/goals/']")
    numbers = {link.get_attribute("href") for link in goals.all()}
    assert numbers >= {f"/goals/{number}" for number in range(1, 18)}
    # the number of indicators stands on the page as computed, not as typed
    expect(page.locator("main, #main, body").first).to_contain_text(str(report["indicators"]))


def test_from_the_first_page_to_an_indicator_of_goal_11_and_its_csv(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/")
    page.locator("a[href='/goals/11']").first.click()
    expect(page).to_have_url(f"{address}/goals/11")
    page.locator("a[href='/indicators/I-11-6-1']").first.click()
    expect(page).to_have_url(f"{address}/indicators/I-11-6-1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("초미세먼지")

    with page.expect_download() as waiting:
        page.locator("a[href*='/export/indicators/I-11-6-1.csv']").first.click()
    taken = waiting.value.path().read_bytes()

    assert taken[:3] == b"\xef\xbb\xbf"
    rows = list(csv.DictReader(io.StringIO(taken.decode("utf-8-sig"))))
    assert {row["indicator_code"] for row in rows} == {"I-11-6-1"}
    assert {row["area"] for row in rows} >= {"seoul", "nowon-gu"}
    assert {row["origin"] for row in rows} <= {"official", "derived"}
    nowon = next(row for row in rows if row["area"] == "nowon-gu")
    assert (nowon["code_legal"], nowon["code_kostat"]) == ("11350", "11110")


def test_an_unknown_address_is_a_real_404(page: Page, address: str) -> None:
    answer = page.goto(f"{address}/indicators/I-99-9-9")
    assert answer is not None
    assert answer.status == 404


def test_english_is_english_on_load(page: Page, address: str) -> None:
    page.goto(f"{address}/en/indicators/I-11-6-1")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_contain_text("PM2.5")


def test_a_phone_needs_no_sideways_scrolling(
    browser: Browser, address: str, outside: list[str]
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    _cut_off(context, outside)
    phone = context.new_page()
    for path in ("/", "/goals/11", "/indicators/I-11-6-1", "/programmes", "/data"):
        phone.goto(f"{address}{path}")
        phone.wait_for_load_state("networkidle")
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{path} is {width} px wide"
    context.close()
    assert outside == []


def test_sample_figures_say_so(page: Page, address: str) -> None:
    page.goto(f"{address}/programmes/P-051")
    expect(page.locator("body")).to_contain_text("견본")
