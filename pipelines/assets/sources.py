"""Raw and staging of one source: one step per source, two assets, one check."""

from collections.abc import Iterator

import dagster as dg

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Source
from pipelines.assets.catalogue import KEY as CATALOGUE
from pipelines.assets.resources import NEEDS
from pipelines.refresh import Standing, refresh_source
from pipelines.run import Run
from pipelines.sources import calendar, journal
from warehouse.store import Store


def raw_key(source_id: str) -> dg.AssetKey:
    """The asset of a source's bytes."""
    return dg.AssetKey(["raw", source_id])


def staging_key(source_id: str) -> dg.AssetKey:
    """The asset of a source's accepted figures."""
    return dg.AssetKey(["staging", source_id])


def source_assets(source: Source, catalogue: Catalogue) -> dg.AssetsDefinition:
    """Fetch, keep, read and judge one source; its rows go to `staging.figure` or to quarantine."""
    raw, staging = raw_key(source.id), staging_key(source.id)
    checks = [
        dg.AssetCheckSpec("rules", asset=staging, description="Great Expectations: staging rules")
    ]
    if source.fetch is not None:
        checks.append(
            dg.AssetCheckSpec(
                "calendar",
                asset=raw,
                description="공표 일정보다 늦는가 / Late by the publication calendar?",
            )
        )

    @dg.multi_asset(
        name=f"source_{source.id}",
        specs=[
            dg.AssetSpec(
                raw,
                deps=[CATALOGUE],
                group_name="raw",
                description=f"{source.publisher.ko} {source.table} ({source.licence})",
                kinds={"file"},
            ),
            dg.AssetSpec(
                staging,
                deps=[raw],
                group_name="staging",
                description=f"{source.name.ko} / {source.name.en}",
                kinds={"duckdb"},
            ),
        ],
        check_specs=checks,
        required_resource_keys=NEEDS,
    )
    def fetch_and_judge(
        context: dg.AssetExecutionContext,
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        store: Store = context.resources.store
        run: Run = context.resources.run
        with run.stage("sources", source.id):
            standing = refresh_source(store, run, source, catalogue)
        yield dg.MaterializeResult(raw, metadata=_arrival(standing, source, run))
        yield dg.MaterializeResult(
            staging,
            metadata={"accepted": standing.accepted, "quarantined": standing.quarantined},
        )
        yield _check(standing, staging)
        if source.fetch is not None:
            yield _punctual(source, catalogue, run)

    return fetch_and_judge


def _arrival(standing: Standing, source: Source, run: Run) -> dict[str, str | int]:
    """What is known of the bytes; of a service also what became of asking it."""
    found: dict[str, str | int] = {"sha256": standing.sha256 or "", "rows": standing.rows}
    if source.fetch is not None:
        entry = journal.read(run.settings.home, source.id)
        found |= {
            "outcome": entry.outcome,
            "attempted_at": entry.attempted_at or "",
            "renewed_at": entry.renewed_at or "",
            "error": " ".join(filter(None, (entry.error_ko, entry.mend_ko))),
        }
    return found


def _punctual(source: Source, catalogue: Catalogue, run: Run) -> dg.AssetCheckResult:
    schedule = calendar.schedule_of(source, catalogue)
    entry = journal.read(run.settings.home, source.id)
    return dg.AssetCheckResult(
        passed=not calendar.is_late(schedule, entry, run.as_of),
        asset_key=raw_key(source.id),
        check_name="calendar",
        severity=dg.AssetCheckSeverity.WARN,
        metadata={
            "renewed_at": entry.renewed_at or "",
            "next_due": calendar.next_due(schedule, entry, run.as_of).isoformat(),
        },
    )


def _check(standing: Standing, key: dg.AssetKey) -> dg.AssetCheckResult:
    """Refused rows are a warning: the rest goes on. An unreadable file is an error: the last
    good figures stay. Neither blocks other sources; the release has a blocking check of its own.
    """
    unreadable = standing.error is not None
    return dg.AssetCheckResult(
        passed=not unreadable and not standing.unacknowledged,
        asset_key=key,
        check_name="rules",
        severity=dg.AssetCheckSeverity.ERROR if unreadable else dg.AssetCheckSeverity.WARN,
        metadata={
            "rows": standing.rows,
            "accepted": standing.accepted,
            "quarantined": standing.quarantined,
            "error": standing.error or "",
        },
    )
