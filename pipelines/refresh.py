"""Refresh one source: fetch or ask, keep raw, read, judge, stage. No Dagster in here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Source
from pipelines.quality.rules import rules_digest
from pipelines.reading.errors import ReadingError
from pipelines.reading.observations import read_observations
from pipelines.run import Refusal, Run
from pipelines.sources import calendar, journal, live, raw, shipped
from pipelines.sources.errors import Idle, MeaningError, SourceError
from pipelines.sources.families import inbox
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

    Unchanged bytes under unchanged rules are not judged again. A file that cannot be read, or a
    publisher that does not answer, leaves the last good figures in place and says so in
    `quality.source_state`.
    """
    if source.fetch is not None:
        return refresh_live(store, run, source, catalogue)
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


def is_settled(store: Store, run: Run, source: Source, catalogue: Catalogue) -> bool:
    """Whether refreshing this source would change nothing in the warehouse.

    Of a source with a service its answer is looked at, which was asked for ahead.
    """
    home = run.settings.home
    if source.fetch is None:
        try:
            content = shipped.fetch(source, run.settings.data)
        except ReadingError:
            return False
        sha256 = hashlib.sha256(content).hexdigest()
        return _is_current(store, source.id, _fingerprint(sha256, source, catalogue, run))
    answer = run.fetching.answers.get(source.id)
    if isinstance(answer, Idle):
        ids = live.accepted_ids(source, home)
        return not ids or _has_fingerprint(
            store, source.id, _fingerprint(ids[-1], source, catalogue, run)
        )
    if isinstance(answer, SourceError):
        return _is_told(store, source.id, answer)
    if answer is None:
        return False
    fingerprint = _fingerprint(answer.receipt.sha256, source, catalogue, run)
    return _is_current(store, source.id, fingerprint)


def settle(store: Store, run: Run, source: Source) -> Standing:
    """Note what became of a source that `is_settled`: nothing new, idle, or failing as before."""
    answer = run.fetching.answers.get(source.id)
    home, at = run.settings.home, run.started_at
    standing = _standing(store, run, source)
    if isinstance(answer, Idle):
        journal.failed(home, source.id, at, answer, "idle")
    elif isinstance(answer, SourceError):
        journal.failed(home, source.id, at, answer, "failed")
        run.refusals.append(_refusal(source, answer))
    elif answer is not None:
        journal.succeeded(home, source.id, at, rows=standing.rows, is_new=False)
    return standing


def _is_staged(store: Store, source_id: str) -> bool:
    state = _state(store, source_id)
    return len(state) == 1 and not pd.isna(state["sha256"][0])


def _is_told(store: Store, source_id: str, error: ReadingError) -> bool:
    state = _state(store, source_id)
    return len(state) == 1 and state["error_ko"][0] == f"{error.what_ko} {error.mend_ko}"


def _state(store: Store, source_id: str) -> pd.DataFrame:
    return store.query(
        "select * from quality.source_state where source_id = $source", {"source": source_id}
    )


# --- sources with a service ----------------------------------------------------------------------


def refresh_live(store: Store, run: Run, source: Source, catalogue: Catalogue) -> Standing:
    """Bring a source with a service up to date: ask if this run may, else from what is in raw.

    A source without a key rests; nothing else notices. What was accepted before is taken over
    from raw first if the warehouse has lost it, so that a failing publisher leaves no hole.
    """
    home, fetching = run.settings.home, run.fetching
    try:
        if fetching.mode is live.Mode.REPLAY:
            _take_over(store, run, source, catalogue, live.kept(source, home))
        elif _is_to_be_asked(run, source, catalogue):
            if not _is_staged(store, source.id):
                _take_over_accepted(store, run, source, catalogue)
            _ask_or_rest(store, run, source, catalogue)
        else:
            _take_over_accepted(store, run, source, catalogue)
    except ReadingError as error:
        if fetching.is_asking:
            journal.failed(home, source.id, run.started_at, error, "failed")
        _note_failure(store, run, source, error)
    return _standing(store, run, source)


def _ask_or_rest(store: Store, run: Run, source: Source, catalogue: Catalogue) -> None:
    try:
        _ask(store, run, source, catalogue)
    except Idle as rest:
        journal.failed(run.settings.home, source.id, run.started_at, rest, "idle")
        _take_over_accepted(store, run, source, catalogue)


def _is_to_be_asked(run: Run, source: Source, catalogue: Catalogue) -> bool:
    if run.fetching.mode is not live.Mode.DUE:
        return run.fetching.mode is live.Mode.ASK
    entry = journal.read(run.settings.home, source.id)
    schedule = calendar.schedule_of(source, catalogue)
    is_waiting = bool(inbox.waiting(live.inbox_of(run.settings.home, source.id)))
    return is_waiting or calendar.next_due(schedule, entry, run.as_of) <= run.as_of


