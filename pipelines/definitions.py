"""Everything that Dagster knows: built by a function, nothing at import.

`dagster dev -m pipelines.definitions` and `sdg build` use the same assets; the default executor
runs all steps in one process, because DuckDB has one writer (see docs/adr).
"""

from __future__ import annotations

from collections.abc import Callable

import dagster as dg

from indicators.catalogue import load_catalogue
from pipelines.assets.catalogue import catalogue_asset
from pipelines.assets.indicators import indicator_assets
from pipelines.assets.marts import mart_assets
from pipelines.assets.programmes import programme_assets
from pipelines.assets.release import release_asset
from pipelines.assets.resources import resources
from pipelines.assets.sources import source_assets
from pipelines.assets.timetable import source_jobs, source_schedules, source_sensors
from pipelines.run import Run
from pipelines.settings import Settings
from warehouse.fingerprints import digest_of_files
from warehouse.store import Store

JOB = "build"


def build_definitions(
    settings: Settings, run: Callable[[], Run] | None = None, store: Store | None = None
) -> dg.Definitions:
    """Assets, job and schedule for these settings; a caller may bring its own run and store.

    Raises:
        CatalogueError: the cards are not a catalogue.
    """
    catalogue = load_catalogue(settings.cards)
    job = dg.define_asset_job(
        JOB, selection=dg.AssetSelection.all(), description="모두 새로 짓기 / Build everything."
    )
    jobs = source_jobs(catalogue)
    return dg.Definitions(
        assets=[
            catalogue_asset(catalogue, digest_of_files(settings.cards.rglob("*.yaml"))),
            *(source_assets(source, catalogue) for source in catalogue.sources),
            *indicator_assets(catalogue),
            *programme_assets(catalogue),
            *mart_assets(catalogue),
            release_asset(catalogue),
        ],
        jobs=[job, *jobs.values()],
        schedules=[
            *source_schedules(catalogue, jobs),
            dg.ScheduleDefinition(
                name="daily_build",
                job=job,
                cron_schedule="0 6 * * *",
                execution_timezone="Asia/Seoul",
                default_status=dg.DefaultScheduleStatus.RUNNING,
            ),
        ],
        sensors=source_sensors(catalogue, jobs, settings),
        resources=resources(settings, run, store),
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """What Dagster's web page and daemon load."""
    return build_definitions(Settings.from_environment())
