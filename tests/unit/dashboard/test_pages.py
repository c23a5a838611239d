"""What single pages promise: counts from the release, origins told apart, holes said in words."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from tests.small import SmallProject
from warehouse.queries import Release


@pytest.fixture(scope="module")
def client(small: SmallProject) -> FlaskClient:
    return create_app(small.home, contact="").server.test_client()


@pytest.fixture(scope="module")
def release(small: SmallProject) -> Release:
    return small.release()


def text_of(client: FlaskClient, url: str) -> str:
    """What a reader sees: words and numbers without marks of HTML."""
    view = client.get(url).text.split('id="first-view">')[1].split('<div id="react')[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", view))


def part(client: FlaskClient, url: str, id: str) -> str:
    """The HTML of one section."""
    html = client.get(url).text
    return html.split(f'id="{id}"', 1)[1].split("</section>", 1)[0]


def test_the_overview_counts_what_the_release_holds(client: FlaskClient, release: Release) -> None:
    text = text_of(client, "/")
    goals = release.goals()
    own = int(goals["origin_official"].sum() + goals["origin_derived"].sum())
    assert f"지표 {goals['indicators'].sum()}개 가운데 {own}개 에 서울의 수치" in text
    assert "작업용 목록" in text
    manifest, plan = release.manifest, release.plan().iloc[0]
    for name in ("goals", "targets", "indicators", "programmes", "districts"):
        assert f"{manifest.counts[name]}/{plan[f'promised_{name}']}" in text


def test_every_goal_has_its_card(client: FlaskClient, release: Release) -> None:
    cards = part(client, "/", "goals")
    for number, name in zip(
        release.goals()["goal_number"], release.goals()["short_name_ko"], strict=True
    ):
        assert f'href="/goals/{number}"' in cards
        assert name in cards


def test_a_goal_shows_targets_indicators_and_programmes_together(client: FlaskClient) -> None:
    target = part(client, "/goals/11", "T-11-6")
    assert "/indicators/I-11-6-1" in target
    assert "/programmes/P-001" in target
    assert "견본" in target


def test_an_indicator_says_value_year_origin_and_target(client: FlaskClient) -> None:
    text = text_of(client, "/indicators/I-11-6-1")
    assert "22.0㎍/㎥" in text
    assert "2023년" in text
    assert "2030년 15.0㎍/㎥" in text
    assert "서울의 공식 목표 · Test plan, page 1" in text
    assert "시험 기관" in text


def test_the_districts_stand_in_the_official_order(client: FlaskClient, release: Release) -> None:
    table = part(client, "/indicators/I-11-6-1", "districts").split("<table", 1)[1]
    areas = release.areas()
    names = list(areas.loc[areas["area_kind"] == "district", "name_ko"])
    assert re.findall(r'<th [^>]*scope="row"[^>]*>([^<]+)</th>', table) == names


def test_a_year_can_be_chosen_in_the_address(client: FlaskClient) -> None:
    latest = part(client, "/indicators/I-11-6-1", "districts")
    earlier = part(client, "/indicators/I-11-6-1?year=2021", "districts")
    assert "2023년" in latest
    assert chosen_year(earlier) == "2021"
    nonsense = part(client, "/indicators/I-11-6-1?year=1066", "districts")
    assert chosen_year(nonsense) == "2023"


def chosen_year(html: str) -> str:
    """The value of the option that is selected."""
    option = next(found for found in re.findall(r"<option[^>]*>", html) if " selected" in found)
    return option.split('value="')[1].split('"')[0]


def test_a_proxy_is_unmistakably_not_seouls(client: FlaskClient, release: Release) -> None:
    indicators = release.indicators()
    code = indicators.loc[indicators["best_origin"] == "proxy", "indicator_code"].iloc[0]
    html = client.get(f"/indicators/{code}").text
    assert "notice--proxy" in html
    assert "key-figures--nation" in html
    text = text_of(client, f"/indicators/{code}")
    assert "전국 값입니다. 서울의 값이 아닙니다" in text
    assert "대리(전국)" in text
    assert "모니터링" in text


def test_a_hole_names_who_publishes_the_figure(client: FlaskClient, release: Release) -> None:
    indicators = release.indicators()
    row = indicators.loc[indicators["best_origin"] == "none"].iloc[0]
    card = release.indicator(row["indicator_code"]).iloc[0]
    text = text_of(client, f"/indicators/{row['indicator_code']}")
    assert "만들어 채우지 않았습니다" in text
    assert card["publisher_ko"] in text
    assert card["published_table_ko"] in text
    assert "trend-chart" not in client.get(f"/indicators/{row['indicator_code']}").text


def test_a_programme_works_the_rate_out_with_its_own_numbers(
    client: FlaskClient, release: Release
) -> None:
    row = release.programme("P-001").iloc[0]
    text = text_of(client, "/programmes/P-001")
    assert "집행률 = 지출액 ÷ 예산현액 × 100" in text
    assert f"{row['spent_krw']:,}원 ÷ {row['current_budget_krw']:,}원" in text
    assert text.count("견본") > 3


def test_filters_choose_and_the_file_has_the_same_rows(client: FlaskClient) -> None:
    page = client.get("/indicators?goal=11").text
    rows = set(re.findall(r"/indicators/(I-[0-9a-z-]+)", page))
    assert "/export/indicators.csv?goal=11" in page
    file = client.get("/export/indicators.csv?goal=11").data.decode("utf-8-sig")
    codes = set(re.findall(r"I-11-[0-9a-z]+-[0-9]+", file))
    assert rows == codes
    assert rows


def test_a_search_finds_names_and_codes(client: FlaskClient) -> None:
    for query in ("먼지", "DUST", "i-11-6-1", "농도 먼지"):
        page = client.get("/indicators", query_string={"q": query}).text
        assert set(re.findall(r"/indicators/(I-[0-9a-z-]+)", page)) == {"I-11-6-1"}


def test_nothing_found_is_said(client: FlaskClient) -> None:
    assert "조건에 맞는 것이 없습니다" in text_of(client, "/indicators?q=zzz")


def test_without_samples_programmes_are_not_submitted(my_small: SmallProject) -> None:
    assert my_small.build(is_sample_allowed=False).is_released
    client = create_app(my_small.home, contact="").server.test_client()
    for url in ("/", "/programmes", "/programmes/P-001", "/goals/11", "/indicators/I-11-6-1"):
        assert "sample-banner" not in client.get(url).text
    text = text_of(client, "/programmes/P-001")
    assert text.count("미제출") >= 5
    assert "견본" not in text
    assert "programme-chart" not in client.get("/programmes").text


def test_sample_figures_are_announced_at_the_top(client: FlaskClient) -> None:
    for url in ("/programmes", "/programmes/P-001", "/goals/11"):
        assert 'id="sample-banner"' in client.get(url).text


def test_refused_values_are_listed_with_their_reason(client: FlaskClient, release: Release) -> None:
    section = part(client, "/data", "quarantine")
    refused = release.quarantine()
    assert len(refused)
    for reason in refused["reason_ko"].unique():
        assert reason in section


def test_the_method_page_states_the_thresholds_in_force(client: FlaskClient) -> None:
    text = text_of(client, "/about")
    assert "95%" in text
    assert "지속가능발전 기본법" in text