def _ask(store: Store, run: Run, source: Source, catalogue: Catalogue) -> None:
    """One answer; of an inbox every file that waits, each by itself."""
    home = run.settings.home
    if source.fetch is None or source.fetch.family != "inbox":
        _asked_once(store, run, source, catalogue)
        return
    folder = live.inbox_of(home, source.id)
    folder.mkdir(parents=True, exist_ok=True)
    for path in inbox.waiting(folder, str(source.fetch.params.get("pattern", "*"))):
        try:
            _asked_once(store, run, source, catalogue)
        except Idle:
            return
        except ReadingError as error:
            inbox.put_away(folder, path.name, refused=str(error))
            raise
        inbox.put_away(folder, path.name)


def _asked_once(store: Store, run: Run, source: Source, catalogue: Catalogue) -> None:
    home = run.settings.home
    arrival = live.ask(source, home, run.fetching, run.started_at)
    _take_over(store, run, source, catalogue, arrival)
    state = store.query(
        "select rows_read from quality.source_state where source_id = $source",
        {"source": source.id},
    )
    rows = int(state["rows_read"][0]) if len(state) else 0
    journal.succeeded(home, source.id, run.started_at, rows=rows, is_new=arrival.is_new)


def _take_over_accepted(store: Store, run: Run, source: Source, catalogue: Catalogue) -> None:
    """What was accepted last is what stands; else it is taken over again from raw.

    That is so when the warehouse was lost, or when card or rules have changed since.
    """
    ids = live.accepted_ids(source, run.settings.home)
    if not ids or _has_fingerprint(store, source.id, _fingerprint(ids[-1], source, catalogue, run)):
        return
    for sha256 in ids:
        arrival = live.opened(source, run.settings.home, sha256)
        _take_over(store, run, source, catalogue, arrival, was_accepted=True)


def _take_over(
    store: Store,
    run: Run,
    source: Source,
    catalogue: Catalogue,
    arrival: live.Arrival | None,
    *,
    was_accepted: bool = False,
) -> None:
    """Read and judge an answer unless that was done already.

    Raises:
        ReadingError: it is not what the card says, or far less than before.
    """
    if arrival is None:
        return
    receipt = arrival.receipt
    fingerprint = _fingerprint(receipt.sha256, source, catalogue, run)
    if _has_fingerprint(store, source.id, fingerprint):
        if run.fetching.is_asking:
            _clear_error(store, source.id)
        return
    rows = live.rows_of(arrival, source, catalogue)
    if not was_accepted:
        _require_enough(store, run, source, len(rows))
    _judge_and_stage(store, run, source, catalogue, rows, receipt, fingerprint)
    live.note(run.settings.home, source.id, "accepted", receipt.sha256, run.started_at)


def _require_enough(store: Store, run: Run, source: Source, now: int) -> None:
    found = store.query(
        "select rows_read from quality.source_state where source_id = $source",
        {"source": source.id},
    )
    before = int(found["rows_read"][0]) if len(found) else 0
    share = source.fetch.keep_share if source.fetch else 0.0
    if now < before * share and not run.fetching.is_fewer_accepted:
        raise MeaningError("ROWS_DROPPED", source.id, before=before, now=now)


def _has_fingerprint(store: Store, source_id: str, fingerprint: str) -> bool:
    found = store.query(
        "select fingerprint from quality.source_state where source_id = $source",
        {"source": source_id},
    )
    return len(found) == 1 and found["fingerprint"][0] == fingerprint


def _clear_error(store: Store, source_id: str) -> None:
    """The publisher answers again, and says what it said before: the staged figures hold."""
    store.execute(
        "update quality.source_state set error_ko = null, error_en = null"
        " where source_id = $source and error_ko is not null",
        {"source": source_id},
    )


# --- judging and keeping -------------------------------------------------------------------------


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
        if source.fetch is not None and source.fetch.history == "extend":
            store.execute(sqlfiles.step("keep_older_periods"), named)
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
    run.refusals.append(_refusal(source, error))


def _refusal(source: Source, error: ReadingError) -> Refusal:
    ko, en = f"{error.what_ko} {error.mend_ko}", f"{error.what_en} {error.mend_en}"
    if isinstance(error, SourceError):
        return Refusal(source.id, source.file, error.code, ko, en)
    return Refusal(source.id, f"{error.file}:{error.line}", "F02", ko, en)


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
    if state.empty:  # never fetched
        return Standing(None, 0, 0, 0, 0, 0, None)
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
