"""Sentences say their own numbers, and never more than is known."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

import pandas as pd
import pytest

from dashboard.sentences import indicator_sentence, reason_sentence, trend_sentence
from dashboard.texts import load
from indicators.methods import load_method
from tests.unit.dashboard.figures.rows import indicator, observations, paced

OWN = observations({"2015": 30.0, "2020": 25.0, "2022": 24.0})
NATION = observations({"2015": 30.0, "2022": 24.0}, kind="nation", origin="proxy")
NONE = observations({})
TARGET = {"target_year": 2030, "target_value": 18.0, "target_basis": "k_sdg"}
REASONS = {
    "no_target": indicator(),
    "no_direction": indicator(reason="no_direction", direction="none"),
    "qualitative": indicator(reason="qualitative"),
    "too_few_observations": indicator(reason="too_few_observations", **TARGET),
    "no_pace": indicator(reason="no_pace", **TARGET),
    "target_met": indicator(reason="target_met", assessment="achieved", **TARGET),
    "pace": paced(),
    "slipped": paced(reason="slipped", assessment="worsening"),
    "deadline_passed": paced(reason="deadline_passed"),
    "series_break": paced(reason="series_break", assessment="monitoring", break_year=2021),
    "growth_undefined": indicator(reason="growth_undefined"),
    "milestone_done": indicator(reason="milestone_done", assessment="achieved"),
    "milestone_in_progress": indicator(reason="milestone_in_progress"),
    "milestone_not_started": indicator(reason="milestone_not_started"),
    "a_reason_that_is_new": indicator(reason="a_reason_that_is_new"),
}


def test_value_change_target_and_paces_stand_in_one_sentence() -> None:
    assert indicator_sentence(paced(), OWN, "ko") == (
        "2022년 서울의 먼지(PM) 농도는 24.0㎍/㎥(2015년보다 6.0㎍/㎥ 감소)이며,"
        " 2030년 목표 18.0㎍/㎥까지 필요한 속도 −0.80㎍/㎥/년,"
        " 실제 속도 −0.40㎍/㎥/년, 비율 0.50으로 ‘지연’입니다."
    )
    assert indicator_sentence(paced(), OWN, "en") == (
        "Dust (PM) in Seoul: 24.0 µg/m³ in 2022 (6.0 µg/m³ lower than in 2015); the target of"
        " 18.0 µg/m³ in 2030 requires a pace of −0.80 µg/m³ a year; the actual pace is"
        f" −0.40 µg/m³ a year (ratio 0.50), hence ‘{load('en')('assessment.delayed')}’."
    )


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_is_said_in_one_whole_sentence(reason: str, lang: str) -> None:
    text = indicator_sentence(REASONS[reason], OWN, lang)
    assert "24.0" in text
    assert text.endswith("니다." if lang == "ko" else ".")
    assert not re.search(r"None|nan|\{|\}|은는|을를|이가", text)
    assert reason_sentence(REASONS[reason], OWN, lang).endswith(".")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_proxy_is_never_called_seouls(lang: str) -> None:
    text = indicator_sentence(indicator(reason="proxy_only"), NATION, lang)
    assert ("전국" if lang == "ko" else "Korea") in text
    assert ("서울의 먼지" if lang == "ko" else "in Seoul:") not in text


def test_a_proxy_is_compared_with_its_own_past_not_with_the_plans_base() -> None:
    row = indicator(reason="proxy_only", base_year=2015, base_value=99.0)
    assert "2015년보다 6.0㎍/㎥ 감소" in indicator_sentence(row, NATION, "ko")


def test_without_figures_it_says_who_owes_them() -> None:
    text = indicator_sentence(indicator(reason="no_figures"), NONE, "ko")
    assert text == "서울의 먼지(PM) 농도를 말해 줄 수치가 아직 없으며, 소관은 시험과입니다."


def test_districts_alone_are_not_the_city() -> None:
    frame = pd.concat([observations({"2024": 1.0}, kind=f"d{n}-gu") for n in range(3)])
    text = indicator_sentence(indicator(reason="no_figures"), frame, "ko")
    assert "자치구 3곳의 2024년 값만" in text
    parts = observations({"2024": 1.0}, breakdown="sex=female")
    assert "나누어 본 값만" in indicator_sentence(indicator(reason="no_figures"), parts, "ko")


@pytest.mark.parametrize(("status", "word"), [("P", "잠정치"), ("E", "추정치")])
def test_a_value_that_is_not_final_says_so(status: str, word: str) -> None:
    frame = observations({"2021": 1.0, "2022": 2.0}, status={"2022": status})
    assert f"2.0㎍/㎥({word}, " in indicator_sentence(indicator(), frame, "ko")


def test_values_across_a_change_of_definition_are_not_compared() -> None:
    frame = observations({"2015": 30.0, "2020": 40.0, "2022": 41.0}, status={"2020": "B"})
    text = indicator_sentence(paced(), frame, "ko")
    assert "견주지 않음" in text
    assert "2015년보다" not in text
    assert "영향이 섞여" in reason_sentence(paced(), frame, "ko")


@pytest.mark.parametrize(
    ("value", "said"), [(24.04, "2021년과 같음"), (24.2, "0.2㎍/㎥ 증가"), (23.0, "1.0㎍/㎥ 감소")]
)
def test_a_change_that_rounds_to_nothing_is_no_change(value: float, said: str) -> None:
    frame = observations({"2021": 24.0, "2022": value})
    assert said in indicator_sentence(indicator(), frame, "ko")


def test_shares_differ_in_points_and_scales_are_said_once() -> None:
    row = indicator(symbol_ko="%", symbol_en="%")
    assert "1.0%p 감소" in indicator_sentence(row, OWN, "ko")
    assert "1.0 percentage points lower" in indicator_sentence(row, OWN, "en")
    row = indicator(symbol_ko="점(5점)", symbol_en="points of 5")
    assert "24.0점(5점, 2020년보다 1.0점 감소)" in indicator_sentence(row, OWN, "ko")
    assert "(1.0 points lower" in indicator_sentence(row, OWN, "en")


def test_a_unit_or_a_place_in_the_name_is_not_said_twice() -> None:
    row = indicator(name_ko="서울 방문객 천 명당 불만", symbol_ko="천 명당")
    assert indicator_sentence(row, OWN, "ko").startswith(
        "2022년 서울 방문객 천 명당 불만은 24.0(2020년보다 1.0 감소)이며"
    )


def test_a_value_that_slipped_from_a_met_target_says_so() -> None:
    row = paced(reason="slipped", assessment="worsening", pace_ratio=None)
    assert "2015년에는 2030년 목표 18.0㎍/㎥를 충족했으나" in indicator_sentence(row, OWN, "ko")


def test_a_two_sided_target_names_both_ends() -> None:
    row = paced(direction="range", target_value=18.0, target_upper=20.0)
    assert "목표 18.0~20.0㎍/㎥에 들기까지" in indicator_sentence(row, OWN, "ko")


def test_a_verdict_without_paces_is_not_given_any() -> None:
    row = paced(actual_pace_per_year=None)
    assert "속도를 따져 ‘지연’입니다" in indicator_sentence(row, OWN, "ko")


def test_what_another_slope_would_say_is_said() -> None:
    assert "가운데 기울기" in reason_sentence(paced(is_sensitive=True), OWN, "ko")
    assert "2017~2022년" in reason_sentence(paced(), OWN, "ko")


@pytest.mark.parametrize(
    ("trend", "rate", "said"),
    [
        ("improving", -2.34, "해마다 2.3%씩 낮아져 나아지고"),
        ("worsening", 2.34, "해마다 2.3%씩 높아져 나빠지고"),
        ("rising", 1.2, "해마다 1.2%씩 높아지고"),
        ("falling", -1.2, "해마다 1.2%씩 낮아지고"),
        ("steady", -0.3, "해마다 −0.3% 안팎"),
    ],
)
def test_a_trend_says_its_rate(trend: str, rate: float, said: str) -> None:
    assert said in trend_sentence(indicator(trend=trend, trend_pct_per_year=rate), "ko")


def test_a_trend_from_few_observations_claims_no_rate() -> None:
    row = indicator(trend="steady", trend_pct_per_year=1.8, trend_basis="sign_pair")
    assert trend_sentence(row, "ko") == "관측이 적어 방향만 보면 뚜렷한 변화가 없습니다."


def test_an_unknown_trend_says_why() -> None:
    minimum = load_method().minimum
    assert f"관측 {minimum.observations}개" in trend_sentence(indicator(), "ko")
    assert "서울의 수치가 아니어서" in trend_sentence(indicator(reason="proxy_only"), "ko")
    assert "수치가 없어" in trend_sentence(indicator(reason="no_figures"), "ko")


def test_a_series_row_serves_as_well_as_a_dict() -> None:
    row: Any = pd.Series(paced())
    assert indicator_sentence(row, OWN, "ko") == indicator_sentence(paced(), OWN, "ko")


def test_both_languages_have_the_same_texts_with_the_same_blanks() -> None:
    korean, english = load("ko"), load("en")
    assert korean.keys() == english.keys()
    for key in sorted(korean.keys()):
        if key.split(".")[0] in ("figures", "sentences"):
            assert _blanks(korean(key)) == _blanks(english(key)), key


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
