"""Which tables can be taken away, and what stands in each. One function is one file.

Every table begins with the release it is from; every table of figures says their origin. Sample
figures also carry a notice in words, line by line, so that no copied line loses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import yaml

from warehouse.queries import Release

OFF_TRACK = ("delayed", "worsening")
_NOTICE = "견본 수치이며 실제 실적이 아닙니다. / Sample figures, not actual results."
_PROGRAMME = (
    "programme_id", "programme_code", "name_ko", "name_en", "department_ko", "department_en",
    "section_id", "period_start", "period_end", "goals", "indicators", "district_scope",
    "has_evidence", "programme_status", "progress_period", "planned_pct", "actual_pct",
    "achievement_rate_pct", "fiscal_year", "as_of", "budget_krw", "current_budget_krw",
    "spent_krw", "balance_krw", "execution_rate_pct", "origin",
)  # fmt: skip
_INDICATOR = (
    "indicator_id", "indicator_code", "target_code", "goal_code", "name_ko", "name_en", "unit",
    "direction", "method_id", "assessment", "reason", "pace_class", "trend", "trend_pct_per_year",
    "first_period", "last_period", "last_year", "last_value", "previous_year", "previous_value",
    "base_year", "base_value", "target_year", "target_value", "target_upper", "target_basis",
    "progress_pct", "actual_pace_per_year", "required_pace_per_year", "pace_ratio", "is_sensitive",
    "is_stale", "observations", "districts", "custodian_ko", "custodian_en", "origin",
)  # fmt: skip
_LINKED = (
    "programme_code", "programme_name_ko", "programme_name_en", "department_ko", "department_en",
    "contribution", "programme_status", "progress_period", "achievement_rate_pct", "as_of",
    "current_budget_krw", "spent_krw", "execution_rate_pct", "programme_origin",
)  # fmt: skip


def overview(release: Release) -> pd.DataFrame:
    """One row per goal: its indicators by assessment, trend and origin."""
    frame = release.goals().drop(columns=["colour", "text_colour"])
    return _dressed(release, frame.assign(origin="derived"))


def indicators(release: Release, goal: str | None = None) -> pd.DataFrame:
    """One row per indicator: latest value, target, assessment. Of one goal (its code) or all."""
    units = release.table("catalogue.indicator").set_index("indicator_id")["unit_id"]
    frame = release.indicators(goal)
    frame = frame.assign(unit=frame["indicator_id"].map(units), origin=frame["best_origin"])
    return _dressed(release, frame[list(_INDICATOR)])


def goal(release: Release, code: str) -> pd.DataFrame:
    """One row per indicator of the goal and programme that should move it; as on its page."""
    own = indicators(release, code)
    linked = pd.concat(
        [_programmes_of(release, indicator) for indicator in own["indicator_id"]]
        or [_programmes_of(release, "")],
        ignore_index=True,
    )
    frame = own.merge(linked, on="indicator_id", how="left")
    return frame.assign(notice=_notices(frame["programme_origin"]))


def observations(release: Release, indicator_id: str | None = None) -> pd.DataFrame:
    """One row per observation, of one indicator or all."""
    return _dressed(release, release.observation_rows(indicator_id))


def programmes(release: Release, goal: str | None = None) -> pd.DataFrame:
    """One row per programme: work and money. Serving one goal (its code) or all."""
    frame = release.programmes(goal)[list(_PROGRAMME)]
    frame = frame.assign(origin=frame["origin"].fillna("none"))
    return _dressed(release, frame.assign(notice=_notices(frame["origin"])))


def programme(release: Release, code: str) -> pd.DataFrame | None:
    """One row per quarter of a programme: progress, and money at the quarter's end."""
    found = release.programme(code)
    if found.empty:
        return None
    card = found.iloc[0]
    progress = release.programme_progress(str(card["programme_id"]))
    budget = release.programme_budget(str(card["programme_id"]))
    days = pd.to_datetime(budget["as_of"])
    quarters = days.dt.year.astype(str) + "Q" + days.dt.quarter.astype(str)
    frame = progress.merge(
        budget.assign(period=quarters), on="period", how="outer", suffixes=("", "_of_money")
    ).sort_values("period", ignore_index=True)
    origins = frame["origin"].fillna(frame["origin_of_money"])
    frame = frame.drop(columns=["is_latest", "is_latest_of_money", "origin_of_money", "origin"])
    for place, name in enumerate(("programme_id", "programme_code", "name_ko", "name_en")):
        frame.insert(place, name, card[name])
    return _dressed(release, frame.assign(origin=origins, notice=_notices(origins)))


def sources(release: Release) -> pd.DataFrame:
    """One row per source: who made the figures, how they reached us, under which licence."""
    return _dressed(release, release.sources())


def quarantine(release: Release) -> pd.DataFrame:
    """One row per refused row and broken rule."""
    return _dressed(release, release.quarantine())


def budget_lines(release: Release) -> pd.DataFrame:
    """One row per budget line of the city's work reports: documented figures, not samples."""
    return _dressed(release, release.budget_lines().assign(origin="official"))


def targets(release: Release) -> pd.DataFrame:
    """One row per target with the number of its indicators and programmes."""
    return _dressed(release, release.targets())


def plan(release: Release) -> pd.DataFrame:
    """One row per document: what it says of the plan's counts; first, what this release holds."""
    card = release.plan().iloc[0]
    counts = {f"stated_{name}": count for name, count in release.manifest.counts.items()}
    promised = {
        f"stated_{name.removeprefix('promised_')}": card[name]
        for name in card.index
        if name.startswith("promised_") and name != "promise_document"
    }
    rows: list[Mapping[str, Any]] = [
        {"document_id": "this_release", "origin": "derived", **counts},
        {
            "document_id": card["plan_id"],
            "title_ko": card["promise_document"],
            "origin": "official",
            **promised,
        },
    ]
    documents = release.documents().assign(origin="official")
    frame = pd.concat([pd.DataFrame(rows), documents], ignore_index=True)
    stated = [name for name in frame.columns if name.startswith("stated_")]
    frame[stated] = frame[stated].astype("Int64")
    return _dressed(release, frame)


def columns() -> pd.DataFrame:
    """One row per column that a file may have: its name and what it holds, in both languages."""
    return pd.DataFrame(
        [
            {"column": name, "label_ko": text["ko"], "label_en": text["en"]}
            for name, text in _columns().items()
        ]
    )


def labels(lang: Literal["ko", "en"]) -> dict[str, str]:
    """What a header says for each column, in words."""
    return {name: text[lang] for name, text in _columns().items()}


def off_track(frame: pd.DataFrame) -> pd.DataFrame:
    """Only indicators that are delayed or worsening."""
    return frame[frame["assessment"].isin(OFF_TRACK)]


@cache
def _columns() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("columns.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _dressed(release: Release, frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.reset_index(drop=True)
    frame.insert(0, "release", release.version)
    return frame


def _notices(origins: pd.Series[Any]) -> pd.Series[str]:
    """The notice beside every sample row; nothing beside the others."""
    return origins.map({"sample": _NOTICE})


def _programmes_of(release: Release, indicator_id: str) -> pd.DataFrame:
    frame = release.indicator_programmes(indicator_id).rename(
        columns={
            "name_ko": "programme_name_ko",
            "name_en": "programme_name_en",
            "origin": "programme_origin",
        }
    )
    return frame[list(_LINKED)].assign(indicator_id=indicator_id)
