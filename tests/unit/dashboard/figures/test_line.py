"""The line over the years: gaps stay gaps, a proxy never looks like Seoul's own."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from dashboard.figures import can_be_drawn, describe_line, indicator_line
from tests.unit.dashboard.figures.rows import indicator, milestones, observations

NO_TARGETS = milestones()


def draw(frame: pd.DataFrame, targets: pd.DataFrame = NO_TARGETS, **row: Any) -> dict[str, Any]:
    figure = indicator_line(indicator(**row), frame, targets, "ko")
    json.dumps(figure)  # it goes to the browser as it is
    return figure


def line(figure: dict[str, Any], name: str) -> dict[str, Any]:
    return next(trace for trace in figure["data"] if trace.get("name") == name)


def texts(figure: dict[str, Any]) -> str:
    return " ".join(note["text"] for note in figure["layout"]["annotations"])


def test_a_missing_year_parts_the_line_and_is_named() -> None:
    frame = observations({"2018": 5.0, "2019": 6.0, "2021": 4.0, "2022": 3.0})
    trace = line(draw(frame), "서울")
    assert trace["connectgaps"] is False
    assert trace["y"] == [5.0, 6.0, None, 4.0, 3.0]
    assert "2020년 수치가 없어" in describe_line(indicator(), frame, NO_TARGETS, "ko")


def test_a_survey_every_other_year_lacks_nothing_in_between() -> None:
    frame = observations({"2019": 5.0, "2021": 6.0, "2023": 4.0})
    assert line(draw(frame, frequency="biennial"), "서울")["y"] == [5.0, 6.0, 4.0]
    assert None in line(draw(frame, frequency="annual"), "서울")["y"]


def test_a_change_of_definition_parts_the_line_and_is_marked() -> None:
    frame = observations({"2019": 5.0, "2020": 9.0, "2021": 8.0}, status={"2020": "B"})
    figure = draw(frame)
    assert line(figure, "서울")["y"] == [5.0, None, 9.0, 8.0]
    assert "기준 변경" in texts(figure)
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [2019.5]


def test_the_course_is_told_under_the_present_definition_only() -> None:
    values = {"2018": 50.0, "2019": 51.0, "2020": 9.0, "2021": 8.0, "2022": 7.0}
    text = describe_line(indicator(), observations(values, status={"2020": "B"}), NO_TARGETS, "en")
    assert "down from 9.0 µg/m³ in 2020 to 7.0 µg/m³ in 2022" in text
    assert "51.0" not in text
    assert "The definition changed in 2020" in text


@pytest.mark.parametrize(("status", "word"), [("P", "잠정"), ("E", "추정")])
def test_what_is_not_final_is_hollow_and_named(status: str, word: str) -> None:
    figure = draw(observations({"2021": 5.0, "2022": 6.0}, status={"2022": status}))
    assert line(figure, "서울")["marker"]["symbol"] == ["circle", "circle-open"]
    assert word in texts(figure)


def test_a_proxy_is_dashed_and_said_not_to_be_seouls() -> None:
    figure = draw(observations({"2021": 5.0, "2022": 6.0}, kind="nation", origin="proxy"))
    assert line(figure, "대리(전국)")["line"]["dash"] == "dash"
    assert "서울의 수치가 아닙니다" in texts(figure)
    assert not any(trace.get("name") == "서울" for trace in figure["data"])


def test_the_nation_is_a_thin_line_beside_the_city() -> None:
    both = pd.concat(
        [
            observations({"2021": 5.0, "2022": 6.0}),
            observations({"2021": 7.0, "2022": 8.0}, kind="nation"),
        ]
    )
    figure = draw(both)
    assert line(figure, "전국")["line"]["width"] < line(figure, "서울")["line"]["width"]
    assert figure["data"][-1]["name"] == "서울"  # on top
    assert "2022년 전국 값은 8.0㎍/㎥" in describe_line(indicator(), both, NO_TARGETS, "ko")


def test_a_target_is_drawn_at_its_year_and_says_whose_it_is() -> None:
    frame = observations({"2021": 25.0, "2022": 24.0})
    figure = draw(frame, milestones((2030, 20.0, "k_sdg")))
    assert line(figure, "국가(K-SDGs) 목표")["x"] == [2030]
    assert "2030년 국가(K-SDGs) 목표 20.0㎍/㎥" in texts(figure)
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < 2021 < 2030 < high


def test_a_target_without_a_number_is_not_drawn_and_the_citys_own_comes_first() -> None:
    frame = observations({"2021": 25.0, "2022": 24.0})
    targets = milestones((2030, None, "official"), (2030, 20.0, "k_sdg"), (2030, 18.0, "official"))
    figure = draw(frame, targets)
    assert line(figure, "목표")["y"] == [18.0]


def test_parts_districts_and_holes_are_not_the_citys_line() -> None:
    frame = pd.concat(
        [
            observations({"2021": 5.0, "2022": None}),
            observations({"2022": 9.0}, breakdown="sex=female"),
            observations({"2022": 9.0}, kind="mapo-gu"),
        ]
    )
    assert line(draw(frame), "서울")["y"] == [5.0]
    assert not can_be_drawn(frame)


def test_quarters_are_placed_within_their_year() -> None:
    figure = draw(observations({"2024Q3": 1.0, "2024Q4": 2.0, "2025Q1": 3.0}))
    assert line(figure, "서울")["x"] == [2024.5, 2024.75, 2025.0]
    assert figure["layout"]["xaxis"]["ticktext"][-1] == "2025년 1분기"


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_without_a_value_it_says_so(lang: str) -> None:
    empty = observations({})
    figure = indicator_line(indicator(), empty, NO_TARGETS, lang)
    assert figure["data"] == []
    assert len(figure["layout"]["annotations"]) == 1
    assert describe_line(indicator(), empty, NO_TARGETS, lang)


def test_nothing_on_the_axis_is_abbreviated_with_letters() -> None:
    figure = draw(observations({"2021": 1_900_000.0, "2022": 2_600_000.0}), symbol_ko="명")
    assert "200만" in figure["layout"]["yaxis"]["ticktext"]
    assert "0에서 시작하지 않음" in texts(figure)


def test_a_cut_axis_says_so_and_a_whole_one_does_not() -> None:
    assert "0에서 시작하지 않음" not in texts(draw(observations({"2021": 1.0, "2022": 9.0})))
    assert "0에서 시작하지 않음" in texts(draw(observations({"2021": 8.0, "2022": 9.0})))


def test_the_description_tells_course_extremes_and_what_stands_apart() -> None:
    values = {"2015": 9.0, "2016": 8.9, "2017": 8.7, "2018": 8.6, "2019": 8.4, "2020": 4.0,
              "2021": 3.9}  # fmt: skip
    text = describe_line(indicator(), observations(values), NO_TARGETS, "en")
    assert "down from 9.0 µg/m³ in 2015 to 3.9 µg/m³ in 2021" in text
    assert "Highest in 2015 (9.0 µg/m³), lowest in 2021 (3.9 µg/m³)" in text
    assert "unusually large in 2020" in text
