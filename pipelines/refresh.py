"""Refresh one source: fetch, keep raw, read, judge, stage. No Dagster in here."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Source
from pipelines.quality.rules import rules_digest
from pipelines.reading.errors import ReadingError
from pipelines.reading.observations import read_observations
from pipelines.run import Refusal, Run
from pipelines.sources import raw, shipped
from warehouse import fingerprints, sqlfiles
from warehouse.store import Store

# Raise it when reading or judging changes in a way that must touch unchanged bytes again.
_CODE_VERSION = "1"


@dataclass(frozen=True)
class Standing:
    """Where a source stands after a refresh."""

    sha256: str | None
    rows: int
    accepted: int
    flagged: int
    quarantined: int
    unacknowledged: int
    error: str | None


def refresh_source(store: Store, run: Run, source: Source, catalogue: Catalogue) -> Standing:
    """Bring `staging.figure` of one source up to date.

    Unchanged bytes under unchanged rules are not judged again. A file that cannot be read leaves
    the last good figures in place and says so in `quality.source_state`.
    """
    try:
        content = shipped.fetch(source, run.settings.data)
        receipt = raw.keep(
            run.settings.home,
            source.id,
            content,
            request=f"file:{source.file}",
            licence=source.licence,
            at=run.started_at,
        )
        fingerprint = _fingerprint(receipt.sha256, source, catalogue, run)
        if not _is_current(store, source.id, fingerprint):
            # the judge brings Great Expectations along: only where there is something to judge
            rows = read_observations(content, file=source.file)
            _judge_and_stage(store, run, source, catalogue, rows, receipt, fingerprint)
    except ReadingError as error:
        _note_failure(store, run, source, error)
    return _standing(store, run, source)


def _fingerprint(sha256: str, source: Source, catalogue: Catalogue, run: Run) -> str:
    corrections = [card.model_dump_json() for card in catalogue.corrections]
    areas = [area.slug for area in catalogue.areas]
    return fingerprints.digest_of(
        _CODE_VERSION,
        sha256,
        source.model_dump_json(),
        rules_digest(),
        *corrections,
        *areas,
        str(run.as_of.year),
    )


def _is_current(store: Store, source_id: str, fingerprint: str) -> bool:
    found = store.query(
        "select fingerprint, error_ko from quality.source_state where source_id = $source",
        {"source": source_id},
    )
    return (
        len(found) == 1 and found["fingerprint"][0] == fingerprint and pd.isna(found["error_ko"][0])
    )


def _judge_and_stage(
    store: Store,
    run: Run,
    source: Source,
    catalogue: Catalogue,
    rows: pd.DataFrame,
    receipt: raw.Receipt,
    fingerprint: str,
) -> None:
    from pipelines.quality.figures import judge

    verdict = judge(rows, source, catalogue, run.as_of)
    state = {
        "source_id": source.id,
        "fingerprint": fingerprint,
        "sha256": receipt.sha256,
        "read_at": run.started_at,
        "rows_read": verdict.rows,
        "accepted": len(verdict.figures),
        "flagged": verdict.flagged,
        "quarantined": verdict.quarantined,
        "error_ko": None,
        "error_en": None,
    }
    named = {"source": source.id}
    with store.transaction():
        store.execute(sqlfiles.step("keep_last_good"), named)
        for table, frame in (
            ("staging.figure", verdict.figures),
            ("quality.quarantine", verdict.quarantine),
            ("quality.validation", verdict.validation),
        ):
            store.forget(table, source.id)
            store.append(table, frame)
        store.execute(sqlfiles.step("restore_last_good"), named)
        _replace_state(store, state)
        store.execute(
            "insert or ignore into raw.receipt values"
            " ($source, $sha256, $bytes, $request, $at, $licence)",
            {
                "source": source.id,
                "sha256": receipt.sha256,
                "bytes": receipt.bytes,
                "request": receipt.request,
                "at": run.started_at,
                "licence": receipt.licence,
            },
        )


def _replace_state(store: Store, state: dict[str, object]) -> None:
    store.forget("quality.source_state", str(state["source_id"]))
    store.append("quality.source_state", pd.DataFrame([state]))


def _note_failure(store: Store, run: Run, source: Source, error: ReadingError) -> None:
    """The source keeps its last good figures; its state says what went wrong and how to mend it."""
    before = store.query(
        "select * from quality.source_state where source_id = $source", {"source": source.id}
    )
    kept: dict[str, object] = (
        {str(name): value for name, value in before.iloc[0].items()}
        if len(before)
        else {
            "source_id": source.id,
            "fingerprint": "",
            "sha256": None,
            "rows_read": 0,
            "accepted": 0,
            "flagged": 0,
            "quarantined": 0,
        }
    )
    ko, en = f"{error.what_ko} {error.mend_ko}", f"{error.what_en} {error.mend_en}"
    kept |= {"read_at": run.started_at, "error_ko": ko, "error_en": en}
    with store.transaction():
        _replace_state(store, kept)
    run.refusals.append(Refusal(source.id, f"{error.file}:{error.line}", "F02", ko, en))


def _standing(store: Store, run: Run, source: Source) -> Standing:
    named = {"source": source.id}
    state = store.query("select * from quality.source_state where source_id = $source", named)
    refused = store.query(
        "select file, line, rule_id, reason_ko, reason_en from quality.quarantine"
        " where source_id = $source and not is_acknowledged order by line, rule_id",
        named,
    )
    run.refusals.extend(
        Refusal(source.id, f"{file}:{line}", str(rule), str(reason_ko), str(reason_en))
        for file, line, rule, reason_ko, reason_en in refused.itertuples(index=False)
    )
    found = state.iloc[0]
    failed = not pd.isna(found["error_ko"])
    return Standing(
        sha256=None if pd.isna(found["sha256"]) else str(found["sha256"]),
        rows=int(found["rows_read"]),
        accepted=int(found["accepted"]),
        flagged=int(found["flagged"]),
        quarantined=int(found["quarantined"]),
        unacknowledged=int(refused[["file", "line"]].drop_duplicates().shape[0]),
        error=str(found["error_ko"]) if failed else None,
    )
