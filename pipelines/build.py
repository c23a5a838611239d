"""Run the assets in this process, without a daemon: what `sdg build` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from pipelines.run import Refusal, Run
from pipelines.settings import Settings
from pipelines.sources.live import Fetching
from warehouse import fingerprints
from warehouse.releases import served_manifest, table_digest
from warehouse.store import Store, open_store

_WHOLE = "whole"


@dataclass(frozen=True)
class Built:
    """What a build did. `is_released` is false when the last good release goes on serving."""

    run: Run
    is_released: bool

    @property
    def refusals(self) -> list[Refusal]:
        """What was not let through."""
        return self.run.refusals


def build(
    settings: Settings,
    report: Callable[[str, str], None] = lambda stage, what: None,
    *,
    fetching: Fetching | None = None,
    without: Collection[tuple[str, ...]] = (),
) -> Built:
    """Build everything that has changed, and publish a release if a reader would see a difference.

    Args:
        settings: where things lie.
        report: told of every stage.
        fetching: whether publishers are asked; without it nobody is.
        without: keys of the assets that are not built.

    Raises:
        CatalogueError: the cards are not a catalogue.
        WarehouseLocked: another build is running.
    """
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "1")
    run = Run.now(settings, report, fetching)
    with run.stage("imports", "dagster"):
        from pipelines.definitions import JOB, build_definitions
    try:
        # opened here, not by Dagster: whoever finds it locked is told so, and nothing starts
        with open_store(settings.home) as store:
            with run.stage("catalogue", "cards"):
                definitions = build_definitions(settings, lambda: run, store)
            result = definitions.resolve_job_def(JOB).execute_in_process(
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
                raise_on_error=False,
                asset_selection=_keys(definitions, without),
            )
            if result.success and run.manifest is not None:
                note_whole(store, run)
    finally:
        run.fetching.close()
    for event in result.filter_events(lambda e: e.is_step_failure):
        _explain(run, event)
    return Built(run, is_released=result.success and run.manifest is not None)


def note_whole(store: Store, run: Run) -> None:
    """Note that everything above the sources follows from them as they stand now."""
    fingerprints.remember(store, _WHOLE, _standing_digest(store, run))


def is_whole(store: Store, run: Run) -> bool:
    """Whether the served release follows from cards and sources as they stand, and is of today.

    A run that was killed half-way, or a new day by which figures may have grown stale, is not.
    """
    served = served_manifest(run.settings.home)
    if served is None or served.is_sample_allowed != run.settings.is_sample_allowed:
        return False
    return fingerprints.is_unchanged(store, _WHOLE, _standing_digest(store, run))


def _standing_digest(store: Store, run: Run) -> str:
    served = served_manifest(run.settings.home)
    return fingerprints.digest_of(
        fingerprints.digest_of_files(run.settings.cards.rglob("*.yaml")),
        table_digest(store.connection, "quality.source_state"),
        run.as_of.isoformat(),
        served.version if served else "",
    )


def _keys(definitions: Any, without: Collection[tuple[str, ...]]) -> Any:
    """Every asset but these; None (all of them) if nothing is left out."""
    if not without:
        return None
    keys = definitions.resolve_asset_graph().get_all_asset_keys()
    return [key for key in keys if tuple(key.path) not in without]


def _explain(run: Run, event: object) -> None:
    """A step that failed for any other reason is told too, with its own words."""
    data = getattr(event, "step_failure_data", None)
    error = getattr(data, "error", None)
    if getattr(error, "cls_name", "") == "DagsterAssetCheckFailedError":
        return  # the check has told its own refusals
    cause = getattr(error, "cause", None) or error
    words = str(getattr(cause, "message", "")).strip()
    run.refusals.append(
        Refusal(
            str(getattr(event, "step_key", "?")),
            "-",
            "STEP",
            f"이 단계가 끝나지 못했습니다: {words}",
            f"This step failed: {words}",
        )
    )
