"""The stand-in, a project that was refreshed from it once, and a copy for each test."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from indicators.catalogue import load_catalogue
from pipelines.refresh import Standing, refresh_source
from pipelines.run import Run
from pipelines.sources.live import Fetching
from tests.standin.project import LiveProject, write_live_project
from tests.standin.server import Publisher, running
from warehouse.store import open_store


@pytest.fixture(scope="session")
def standin_running() -> Iterator[Publisher]:
    with running() as publisher:
        yield publisher


@pytest.fixture(scope="session")
def live_built(standin_running: Publisher, tmp_path_factory: pytest.TempPathFactory) -> LiveProject:
    """Refreshed once; tests read it and leave it as it is."""
    project = write_live_project(tmp_path_factory.mktemp("live") / "project", standin_running)
    built = project.refresh()
    assert built.is_released, built.refusals
    assert not built.refusals
    return project


@pytest.fixture
def standin(standin_running: Publisher) -> Iterator[Publisher]:
    """The publisher as it was; what a test does to it is undone."""
    tables = copy.deepcopy(standin_running.tables)
    yield standin_running
    standin_running.tables = tables
    standin_running.faults.clear()
    standin_running.asked.clear()
    standin_running.is_validating = False


@pytest.fixture
def live(live_built: LiveProject, tmp_path: Path, standin: Publisher) -> LiveProject:
    """A copy of the refreshed project, to be changed."""
    standin.asked.clear()  # whatever was asked to refresh it the first time
    return live_built.copy(tmp_path / "project")


@dataclass(frozen=True)
class Seen:
    """What one refresh of one source did, and what an officer is told."""

    standing: Standing
    figures: pd.DataFrame
    quarantine: pd.DataFrame
    told: str
    codes: list[str]


def refresh_one(project: LiveProject, source: str, fetching: Fetching | None = None) -> Seen:
    """Refresh one source without the orchestrator."""
    catalogue = load_catalogue(project.cards)
    card = next(one for one in catalogue.sources if one.id == source)
    run = Run.now(project.settings, fetching=fetching or project.fetching())
    try:
        with open_store(project.home) as store:
            standing = refresh_source(store, run, card, catalogue)
            named = {"source": source}
            figures = store.query(
                "select * from staging.figure where source_id = $source order by all", named
            )
            quarantine = store.query(
                "select * from quality.quarantine where source_id = $source order by all", named
            )
    finally:
        run.fetching.close()
    told = "\n".join(f"{refusal.reason_ko} / {refusal.reason_en}" for refusal in run.refusals)
    return Seen(standing, figures, quarantine, told, [refusal.rule for refusal in run.refusals])


def staged(project: LiveProject, source: str) -> pd.DataFrame:
    with open_store(project.home) as store:
        return store.query(
            "select * from staging.figure where source_id = $source order by all",
            {"source": source},
        )
