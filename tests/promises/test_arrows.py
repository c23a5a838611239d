"""Who may know whom is a test: the contracts hold, and each of them can break."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import PACKAGES, ROOT

LINT = Path(sys.executable).with_name("lint-imports")
ROOMS = (
    *PACKAGES,
    "pipelines/cli",
    "warehouse/queries",
    "warehouse/exports",
)

BREAKS = [
    ("indicators/a.py", "import duckdb", "indicators-pure"),
    ("indicators/a.py", "import dash", "indicators-pure"),
    ("indicators/a.py", "import warehouse", "layers"),
    ("warehouse/a.py", "import dagster", "warehouse-keeps"),
    ("warehouse/a.py", "import requests", "warehouse-keeps"),
    ("warehouse/a.py", "import dashboard", "layers"),
    ("dashboard/a.py", "import duckdb", "dashboard-asks"),
    ("dashboard/a.py", "import warehouse.store", "dashboard-door"),
    ("dashboard/a.py", "import pipelines", "layers"),
    ("pipelines/a.py", "import plotly", "pipelines-blind"),
    ("pipelines/a.py", "import dashboard", "layers"),
]

ALLOWED = [
    ("pipelines/cli/a.py", "import dashboard.app"),
    ("pipelines/a.py", "import warehouse.store"),
    ("dashboard/a.py", "import warehouse.queries.release"),
    ("dashboard/a.py", "import indicators"),
]


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def small_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four rooms, empty, under the project's own contracts."""
    house = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", house)
    for room in ROOMS:
        (house / room).mkdir(parents=True)
        (house / room / "__init__.py").touch()
    (house / "warehouse/store.py").write_text("import duckdb\n")
    (house / "warehouse/queries/release.py").write_text("import warehouse.store\n")
    (house / "dashboard/app.py").write_text("import dash\n")
    return house


def test_the_arrows_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr


@pytest.mark.parametrize(("file", "line", "contract"), BREAKS)
def test_a_wrong_arrow_is_seen(small_house: Path, file: str, line: str, contract: str) -> None:
    module = small_house / file
    module.write_text(f"{line}\n")
    result = lint(small_house, "--contract", contract)
    module.unlink()
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


@pytest.mark.parametrize(("file", "line"), ALLOWED)
def test_a_right_arrow_is_let_through(small_house: Path, file: str, line: str) -> None:
    module = small_house / file
    module.write_text(f"{line}\n")
    result = lint(small_house)
    module.unlink()
    assert result.returncode == 0, result.stdout
