"""Judges of neighbours: what they flag, and what they leave alone."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pipelines.quality.neighbours import JUDGES


def frame(values: list[Any], **columns: Any) -> pd.DataFrame:
    """One series, year by year, with what the judges need."""
    size = len(values)
    plain: dict[str, Any] = {
        "indicator_key": "x",
        "area_slug": "seoul",
        "area_key": "seoul",
        "breakdown_text": "total",
        "period_kind": "year",
        "period_text": [str(2000 + k) for k in range(size)],
        "time": [2000.0 + k for k in range(size)],
        "year": [2000.0 + k for k in range(size)],
        "value_number": pd.array(values, dtype="Float64"),
        "value_plain": [None if value is None else str(value) for value in values],
        "obs_status": "A",
        "note": None,
        "unit_id": "percent",
        "limit_min": pd.array([0.0] * size, dtype="Float64"),
        "limit_max": pd.array([100.0] * size, dtype="Float64"),
        "aggregation": "rate",
        "is_district": False,
        "is_stale": False,
        "hint": pd.array([None] * size, dtype="Float64"),
    }
    return pd.DataFrame(plain | columns)


def flagged(judge: str, rows: pd.DataFrame, **limits: Any) -> list[int]:
    found = JUDGES[judge](rows, **limits)
    return [at for at, value in enumerate(found) if not pd.isna(value)]


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ([12.1, 12.3, 12.2], []),
        ([12.1, 12.3, 12200, 12.4], [2]),
        ([12100, 12.3, 12.2, 12.4], [0]),
        ([12.1, 1.22, 12.3, 12.2], [1]),
        ([12.1, 12100], [1]),
        ([12.1, None, 12100.0, 12.2], [2]),
        ([1, 10, 12, 11], []),
        ([12.1, 20.0, 30.0], []),
    ],
)
def test_slips(values: list[Any], rows: list[int]) -> None:
    assert flagged("slips", frame(values), within=0.05) == rows


JUMP = {"share": 0.3, "mads": 3, "noise": 3}


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ([20.1, 20.2, 20.3, 20.2], []),
        ([20.1, 20.2, 29.9, 30.1, 30.2], [2]),
        ([20.1, 20.2, 39.9, 20.3, 20.2], [2]),
        ([20.1, 32.5, 19.8, 31.7, 20.4, 33.0], []),
        ([3, 5, 2, 4], []),
    ],
)
def test_jumps(values: list[Any], rows: list[int]) -> None:
    assert flagged("jumps", frame(values), **JUMP) == rows


def test_a_jump_that_is_explained_or_a_break_is_none() -> None:
    values = [20.1, 20.2, 39.9, 40.1, 40.2]
    assert flagged("jumps", frame(values, note=[None, None, "기준 변경", None, None]), **JUMP) == []
    assert flagged("jumps", frame(values, obs_status=["A", "A", "B", "A", "A"]), **JUMP) == []


def test_counts_move_by_chance() -> None:
    values = [25, 24, 36, 25, 26, 24]
    assert flagged("jumps", frame(values, unit_id="cases"), **JUMP) == []
    assert flagged("jumps", frame(values), **JUMP) == [2]


def test_series_are_judged_apart() -> None:
    two = pd.concat([frame([20.1, 20.2]), frame([90.1, 90.2], area_slug="jung-gu")],
                    ignore_index=True)  # fmt: skip
    assert flagged("jumps", two, **JUMP) == []


COPY: dict[str, Any] = {"least": 4, "static_units": ["km2"]}


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ([20.1, 20.1, 20.1, 20.2], []),
        ([20.1, 20.1, 20.1, 20.1], [1, 2, 3]),
        ([20.2, 20.1, 20.1, 20.1, 20.1], [2, 3, 4]),
        ([100.0, 100.0, 100.0, 100.0], []),
        ([0.0, 0.0, 0.0, 0.0], []),
        ([3, 3, 3, 3], []),
    ],
)
def test_copies(values: list[Any], rows: list[int]) -> None:
    assert flagged("copies", frame(values), **COPY) == rows


def test_land_may_stay_as_it_is() -> None:
    assert flagged("copies", frame([23.91] * 6, unit_id="km2"), **COPY) == []


def group(city: Any, parts: list[Any], **columns: Any) -> pd.DataFrame:
    size = len(parts) + 1
    slugs = ["seoul", *(f"d{n}" for n in range(len(parts)))]
    return frame([city, *parts], period_text="2024", time=2024.0, year=2024.0, area_slug=slugs,
                 area_key=slugs, is_district=[False] + [True] * (size - 1), **columns)  # fmt: skip


@pytest.mark.parametrize(
    ("city", "parts", "is_off"),
    [
        (6, [1, 2, 3], False),
        (7, [1, 2, 3], False),  # within the rounding of three whole numbers
        (9, [1, 2, 3], True),
        (6.0, [1.1, 2.0, 3.1], True),
        (None, [1, 2, 3], False),
        (9, [1, 2, None], False),
    ],
)
def test_sums(city: Any, parts: list[Any], is_off: bool) -> None:
    rows = group(city, parts, aggregation="additive")
    assert flagged("sums", rows, districts=3) == (list(range(4)) if is_off else [])


def test_districts_without_any_figure_add_up_to_nothing() -> None:
    rows = group(None, [None, None, None], aggregation="additive", obs_status="M")
    assert flagged("sums", rows, districts=3) == []


def test_a_part_that_is_none_adds_nothing() -> None:
    rows = group(9, [4, 5, None], aggregation="additive", obs_status=["A", "A", "A", "M"])
    assert flagged("sums", rows, districts=3) == []


@pytest.mark.parametrize(("city", "rows"), [(2.5, []), (3.0, []), (3.5, [0]), (0.5, [0])])
def test_the_city_lies_among_its_districts(city: float, rows: list[int]) -> None:
    assert flagged("outside_range", group(city, [1.0, 2.0, 3.0]), least=3) == rows


@pytest.mark.parametrize(("present", "is_gap"), [(2, False), (3, True), (5, False)])
def test_district_gaps(present: int, is_gap: bool) -> None:
    rows = group(1, list(range(present)))
    found = flagged("district_gaps", rows, districts=5, from_count=3)
    assert bool(found) == is_gap


def test_duplicates_with_one_value_and_with_two() -> None:
    rows = frame([1, 1, 2, 3], period_text=["2024", "2024", "2025", "2025"])
    found = JUDGES["duplicates"](rows).tolist()
    assert pd.isna(found[0])
    assert found[1:] == ["same", "other", "other"]


def test_a_rare_category_that_looks_like_a_frequent_one() -> None:
    texts = ["sex=female"] * 9 + ["sex=femle"] + ["age=15-19"] * 9 + ["age=15-18"]
    rows = frame([1.0] * 20, breakdown_text=texts)
    assert flagged("near_misses", rows, most=0.34, alike=0.8) == [9]


def test_shares_of_a_percentage() -> None:
    assert flagged("shares", frame([0.35, 0.4])) == [0, 1]
    assert flagged("shares", frame([0.35, 40.0])) == []
    assert flagged("shares", frame([0.35], hint=pd.array([0.4], dtype="Float64"))) == []


def test_stale_series_are_told_at_their_latest_period() -> None:
    assert flagged("stale", frame([1.0, 2.0], is_stale=[True, True])) == [1]
    assert flagged("stale", frame([1.0, 2.0], is_stale=[True, False])) == []


@pytest.mark.parametrize("judge", JUDGES)
def test_no_judge_stumbles_over_an_empty_or_blank_frame(judge: str) -> None:
    limits: dict[str, dict[str, Any]] = {
        "slips": {"within": 0.05}, "outsized": {"times": 50, "least": 5}, "jumps": JUMP,
        "copies": COPY, "sums": {"districts": 25}, "outside_range": {"least": 20},
        "district_gaps": {"districts": 25, "from_count": 8}, "shares": {},
        "near_misses": {"most": 0.3, "alike": 0.8},
    }  # fmt: skip
    for rows in (frame([]), frame([None, None], area_slug=None, period_text=None, time=None)):
        assert flagged(judge, rows, **limits.get(judge, {})) == []
