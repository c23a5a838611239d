"""A build that is killed at any moment: the old release serves on, the next build mends all.

The builds are real processes that are really killed. They are forked from a server that has the
libraries loaded already, so that the kill falls into the work and not into the imports.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from pathlib import Path

import pandas as pd
import pytest

from pipelines.build import build
from tests.project import ROOT
from tests.small import SmallProject
from warehouse import releases

MOMENTS = 6
PROCESSES = multiprocessing.get_context("forkserver")


@pytest.fixture(scope="module")
def ready() -> None:
    """The server of processes, with everything imported."""
    os.environ["PYTHONPATH"] = str(ROOT)
    PROCESSES.set_forkserver_preload(["pipelines.definitions", "great_expectations"])


@pytest.fixture(scope="module")
def changed(small: SmallProject, tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """The small project with a release, and with new figures that are not built yet."""
    project = small.copy(tmp_path_factory.mktemp("changed") / "project")
    project.change("accidents", lambda text: text.replace(",2023,total,", ",2024,total,"))
    project.change("residents", lambda text: text.replace(",2023,total,", ",2024,total,"))
    project.swap("stations", "literacy,korea,2023,total,96.4,", "literacy,korea,2023,total,97,")
    return project


@pytest.fixture(scope="module")
def undisturbed(
    ready: None, changed: SmallProject, tmp_path_factory: pytest.TempPathFactory
) -> tuple[pd.DataFrame, float]:
    """What a build that nobody disturbs comes to, and how long it takes."""
    project = changed.copy(tmp_path_factory.mktemp("undisturbed") / "project")
    run(project)  # the first fork pays for the server's imports
    again = changed.copy(tmp_path_factory.mktemp("timed") / "project")
    began = time.perf_counter()
    run(again)
    seconds = time.perf_counter() - began
    pd.testing.assert_frame_equal(project.observations(), again.observations())
    return again.observations(), seconds


def run(project: SmallProject) -> None:
    process = PROCESSES.Process(target=build, args=(project.settings,))
    process.start()
    process.join()
    assert process.exitcode == 0


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_kill_at_any_moment_does_no_harm(
    undisturbed: tuple[pd.DataFrame, float], changed: SmallProject, tmp_path: Path, moment: int
) -> None:
    expected, seconds = undisturbed
    project = changed.copy(tmp_path / "project")
    before = project.observations()

    process = PROCESSES.Process(target=build, args=(project.settings,))
    process.start()
    time.sleep(seconds * (moment + random.Random(moment).random()) / MOMENTS)  # noqa: S311
    process.kill()
    process.join()

    # whoever reads sees the old release or the new one, whole
    served = project.release()
    assert releases.damaged_files(project.home, served.version) == []
    seen = project.observations()
    assert seen.equals(before) or seen.equals(expected)

    built = project.build()
    assert built.is_released and not built.refusals
    pd.testing.assert_frame_equal(project.observations(), expected)
    assert not list((project.home / "releases").glob(".building-*"))
