"""Maps and strip of the districts: every district, one scale, holes shown as holes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from dash.development.base_component import Component

from dashboard.figures import (
    boundary_map,
    describe_districts,
    district_values,
    strip,
    tile_map,
)
from dashboard.figures.scale import outliers, scale_of
from dashboard.figures.svg import Drawing, markup
from tests.project import ROOT
from tests.unit.dashboard.figures import rows
from tests.unit.dashboard.figures.rows import DISTRICTS, areas, indicator, observations


def parts(node: Any, class_name: str) -> list[Any]:
    """Every component of a class, wherever it stands."""
    if isinstance(node, list | tuple):
        return [found for item in node for found in parts(item, class_name)]
    if not isinstance(node, Component):
        return []
    own = [node] if class_name in str(getattr(node, "className", "")).split() else []
    return own + parts(getattr(node, "children", None), class_name)


def words(node: Any) -> str:
    if isinstance(node, list | tuple):
        return " ".join(words(item) for item in node)
    return words(getattr(node, "children", "")) if isinstance(node, Component) else str(node or "")


def squares() -> pd.DataFrame:
    """Every district a square on a grid."""
    return pd.DataFrame(
        [
            {
                "area": f"d{number}-gu",
                "ring": 0,
                "point": point,
                "longitude": 126.8 + 0.05 * (number % 5 + across),
                "latitude": 37.4 + 0.05 * (number // 5 + down),
            }
            for number in range(DISTRICTS)
            for point, (across, down) in enumerate([(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)])
        ]
    )


def test_every_district_is_a_tile_with_name_and_value() -> None:
    tiles = parts(
        tile_map(rows.district_values(), areas(), indicator=indicator(), lang="ko"), "fig-tile"
    )
    assert len(tiles) == DISTRICTS
    assert words(tiles[0]) == "가나0 10.0"
    assert tiles[7].style == {"gridRow": 2, "gridColumn": 3}


def test_a_district_without_a_value_is_hatched_and_says_so() -> None:
    values = rows.district_values(missing=3)
    drawn = tile_map(values, areas(), indicator=indicator(), lang="ko")
    tile = parts(drawn, "fig-tile")[3]
    assert "fig-step-none" in tile.className
    assert "…" in words(tile)
    assert "자료없음" in words(parts(drawn, "fig-legend"))
    assert "가나3구의 값은 없습니다" in describe_districts(values, areas(), indicator(), "ko")


def test_the_map_draws_every_outline_on_the_same_scale_as_the_tiles() -> None:
    given = (rows.district_values(missing=3), areas())
    row = indicator()
    drawn = boundary_map(squares(), *given, indicator=row, lang="ko")
    (tree,) = [node.tree for node in _drawings(drawn)]
    paths = [child for child in tree[2:] if child[0] == "path"]
    tiles = parts(tile_map(*given, indicator=row, lang="ko"), "fig-tile")
    assert len(paths) == DISTRICTS
    assert [path[1]["className"].split()[1] for path in paths] == [
        tile.className.split()[1] for tile in tiles
    ]
    assert paths[0][2] == ["title", {}, "가나0구 10.0㎍/㎥"]


def _drawings(node: Any) -> list[Any]:
    if isinstance(node, list | tuple):
        return [found for item in node for found in _drawings(item)]
    if isinstance(node, Drawing):
        return [node]
    return _drawings(node.children) if isinstance(node, Component) else []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_each_drawing_is_one_named_image(lang: str) -> None:
    given = (rows.district_values(), areas())
    row = indicator()
    name = describe_districts(*given, row, lang)
    for drawn, class_name in (
        (tile_map(*given, indicator=row, lang=lang), "fig-tiles"),
        (strip(*given, lang, indicator=row), "fig-strip"),
        (boundary_map(squares(), *given, indicator=row, lang=lang), "fig-boundaries"),
    ):
        (image,) = parts(drawn, class_name)
        assert (image.role, getattr(image, "aria-label")) == ("img", name)


def test_the_strip_marks_city_and_median_and_places_every_district() -> None:
    drawn = strip(rows.district_values(), areas(), "ko", indicator=indicator())
    assert len(parts(drawn, "fig-dot")) == DISTRICTS
    assert "중앙값 22.0" in words(drawn)
    assert "서울시 22.0" in words(drawn)


def test_the_legend_says_which_way_is_better() -> None:
    for direction, said in (("up", "클수록"), ("down", "작을수록"), ("none", "따지지 않는")):
        row = indicator(direction=direction)
        drawn = tile_map(rows.district_values(), areas(), indicator=row, lang="ko")
        assert said in words(parts(drawn, "fig-legend"))


def test_without_values_nothing_is_drawn() -> None:
    none = rows.district_values().iloc[:0]
    assert "없어" in words(tile_map(none, areas(), indicator=indicator(), lang="ko"))
    assert "없어" in words(strip(none, areas(), "ko"))


def test_values_of_the_latest_period_are_taken_with_the_citys() -> None:
    frame = pd.concat(
        [
            observations({"2021": 1.0, "2022": 2.0}, kind="d1-gu"),
            observations({"2021": 3.0}, kind="d2-gu"),
            observations({"2021": 5.0, "2022": 6.0, "2023": 7.0}),
        ]
    )
    latest = district_values(frame)
    assert set(latest["period"]) == {"2022"}
    assert dict(zip(latest["area"], latest["value"], strict=True)) == {"d1-gu": 2.0, "seoul": 6.0}
    assert len(district_values(frame, "2021")) == 3


def test_the_scale_is_not_stretched_by_one_far_district() -> None:
    near = [10.0 + number for number in range(24)]
    scale = scale_of([*near, 500.0])
    assert scale.limits[-1] < 50
    assert scale.bounds()[-1][1] is None
    assert scale.step(500.0) == 5
    assert scale.step(10.0) == 1
    assert outliers([*near, 500.0]) == [24]


def test_a_scale_has_at_most_five_classes_that_hold_every_value() -> None:
    for low, high in ((0.0, 1.0), (17.2, 26.2), (99.9, 100.0), (-3.0, 4.0), (52_500.0, 234_000.0)):
        values = [low + (high - low) * place / 24 for place in range(25)]
        scale = scale_of(values)
        assert 1 <= scale.classes <= 5
        assert scale.limits[0] <= low <= high <= scale.limits[-1]
        assert [scale.step(value) for value in values] == sorted(map(scale.step, values))


def test_text_on_every_step_of_colour_can_be_read() -> None:
    css = (ROOT / "dashboard" / "assets" / "figures.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--fig-(step-\d(?:-ink)?): (#[0-9a-f]{6});", css))
    lights = []
    for step in range(1, 6):
        ground, ink = _light(colours[f"step-{step}"]), _light(colours[f"step-{step}-ink"])
        assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5
        lights.append(116 * ground ** (1 / 3) - 16)
    # grey print keeps the steps apart
    assert all(before - after > 10 for before, after in pairwise(lights))


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_drawing_writes_only_the_elements_it_knows_and_escapes() -> None:
    assert "<script" not in markup(["g", {"className": '"><script>'}, ["title", {}, "<script>"]])
    with pytest.raises(ValueError, match="script"):
        markup(["script", {}])
