"""Killed at any moment of a refresh: the next run completes, with no duplicate and no hole.

Each point: the publisher revises one value, a refresh starts in a process of its own and is killed
(SIGKILL) at a random moment of its course, then a refresh runs to its end. Few points by default;
`SDG_KILL_POINTS=50` for the long course, `SDG_KILL_SEED` for another one.
"""

from __future__ import annotations

import os
import random
import time

import pytest

from tests.standin.project import LiveProject
from tests.standin.server import Publisher
from warehouse.releases import current_version, damaged_files

POINTS = int(os.environ.get("SDG_KILL_POINTS", "3"))
SEED = int(os.environ.get("SDG_KILL_SEED", "20261122"))
KEY = ["indicator_id", "area", "period", "breakdown"]


def start(project: LiveProject, *arguments: str):
    """Quiet: what a killed process says is nobody's business."""
    return project.start("refresh", "--source", "clinics", *arguments)


@pytest.mark.slow
def test_killed_at_random_moments(live: LiveProject, standin: Publisher) -> None:
    chance = random.Random(SEED)  # noqa: S311 - a repeatable course
    revise(standin, 999)
    began = time.perf_counter()
    assert start(live).wait(300) == 0
    whole = time.perf_counter() - began
    rows = len(live.observations())
    unfinished = 0
    for point in range(1, POINTS + 1):
        revise(standin, 1000 + point)
        before = len(of_nowon(live))
        process = start(live)
        time.sleep(chance.uniform(0.0, whole))
        unfinished += process.poll() is None
        process.kill()
        process.wait()
        # whatever moment it was, readers have a whole release
        assert damaged_files(live.home, current_version(live.home)) == []
        assert len(live.observations()) == rows
        assert start(live).wait(300) == 0
        log = of_nowon(live)
        assert len(log) == before + 1, f"point {point}: exactly one vintage"
        assert log["value"].iloc[-1] == 1000 + point
        now = live.observations()
        assert len(now) == rows, f"point {point}: a hole or a duplicate"
        assert not now.duplicated(KEY).any()
        assert damaged_files(live.home, current_version(live.home)) == []
        assert not list((live.home / "releases").glob(".building-*"))
    assert unfinished >= POINTS // 3, "most points should hit a running refresh"


def revise(standin: Publisher, value: int) -> None:
    where = {"시군구": "노원구", "기준연도": "2023"}
    assert standin.revise("odcloud_standin_clinics", "의원수", str(value), **where) == 1


def of_nowon(project: LiveProject):
    log = project.release().table("core.observation_vintage")
    found = log.query("indicator_id == 'clinics_more' and area == 'nowon-gu' and period == '2023'")
    return found.sort_values("vintage")
