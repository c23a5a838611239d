"""Judge the rows of one source: accepted, flagged, quarantined, each refusal with its reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Correction, Source
from pipelines.quality.rules import rules_of
from pipelines.quality.validate import Outcome, validate, validation_rows
from pipelines.reading.observations import NUMBER

MISSING_STATUSES = ("L", "M", "O", "Q")
_KEY = ["measure", "area", "period", "breakdown"]


@dataclass(frozen=True)
class Verdict:
    """What became of the rows: frames in the shape of the tables they go to.

    figures: `staging.figure`. quarantine: `quality.quarantine`. validation: `quality.validation`.
    flagged: how many accepted rows carry a warning.
    """

    figures: pd.DataFrame
    quarantine: pd.DataFrame
    validation: pd.DataFrame
    rows: int
    flagged: int

    @property
    def quarantined(self) -> int:
        """How many rows were refused (a row may break several rules)."""
        return int(self.quarantine[["file", "sheet", "line"]].drop_duplicates().shape[0])


def judge(rows: pd.DataFrame, source: Source, catalogue: Catalogue, as_of: date) -> Verdict:
    """Validate the rows of `read_observations` against the source's card and the rules.

    Rows in = figures + quarantined rows, always.
    """
    frame = _with_limits(rows, source)
    withheld = _withheld(frame, source, catalogue.corrections)
    offered = frame[~frame["row_id"].isin(withheld["row_id"])]
    outcomes = validate(offered, rules_of("staging"), _sets(source, catalogue, as_of))
    refused = _refused(frame, outcomes, source)
    quarantine = pd.concat([refused, withheld], ignore_index=True)
    bad_rows = set(quarantine["row_id"])
    warned = {
        row
        for outcome in outcomes
        if outcome.rule.severity == "warning"
        for row in outcome.failed_rows
    }
    good = frame[~frame["row_id"].isin(bad_rows)]
    return Verdict(
        figures=_figures(good, source),
        quarantine=quarantine.drop(columns="row_id"),
        validation=validation_rows(outcomes, source.id),
        rows=len(frame),
        flagged=len(warned - bad_rows),
    )


def _with_limits(rows: pd.DataFrame, source: Source) -> pd.DataFrame:
    limits = pd.DataFrame(
        [
            {
                "measure": measure.id,
                "expected_unit": measure.unit,
                "limit_min": measure.min,
                "limit_max": measure.max,
            }
            for measure in source.measures
        ]
    ).astype({"limit_min": float, "limit_max": float})
    frame = rows.merge(limits, on="measure", how="left", validate="many_to_one")
    frame["year"] = pd.to_numeric(frame["period"].str.slice(0, 4), errors="coerce")
    return frame


def _sets(source: Source, catalogue: Catalogue, as_of: date) -> dict[str, object]:
    return {
        "measures": [measure.id for measure in source.measures],
        "areas": [area.slug for area in catalogue.areas],
        "number": NUMBER,
        "this_year": as_of.year,
        "missing_statuses": MISSING_STATUSES,
    }


def _refused(frame: pd.DataFrame, outcomes: Sequence[Outcome], source: Source) -> pd.DataFrame:
    by_row: Any = frame.set_index("row_id", drop=False)
    broken = [
        _entry(by_row.loc[row], source, outcome.rule.id, outcome.rule.column, outcome)
        for outcome in outcomes
        if outcome.rule.severity == "error"
        for row in outcome.failed_rows
    ]
    return pd.DataFrame(broken, columns=_COLUMNS)


_COLUMNS = [
    "row_id",
    "source_id",
    "file",
    "sheet",
    "line",
    "column_name",
    "value_text",
    "rule_id",
    "severity",
    "reason_ko",
    "reason_en",
    "row_text",
    "is_acknowledged",
]


def _entry(
    row: Any, source: Source, rule_id: str, column: str, outcome: Outcome
) -> dict[str, object]:
    first = column.split(",")[0].strip()
    return {
        "row_id": int(row["row_id"]),
        "source_id": source.id,
        "file": row["file"],
        "sheet": row["sheet"],
        "line": int(row["line"]),
        "column_name": column,
        "value_text": row[first] if isinstance(row[first], str) else None,
        "rule_id": rule_id,
        "severity": "error",
        "reason_ko": outcome.rule.message.ko,
        "reason_en": outcome.rule.message.en,
        "row_text": _row_text(row),
        "is_acknowledged": False,
    }


def _row_text(row: pd.Series) -> str:
    """The row as JSON, so that it can be found, mended and sent again."""
    named = {name: row[name] if isinstance(row[name], str) else None for name in (*_KEY, "value")}
    return json.dumps({**named, "line": row["row_text"]}, ensure_ascii=False)


def _withheld(
    frame: pd.DataFrame, source: Source, corrections: Sequence[Correction]
) -> pd.DataFrame:
    """Rows that a correction record withholds: a known defect, said once and for all."""
    entries: list[dict[str, object]] = []
    for correction in corrections:
        if correction.source != source.id:
            continue
        match = frame["measure"] == correction.measure
        if correction.area is not None:
            match &= frame["area"] == correction.area
        if correction.periods:
            match &= frame["period"].isin(correction.periods)
        for _, row in frame[match].iterrows():
            entries.append(
                {
                    "row_id": int(row["row_id"]),
                    "source_id": source.id,
                    "file": row["file"],
                    "sheet": row["sheet"],
                    "line": int(row["line"]),
                    "column_name": "value",
                    "value_text": row["value"] if isinstance(row["value"], str) else None,
                    "rule_id": correction.id,
                    "severity": "info",
                    "reason_ko": correction.reason.ko,
                    "reason_en": correction.reason.en,
                    "row_text": _row_text(row),
                    "is_acknowledged": True,
                }
            )
    return pd.DataFrame(entries, columns=_COLUMNS)


def _figures(good: pd.DataFrame, source: Source) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "source_id": source.id,
            "measure_id": good["measure"],
            "area": good["area"],
            "period": good["period"],
            "breakdown": good["breakdown"],
            "value": good["value_number"],
            "unit_id": good["unit"],
            "obs_status": good["status"],
            "note": good["note"].where(good["note"] != "", None),
            "file": good["file"],
            "sheet": good["sheet"].where(good["sheet"] != "", None),
            "line": good["line"],
        }
    )
