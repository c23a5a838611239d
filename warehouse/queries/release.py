"""One frozen release and the questions it answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from warehouse.releases import Manifest

_SQL = Path(__file__).parent


@cache
def _question(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


class Release:
    """A read-only view of one release. Safe to share between threads: each question has a cursor.

    Every method returns a new frame; its columns are described at the head of the SQL file with
    the same name.
    """

    def __init__(self, database: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._connection = duckdb.connect(str(database), read_only=True)

    @property
    def version(self) -> str:
        """The release's version."""
        return self.manifest.version

    def plan(self) -> pd.DataFrame:
        """The plan: one row."""
        return self._ask("plan")

    def documents(self) -> pd.DataFrame:
        """What each document says of the plan's counts."""
        return self._ask("documents")

    def goals(self) -> pd.DataFrame:
        """The 17 goals with the counts of their indicators by assessment, trend and origin."""
        return self._ask("goals")

    def targets(self, goal: str | None = None) -> pd.DataFrame:
        """Targets, of one goal (its code) or all."""
        return self._ask("targets", {"goal": goal})

    def indicators(self, goal: str | None = None) -> pd.DataFrame:
        """Indicators with assessment and coverage, of one goal (its code) or all."""
        return self._ask("indicators", {"goal": goal})

    def indicator(self, code: str) -> pd.DataFrame:
        """One indicator by code or id, with everything known of it: one row, or none."""
        return self._ask("indicator", {"code": code})

    def milestones(self, indicator_id: str) -> pd.DataFrame:
        """The values that an indicator is to reach."""
        return self._ask("milestones", {"indicator": indicator_id})

    def observations(self, indicator_id: str) -> pd.DataFrame:
        """An indicator's observations: every area, period and breakdown."""
        return self._ask("observations", {"indicator": indicator_id})

    def observation_rows(self, indicator_id: str | None = None) -> pd.DataFrame:
        """Observations of one indicator or all, each with names, codes, source and licence."""
        return self._ask("observation_rows", {"indicator": indicator_id})

    def indicator_sources(self, indicator_id: str) -> pd.DataFrame:
        """The sources that an indicator's figures come from."""
        return self._ask("indicator_sources", {"indicator": indicator_id})

    def indicator_programmes(self, indicator_id: str) -> pd.DataFrame:
        """The programmes that should move an indicator."""
        return self._ask("indicator_programmes", {"indicator": indicator_id})

    def caveats(self) -> pd.DataFrame:
        """The closed vocabulary of reservations."""
        return self._ask("caveats")

    def areas(self) -> pd.DataFrame:
        """Nation, city and districts with codes and tile positions."""
        return self._ask("areas")

    def boundaries(self) -> pd.DataFrame:
        """District boundaries, point by point."""
        return self._ask("boundaries")

    def programmes(self, goal: str | None = None) -> pd.DataFrame:
        """Programmes with work and money, serving one goal (its code) or all."""
        return self._ask("programmes", {"goal": goal})

    def programme(self, code: str) -> pd.DataFrame:
        """One programme by code or id: one row, or none."""
        return self._ask("programme", {"code": code})

    def programme_progress(self, programme_id: str) -> pd.DataFrame:
        """A programme's quarters."""
        return self._ask("programme_progress", {"programme": programme_id})

    def programme_budget(self, programme_id: str) -> pd.DataFrame:
        """A programme's money by as-of date."""
        return self._ask("programme_budget", {"programme": programme_id})

    def programme_targets(self, programme_id: str) -> pd.DataFrame:
        """The targets that a programme serves."""
        return self._ask("programme_targets", {"programme": programme_id})

    def programme_indicators(self, programme_id: str) -> pd.DataFrame:
        """The indicators that a programme should move, with their assessment."""
        return self._ask("programme_indicators", {"programme": programme_id})

    def programme_evidence(self, programme_id: str) -> pd.DataFrame:
        """Public documents that show the programme."""
        return self._ask("programme_evidence", {"programme": programme_id})

    def sources(self) -> pd.DataFrame:
        """Sources with licence, origin of the copy, and where they stand."""
        return self._ask("sources")

    def quarantine(self) -> pd.DataFrame:
        """Rows that were refused, with their reason."""
        return self._ask("quarantine")

    def validations(self) -> pd.DataFrame:
        """What each rule found."""
        return self._ask("validations")

    def budget_lines(self) -> pd.DataFrame:
        """Budget lines of the city's work reports."""
        return self._ask("budget_lines")

    def work_milestones(self) -> pd.DataFrame:
        """Steps that the city's work reports announced."""
        return self._ask("work_milestones")

    def series_count(self) -> pd.DataFrame:
        """How many series (indicator, area, breakdown) have a value: one row."""
        return self._ask("series_count")

    def district_coverage(self) -> pd.DataFrame:
        """How many indicators have Seoul's own figures for every district: one row."""
        return self._ask("district_coverage")

    def table(self, key: str) -> pd.DataFrame:
        """A whole table of the release, for exports; KeyError if it is not part of it."""
        if key not in self.manifest.rows:
            raise KeyError(key)
        return self._connection.cursor().execute(f"from {key}").df()

    def _ask(self, name: str, values: Mapping[str, object] | None = None) -> pd.DataFrame:
        cursor = self._connection.cursor()
        return cursor.execute(_question(name), dict(values) if values else None).df()
