"""What the methods compute: one step, six tables."""

from collections.abc import Iterator

import dagster as dg
import pandas as pd

from indicators.catalogue import Catalogue
from pipelines.assets.catalogue import KEY as CATALOGUE
from pipelines.assets.keys import (
    ASSESSMENT,
    DISTRICTS,
    GOALS,
    JUDGED,
    OBSERVATION,
    PROJECTION,
    SENSITIVITY,
    TARGETS,
    key_of,
)
from pipelines.assets.resources import NEEDS
from pipelines.districts import compare_districts, district_rule, spreads
from pipelines.judgement import judge
from pipelines.run import Run
from warehouse import sqlfiles
from warehouse.store import Store


def judgement_assets(catalogue: Catalogue) -> dg.AssetsDefinition:
    """Assessments, projections, sensitivity, roll-ups and districts, written together."""

    @dg.multi_asset(
        name="judgement",
        specs=[
            dg.AssetSpec(
                key_of(table),
                deps=[CATALOGUE, key_of(OBSERVATION)],
                group_name="marts",
                description=sqlfiles.table(table).question,
                kinds={"python"},
            )
            for table in JUDGED
        ],
        required_resource_keys=NEEDS,
    )
    def judgement(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        store: Store = context.resources.store
        run: Run = context.resources.run
        with run.stage("methods", "judgement"):
            frames = _frames(catalogue, store, run)
            with store.transaction():
                for table, frame in frames.items():
                    store.replace(table, frame)
        for table, frame in frames.items():
            yield dg.MaterializeResult(key_of(table), metadata=_told(frame))

    return judgement


def _frames(catalogue: Catalogue, store: Store, run: Run) -> dict[str, pd.DataFrame]:
    values = store.query(
        sqlfiles.step("district_values"), {"least": district_rule().least_districts}
    )
    series = store.query(sqlfiles.step("judged_series"))
    found = judge(catalogue, series, run.as_of, spreads(values))
    districts = compare_districts(
        catalogue,
        values,
        store.query(sqlfiles.step("district_events")),
        store.query(sqlfiles.step("district_features")),
    )
    return {
        ASSESSMENT: found.assessment,
        PROJECTION: found.projection,
        SENSITIVITY: found.sensitivity,
        TARGETS: found.targets,
        GOALS: found.goals,
        DISTRICTS: districts,
    }


def _told(frame: pd.DataFrame) -> dict[str, int]:
    told = {"rows": len(frame)}
    if "assessment" in frame and "kind" not in frame:
        counts = frame["assessment"].value_counts()
        told |= {str(name): int(number) for name, number in counts.items()}
    return told
