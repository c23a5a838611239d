"""The `--json` contract of `sdg build`: keys may be added, none is renamed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pipelines.build import Built
from warehouse.queries import Releases
from warehouse.releases import served_manifest


def build_report(built: Built) -> dict[str, Any]:
    """What a machine is told after a build: the served release's counts and this run's findings."""
    run = built.run
    manifest = run.manifest or served_manifest(run.settings.home)
    seconds = {name: round(value, 3) for name, value in run.seconds.items()}
    report: dict[str, Any] = {
        "release": manifest.version if manifest else None,
        "is_new_release": run.is_new_release,
        "is_released": built.is_released,
        "refusals": [asdict(refusal) for refusal in run.refusals],
        "seconds": seconds,
    }
    if manifest is None:
        return report
    release = Releases(run.settings.home).named(manifest.version)
    sources = release.sources()
    return {
        **report,
        **{key: manifest.counts[key] for key in _COUNTS},
        "observations": manifest.rows["core.observation"],
        "series": int(release.series_count()["series"][0]),
        "accepted": int(sources["accepted"].sum()),
        "flagged": int(sources["flagged"].sum()),
        "quarantined": int(sources["quarantined"].sum()),
        "origins": dict(manifest.origins),
        "indicators_by_best_origin": dict(manifest.indicators_by_best_origin),
        "indicators_with_all_districts": int(release.district_coverage()["indicators"][0]),
        "is_sample_allowed": manifest.is_sample_allowed,
    }


_COUNTS = ("goals", "targets", "indicators", "programmes", "districts")
