"""What every test shares: a quiet environment, the catalogue, two built projects."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from indicators.catalogue import Catalogue, load_catalogue
from pipelines.build import build
from pipelines.settings import Settings
from tests.project import ROOT
from tests.small import SmallProject, write_small_project

# Nobody is told that tests run here, and no test reads or writes the reader's own state.
os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
os.environ["GX_ANALYTICS_ENABLED"] = "false"
for name in ("SDG_HOME", "SDG_DATA", "SDG_CARDS", "SDG_SAMPLE", "SDG_KEEP_RELEASES"):
    os.environ.pop(name, None)

# Documents that are not part of the project, kept beside it by those who may; see `shared`.
if (ROOT.parent / "shared").is_dir():
    os.environ.setdefault("SDG_SHARED", str(ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the original documents; without it the test is skipped."""
    folder = os.environ.get("SDG_SHARED")
    if not folder or not Path(folder).is_dir():
        pytest.skip("SDG_SHARED names no folder with the original documents")
    return Path(folder)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The real cards."""
    return load_catalogue()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallProject:
    """The small project, built once. Tests read it and leave it as it is."""
    project = write_small_project(tmp_path_factory.mktemp("small") / "project")
    built = project.build()
    assert built.is_released, built.refusals
    return project


@pytest.fixture
def my_small(small: SmallProject, tmp_path: Path) -> SmallProject:
    """A copy of the built small project, to be changed and broken."""
    return small.copy(tmp_path / "project")


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project's state, built once for all workers. Tests read it and leave it as it is."""
    shared_by_workers = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared_by_workers = shared_by_workers.parent
    home = shared_by_workers / "real_home"
    with (shared_by_workers / "real_home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "CURRENT").exists():
            built = build(Settings(home=home))
            assert built.is_released, built.refusals
    return home
