"""Vintages over time: a correction adds, and what was known when can be asked for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pandas as pd
import pytest

from indicators.catalogue import load_catalogue
from tests.small import write_small_project
from warehouse.catalogue_tables import catalogue_frames
from warehouse.store import Store, open_store
from warehouse.vintages import append_observations

JANUARY, FEBRUARY, MARCH, APRIL = (datetime(2026, month, 1, 6) for month in (1, 2, 3, 4))

# Any release can be asked for again as of a past moment, with SQL alone.
AS_OF = """
    select period, value
    from core.observation_vintage
    where vintage <= $moment
    qualify row_number() over (
        partition by indicator_id, area, period, breakdown order by vintage desc
    ) = 1 and not is_withdrawn
    order by period
"""


class Life:
    """The small project's literacy, told by its source month by month."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def learn(self, moment: datetime, figures: dict[str, float | None]) -> int:
        """Replace the source's figures; returns how many vintage rows that added."""
        rows = [
            {
                "source_id": "stations",
                "measure_id": "literacy",
                "area": "korea",
                "period": period,
                "breakdown": "total",
                "value": value,
                "unit_id": "percent",
                "obs_status": "M" if value is None else "A",
                "file": "data/stations.csv",
                "line": line,
            }
            for line, (period, value) in enumerate(figures.items(), 2)
        ]
        self.store.replace("staging.figure", pd.DataFrame(rows))
        return append_observations(self.store, ["literacy"], moment)

    def now(self) -> dict[str, float | None]:
        self.store.build("core.observation")
        return self._values("select period, value from core.observation order by period", {})

    def as_of(self, moment: datetime) -> dict[str, float | None]:
        return self._values(AS_OF, {"moment": moment})

    def _values(self, sql: str, values: dict[str, object]) -> dict[str, float | None]:
        found = self.store.query(sql, values)
        known = found["value"].astype(object).where(found["value"].notna(), None)
        return dict(zip(found["period"], known, strict=True))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("vintages")
    catalogue = load_catalogue(write_small_project(folder / "project").cards)
    with open_store(folder) as store:
        for table, frame in catalogue_frames(catalogue).items():
            store.replace(table, frame)
        yield store


@pytest.fixture
def life(filled: Store) -> Life:
    filled.execute("delete from core.observation_vintage")
    return Life(filled)


def test_hearing_the_same_again_adds_nothing(life: Life) -> None:
    assert life.learn(JANUARY, {"2020": 95.5, "2023": 96.4}) == 2
    assert life.learn(FEBRUARY, {"2020": 95.5, "2023": 96.4}) == 0
    assert life.now() == {"2020": 95.5, "2023": 96.4}


def test_a_changed_value_adds_exactly_one(life: Life) -> None:
    life.learn(JANUARY, {"2020": 95.5, "2023": 96.4})
    assert life.learn(FEBRUARY, {"2020": 95.5, "2023": 96.5}) == 1
    assert life.now() == {"2020": 95.5, "2023": 96.5}


def test_a_value_that_becomes_missing_stays_as_a_hole(life: Life) -> None:
    life.learn(JANUARY, {"2020": 95.5})
    assert life.learn(FEBRUARY, {"2020": None}) == 1
    assert life.now() == {"2020": None}


def test_what_the_source_takes_back_disappears_and_is_remembered(life: Life) -> None:
    life.learn(JANUARY, {"2020": 95.5, "2023": 96.4})
    assert life.learn(FEBRUARY, {"2020": 95.5}) == 1
    assert life.now() == {"2020": 95.5}
    assert life.as_of(JANUARY) == {"2020": 95.5, "2023": 96.4}
    tombstones = life.store.query(
        "select period, vintage, obs_status from core.observation_vintage"
        " where is_withdrawn and value is null"
    )
    assert tombstones.values.tolist() == [["2023", pd.Timestamp(FEBRUARY), "M"]]
    assert life.learn(MARCH, {"2020": 95.5}) == 0


def test_what_comes_back_is_added_again(life: Life) -> None:
    life.learn(JANUARY, {"2023": 96.4})
    life.learn(FEBRUARY, {})
    assert life.now() == {}
    assert life.learn(MARCH, {"2023": 96.4}) == 1
    assert life.now() == {"2023": 96.4}


def test_every_past_moment_can_be_asked_for(life: Life) -> None:
    told = {
        JANUARY: {"2020": 95.5},
        FEBRUARY: {"2020": 95.5, "2023": 96.4},
        MARCH: {"2020": 95.7, "2023": None},
        APRIL: {"2023": 96.0},
    }
    for moment, figures in told.items():
        life.learn(moment, figures)
    assert {moment: life.as_of(moment) for moment in told} == told
    assert life.as_of(datetime(2025, 12, 31)) == {}
    assert life.now() == told[APRIL]


def test_only_the_named_indicators_are_touched(life: Life) -> None:
    life.learn(JANUARY, {"2020": 95.5})
    life.store.execute("delete from staging.figure")
    assert append_observations(life.store, ["clean_air", "noise"], FEBRUARY) == 0
    assert life.now() == {"2020": 95.5}


def test_an_indicator_without_any_series_has_no_vintages(life: Life) -> None:
    assert append_observations(life.store, ["not_measured"], JANUARY) == 0


def test_computing_again_gives_the_same_bits(life: Life) -> None:
    """Sums of the districts must not depend on the order in which rows lie: a difference in the
    last digit would look like a correction by the publisher."""
    areas = life.store.query("select area from catalogue.area where area_kind = 'district'")
    rows = [
        {
            "source_id": source,
            "measure_id": source,
            "area": area,
            "period": "2023",
            "breakdown": "total",
            "value": 0.1 * number + 1 / number,
            "unit_id": unit,
            "obs_status": "A",
            "file": "f",
            "line": 1,
        }
        for source, unit in (("accidents", "cases"), ("residents", "persons"))
        for number, area in enumerate(areas["area"], 1)
    ]
    frame = pd.DataFrame(rows)
    life.store.replace("staging.figure", frame)
    append_observations(life.store, ["accident_rate"], JANUARY)
    for seed in range(5):
        life.store.replace("staging.figure", frame.sample(frac=1, random_state=seed))
        assert append_observations(life.store, ["accident_rate"], FEBRUARY) == 0
