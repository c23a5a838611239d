"""Every assessment explains itself: one sentence and its sum, in both languages."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any, get_args

import pytest

from indicators.korean import Word, with_particle
from indicators.methods import load_method, method_ids
from indicators.methods.config import Assessment
from indicators.methods.explain import Explanation, Label, explain, words
from tests.unit.indicators.methods.making import judge

LABEL = Label("자살률", "Suicide rate", "십만 명당", "per 100,000", 1)
RISING = [50.0, 52.0, 54.0, 56.0, 58.0, 60.0]


def why(line: Any, method: str = "seoul_default", **known: Any) -> Explanation:
    row = dict(judge(line, method, **known))
    return explain(row, LABEL, load_method(method))


def leaves(node: Any, place: str = "") -> dict[str, str]:
    if not isinstance(node, dict):
        return {place: str(node)}
    return {
        key: text
        for name, child in node.items()
        for key, text in leaves(child, f"{place}.{name}").items()
    }


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    ko, en = leaves(words("ko")), leaves(words("en"))
    assert set(ko) == set(en)
    assert [key for key in ko if blanks(ko[key]) != blanks(en[key])] == []
    assert set(words("ko")["assessment"]) == set(get_args(Assessment))


def test_the_sentence_has_its_own_numbers() -> None:
    found = why(RISING, target_value=90.0)
    assert found.why_ko == (
        "자살률은 2015~2020년에 연 십만 명당 +2.00씩 변해 2030년 목표인 십만 명당 90.0을 이루는 데"
        " 필요한 연 십만 명당 +2.67의 75%이므로 지연으로 판정합니다."
    )
    assert found.why_en == (
        "Suicide rate changed by +2.00 per 100,000 a year in 2015–2020, which is 75% of the +2.67"
        " per 100,000 a year needed for 90.0 per 100,000 in 2030, so it is rated delayed."
    )
    assert found.working_en.splitlines()[:3] == [
        "actual pace = (60.0 − 50.0) ÷ (2020 − 2015) = +2.00 a year",
        "required pace = (90.0 − 50.0) ÷ (2030 − 2015) = +2.67 a year",
        "pace ratio = +2.00 ÷ +2.67 = 0.75",
    ]


CASES: dict[str, tuple[Any, dict[str, Any]]] = {
    "no_figures": ({}, {"target_value": 9.0}),
    "proxy_only": (RISING, {"is_proxy": True}),
    "qualitative": (RISING, {"kind": "qualitative"}),
    "milestone_done": ({2024: 1.0}, {"kind": "binary"}),
    "milestone_in_progress": ({2024: 0.5}, {"kind": "binary"}),
    "milestone_not_started": ({2024: 0.0}, {"kind": "binary"}),
    "no_direction": (RISING, {"direction": "none"}),
    "no_target": (RISING, {}),
    "target_met": (RISING, {"target_value": 55.0}),
    "too_few_observations": ({2020: 1.0}, {"target_value": 9.0}),
    "slipped": ([70.0, 68.0, 66.0, 64.0], {"target_value": 69.0}),
    "deadline_passed": (RISING, {"target_value": 70.0, "target_year": 2020}),
    "pace": (RISING, {"target_value": 40.0, "direction": "down"}),
    "series_break": (
        RISING,
        {"target_value": 90.0, "base_year": 2015, "base_value": 50.0, "breaks": [2017]},
    ),
}


@pytest.mark.parametrize("reason", CASES)
def test_every_reason_has_a_sentence(reason: str) -> None:
    line, known = CASES[reason]
    row = dict(judge(line, **known))
    assert row["reason"] == reason
    found = explain(row, LABEL, load_method())
    assert re.fullmatch(r"자살률은 .+다\.", found.why_ko)
    assert re.fullmatch(r"Suicide rate .+\.", found.why_en)
    assert found.why_ko.count("다.") == 1
    for text in (found.why_ko, found.why_en, found.working_ko, found.working_en):
        assert "{" not in text
        assert "nan" not in text


@pytest.mark.parametrize("method", method_ids())
@pytest.mark.parametrize("target", [55.0, 75.0, 200.0])
def test_every_method_explains_itself(method: str, target: float) -> None:
    found = why(RISING, method, target_value=target)
    assert found.why_ko.endswith("다.")
    assert len(found.working_ko.splitlines()) == len(found.working_en.splitlines())


def test_an_old_figure_says_so() -> None:
    row = dict(judge(RISING, target_value=90.0)) | {"is_stale": True}
    found = explain(row, LABEL, load_method())
    assert "2020년 기준" in found.why_ko
    assert "as of 2020" in found.why_en


def test_a_met_target_that_may_be_lost_says_so() -> None:
    row = dict(judge(RISING, target_value=55.0)) | {"meet_probability": 0.4}
    found = explain(row, LABEL, load_method())
    assert "가능성이 더 커서" in found.why_ko
    assert "more likely than not" in found.why_en


def test_a_chance_is_never_quite_nothing() -> None:
    row = dict(judge(RISING, target_value=90.0)) | {"meet_probability": 1e-9}
    assert explain(row, LABEL, load_method()).working_ko.endswith("1% 미만")


@pytest.mark.parametrize(
    ("word", "pair", "whole"),
    [
        ("미세먼지(PM10) 연평균 농도", "은는", "미세먼지(PM10) 연평균 농도는"),
        ("초미세먼지(PM2.5)", "은는", "초미세먼지(PM2.5)는"),
        ("33.5㎍/㎥", "을를", "33.5㎍/㎥를"),
        ("14.3%", "을를", "14.3%를"),
        ("0.22", "을를", "0.22를"),
        ("1,540", "을를", "1,540을"),
        ("61", "으로", "61로"),
        ("63", "으로", "63으로"),
        ("악화", "으로", "악화로"),
        ("달성", "으로", "달성으로"),
        ("자살률", "과와", "자살률과"),
    ],
)
def test_particles_fit(word: str, pair: str, whole: str) -> None:
    assert with_particle(word, pair) == whole
    assert f"{Word(word):{pair}}" == whole
