"""Run the assets in this process, without a daemon: what `sdg build` does."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.run import Refusal, Run
from pipelines.settings import Settings


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
    settings: Settings, report: Callable[[str, str], None] = lambda stage, what: None
) -> Built:
    """Build everything that has changed, and publish a release if a reader would see a difference.

    Raises:
        CatalogueError: the cards are not a catalogue.
        WarehouseLocked: another build is running.
    """
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "1")
    run = Run.now(settings, report)
    with run.stage("imports", "dagster"):
        from pipelines.definitions import JOB, build_definitions
    with run.stage("catalogue", "cards"):
        definitions = build_definitions(settings, lambda: run)
    job = definitions.resolve_job_def(JOB)
    result = job.execute_in_process(
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        raise_on_error=False,
    )
    for event in result.filter_events(lambda e: e.is_step_failure):
        _explain(run, event)
    return Built(run, is_released=result.success and run.manifest is not None)


def _explain(run: Run, event: object) -> None:
    """A step that failed for any other reason is told too, with its own words."""
    data = getattr(event, "step_failure_data", None)
    error = getattr(data, "error", None)
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
