"""The release: everything above, frozen and switched in."""

import subprocess
from pathlib import Path

import dagster as dg

from indicators.catalogue import Catalogue
from pipelines.assets.catalogue import KEY as CATALOGUE
from pipelines.assets.keys import JUDGED, key_of
from pipelines.assets.resources import NEEDS
from pipelines.run import Run
from pipelines.settings import PROJECT
from warehouse import releases, sqlfiles
from warehouse.store import Store

KEY = dg.AssetKey(["release", "current"])


def release_asset(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Publish if anything that a reader sees has changed."""
    upstream = [key_of(model.key) for model in sqlfiles.models_in_order()]

    @dg.asset(
        key=KEY,
        deps=[CATALOGUE, *upstream, *map(key_of, JUDGED)],
        group_name="release",
        description="불변의 판 하나: DuckDB 파일과 명세 / One frozen release.",
        required_resource_keys=NEEDS,
    )
    def current(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        store: Store = context.resources.store
        run: Run = context.resources.run
        with run.stage("release", "publish"):
            run.manifest, run.is_new_release = releases.publish(
                store,
                run.settings.home,
                releases.Facts(
                    built_at=run.started_at,
                    as_of=run.as_of.isoformat(),
                    revision=_revision(PROJECT),
                    is_sample_allowed=run.settings.is_sample_allowed,
                    counts=vars(catalogue.counts),
                ),
                keep=run.settings.keep_releases,
            )
        return dg.MaterializeResult(
            metadata={"version": run.manifest.version, "is_new": run.is_new_release}
        )

    return current


def _revision(project: Path) -> str | None:
    """The code's git revision; None outside a checkout (an installed copy has none)."""
    try:
        answer = subprocess.run(  # noqa: S603 - fixed words, whichever git there is
            ["git", "-C", str(project), "rev-parse", "--short=12", "HEAD"],  # noqa: S607
            capture_output=True,
            text=True,
            timeout=5,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip() or None
