"""When Dagster asks publishers: each by its own calendar, the inbox as soon as a file arrives.

The daily build asks those that are due again (a publisher that was late or failed), so that a
calendar's date that was missed is made up for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import dagster as dg

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Source
from pipelines.assets.catalogue import KEY as CATALOGUE
from pipelines.assets.resources import FETCH_TAG
from pipelines.assets.sources import raw_key, staging_key
from pipelines.settings import Settings
from pipelines.sources import calendar
from pipelines.sources.families import inbox
from pipelines.sources.live import Mode, inbox_of

_INBOX = "inbox"
_LOOK_SECONDS = 60


def source_jobs(catalogue: Catalogue) -> dict[str, dg.UnresolvedAssetJobDefinition]:
    """One job per source with a service: the source, and everything that follows from it."""
    return {
        source.id: dg.define_asset_job(
            f"refresh_{source.id}",
            selection=dg.AssetSelection.assets(CATALOGUE)
            | dg.AssetSelection.assets(raw_key(source.id), staging_key(source.id)).downstream(),
            tags={FETCH_TAG: Mode.ASK.value, "sdg/source": source.id},
            description=f"{source.name.ko} 새로 받기 / Refresh {source.name.en}.",
        )
        for source in _live(catalogue)
    }


def source_schedules(
    catalogue: Catalogue, jobs: Mapping[str, dg.UnresolvedAssetJobDefinition]
) -> list[dg.ScheduleDefinition]:
    """One schedule per source, from its publication calendar. Runs queue: one writer at a time."""
    return [
        dg.ScheduleDefinition(
            name=f"calendar_{source.id}",
            job=jobs[source.id],
            cron_schedule=calendar.cron(calendar.schedule_of(source, catalogue), place % 60),
            execution_timezone="Asia/Seoul",
            description="공표 일정에 따라 받기 / By the publication calendar.",
            default_status=dg.DefaultScheduleStatus.RUNNING,
        )
        for place, source in enumerate(_live(catalogue))
        if source.fetch is not None and source.fetch.family != _INBOX
    ]


def source_sensors(
    catalogue: Catalogue,
    jobs: Mapping[str, dg.UnresolvedAssetJobDefinition],
    settings: Settings,
) -> list[dg.SensorDefinition]:
    """Looks into the inbox; a file that has arrived completely starts its source's job."""
    watched = [
        source
        for source in _live(catalogue)
        if source.fetch is not None and source.fetch.family == _INBOX
    ]
    if not watched:
        return []

    @dg.sensor(
        name="inbox",
        jobs=[jobs[source.id] for source in watched],
        minimum_interval_seconds=_LOOK_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="받은 파일함 살피기 / Watch the inbox.",
    )
    def look() -> Iterator[dg.RunRequest | dg.SkipReason]:
        found = False
        for source in watched:
            for path in inbox.waiting(inbox_of(settings.home, source.id)):
                found = True
                yield dg.RunRequest(
                    run_key=f"{source.id}/{path.name}/{path.stat().st_mtime_ns}",
                    job_name=f"refresh_{source.id}",
                    tags={"sdg/file": path.name},
                )
        if not found:
            yield dg.SkipReason("새 파일 없음 / no new file")

    return [look]


def _live(catalogue: Catalogue) -> list[Source]:
    return [source for source in catalogue.sources if source.fetch is not None]
