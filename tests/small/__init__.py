"""A small project: the real goals, targets, areas, units and caveats; three sources, five
indicators and three programmes that are made up for tests.

Every figure can be worked out in the head. District number n (1 Jongno-gu ... 25 Gangdong-gu) has

    residents   1000 n in 2022, 1000 n + 100 in 2023
    accidents   2 n in 2022, n in 2023
    dust        b - 2.6 + 0.2 n in 2021, 2022, 2023; the city has b = 26, 24, 22
    noise       50 + n in 2021, 2022, 2023 (Mapo-gu 2022 is missing, Jung-gu 2021 is withheld)

and the nation's literacy is 95.5 (2020) and 96.4 (2023).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from indicators.catalogue import CARDS
from pipelines.build import Built, build
from pipelines.settings import Settings
from tests.project import ROOT
from warehouse.queries import Release, Releases

HERE = Path(__file__).parent
_REAL_CARDS = ("plan.yaml", "goals.yaml", "areas.yaml", "units.yaml", "caveats.yaml", "targets")
_REAL_FIGURES = "work_report_*.csv"


@dataclass(frozen=True)
class SmallProject:
    """A copy that a test may break: its cards, its figures, its state."""

    root: Path

    @property
    def cards(self) -> Path:
        return self.root / "cards"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def settings(self) -> Settings:
        return Settings(home=self.home, data=self.data, cards=self.cards)

    @property
    def environment(self) -> dict[str, str]:
        """For a process of its own."""
        return {
            **os.environ,
            "SDG_HOME": str(self.home),
            "SDG_DATA": str(self.data),
            "SDG_CARDS": str(self.cards),
            "PYTHONPATH": str(ROOT),
        }

    def build(self, **changes: Any) -> Built:
        """Build in this process; `changes` are settings."""
        return build(replace(self.settings, **changes))

    def sdg(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the real command line in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "pipelines.cli.main", *arguments],
            env=self.environment,
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )

    def figures(self, source: str) -> Path:
        return self.data / f"{source}.csv"

    def change(self, source: str, change: Callable[[str], str]) -> None:
        """Write a source's file anew."""
        file = self.figures(source)
        before = file.read_text(encoding="utf-8")
        after = change(before)
        assert after != before, "the test changes nothing"
        file.write_text(after, encoding="utf-8")

    def swap(self, source: str, old: str, new: str) -> None:
        """Put `new` in place of `old`, which stands in the file once."""
        text = self.figures(source).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {source}"
        self.change(source, lambda before: before.replace(old, new))

    def release(self) -> Release:
        return Releases(self.home).current()

    def observations(self) -> pd.DataFrame:
        """What the served release says: every observation, without the moment it was learnt."""
        frame = self.release().table("core.observation").drop(columns="vintage")
        return frame.sort_values(["indicator_id", "area", "period", "breakdown"], ignore_index=True)

    def value(self, indicator: str, area: str, period: str) -> float | None:
        """One value of the served release; None if there is a row without a value.

        Raises:
            KeyError: there is no such row.
        """
        frame = self.observations()
        at = (frame["indicator_id"] == indicator) & (frame["area"] == area)
        found = frame.loc[at & (frame["period"] == period) & (frame["breakdown"] == "total")]
        if found.empty:
            raise KeyError((indicator, area, period))
        value = float(found["value"].iloc[0])
        return None if pd.isna(value) else value

    def copy(self, to: Path) -> SmallProject:
        shutil.copytree(self.root, to)
        return SmallProject(to)


def write_small_project(root: Path) -> SmallProject:
    """The project's files in a new folder, with nothing built."""
    shutil.copytree(HERE / "cards", root / "cards")
    shutil.copytree(HERE / "data", root / "data")
    for name in _REAL_CARDS:
        real = CARDS / name
        (shutil.copytree if real.is_dir() else shutil.copy)(real, root / "cards" / name)
    for file in (ROOT / "data").glob(_REAL_FIGURES):
        shutil.copy(file, root / "data")
    return SmallProject(root)
