"""Programmes and targets drawn: sample figures are marked, distances point the right way."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.figures import (
    describe_milestone,
    describe_money,
    describe_quadrant,
    describe_quarters,
    milestone_bar,
    money_bar,
    programme_quadrant,
    quarter_bars,
)
from tests.unit.dashboard.figures.rows import indicator, paced
from tests.unit.dashboard.figures.test_districts import parts, words


def programmes(origin: str = "sample") -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "programme_id": f"p{number}",
                "programme_code": f"P-{number:03d}",
                "name_ko": f"사업 {number}",
                "name_en": f"Programme {number}",
                "programme_status": status,
                "achievement_rate_pct": work,
                "execution_rate_pct": spent,
                "as_of": date(2026, 9, 30),
                "origin": origin,
            }
            for number, (status, work, spent) in enumerate(
                [("normal", 101.0, 80.0), ("lagging", 60.0, 40.0), ("not_submitted", None, None)], 1
            )
        ]
    )


def progress(origin: str = "sample") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": ["2025Q4", "2026Q1", "2026Q2"],
            "planned_pct": [100.0, 25.0, 50.0],
            "actual_pct": [90.0, 25.0, None],
            "origin": origin,
        }
    )


def budget(**more: Any) -> dict[str, Any]:
    return {"current_budget_krw": 4_000_000_000, "spent_krw": 1_000_000_000,
            "origin": "sample"} | more  # fmt: skip


def is_marked(figure: dict[str, Any]) -> bool:
    json.dumps(figure)
    return any(note["text"] == "견본" for note in figure["layout"]["annotations"])


def test_sample_figures_carry_their_mark_and_others_do_not() -> None:
    assert is_marked(programme_quadrant(programmes(), "ko"))
    assert is_marked(quarter_bars(progress(), "ko"))
    assert "견본" in words(money_bar(budget(), "ko"))
    assert not is_marked(programme_quadrant(programmes("official"), "ko"))
    assert not is_marked(quarter_bars(progress("official"), "ko"))
    assert "견본" not in words(money_bar(budget(origin="official"), "ko"))
    for text in (
        describe_quadrant(programmes(), "ko"),
        describe_quarters(progress(), "ko"),
        describe_money(budget(), "ko"),
    ):
        assert text.startswith("견본 수치")


def test_a_programme_without_a_return_is_not_placed() -> None:
    figure = programme_quadrant(programmes(), "ko")
    assert sum(len(trace["x"]) for trace in figure["data"]) == 2
    assert {trace["marker"]["symbol"] for trace in figure["data"]} == {
        "triangle-up",
        "triangle-down",
    }


def test_the_quadrant_compares_money_with_the_share_of_the_year() -> None:
    text = describe_quadrant(programmes(), "en")
    assert "Of 2 programmes" in text
    assert "(75%)" in text
    assert describe_quadrant(programmes().iloc[:0], "en")


def test_quarters_show_plan_and_result_and_leave_holes() -> None:
    planned, actual = quarter_bars(progress(), "ko")["data"]
    assert planned["y"] == [100.0, 25.0, 50.0]
    assert actual["y"] == [90.0, 25.0, None]
    assert actual["marker"]["pattern"]["shape"] == "/"
    assert len(set(planned["x"])) == 3
    assert "2025년 4분기(−10.0%p)" in describe_quarters(progress(), "ko")


def test_the_money_bar_divides_by_the_current_budget() -> None:
    drawn = money_bar(budget(), "ko")
    (spent,) = parts(drawn, "fig-money-spent")
    assert spent.style["width"] == "25.0%"
    assert "10.0억 원 (25.0%)" in words(drawn)
    assert words(money_bar({"current_budget_krw": None, "spent_krw": None}, "ko"))


@pytest.mark.parametrize(
    ("progress_pct", "side"), [(50.0, "between"), (-40.0, "behind"), (120.0, "beyond")]
)
def test_the_target_is_always_on_the_right(progress_pct: float, side: str) -> None:
    drawn = milestone_bar(paced(progress_pct=progress_pct), "ko")
    assert f"fig-milestone--{side}" in drawn.className
    (now,) = parts(drawn, "fig-milestone-sign--now")
    assert 0 < float(now.style["left"].removesuffix("%")) < 100


def test_the_milestone_bar_tells_its_numbers() -> None:
    text = describe_milestone(paced(), "ko")
    assert text == (
        "2015년 30.0㎍/㎥에서 시작해 2022년 24.0㎍/㎥입니다."
        " 2030년 목표 18.0㎍/㎥까지 50%만큼 왔습니다."
    )
    assert "멀어졌습니다" in describe_milestone(paced(progress_pct=-10.0), "ko")
    assert "이미 충족" in describe_milestone(paced(reason="target_met"), "ko")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (indicator(), "목표값 없음"),
        (paced(reason="proxy_only"), "서울의 수치가 아니어서 견주지 않음"),
        (paced(base_year=2022), "견줄 기준값 없음"),
        (paced(break_year=2020), "기준이 바뀌어 기준값과 견줄 수 없음"),
    ],
)
def test_where_there_is_no_way_to_measure_it_says_why(row: dict[str, Any], said: str) -> None:
    assert words(milestone_bar(row, "ko")) == said
    assert describe_milestone(row, "ko") == f"{said}."
