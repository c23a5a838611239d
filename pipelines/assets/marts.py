"""Core and marts: one asset per SELECT file, and the assessments that Python computes."""

from collections.abc import Iterator, Sequence

import dagster as dg
import pandas as pd

from indicators.catalogue import Catalogue
from pipelines.assets.catalogue import KEY as CATALOGUE
from pipelines.assets.indicators import indicator_key
from pipelines.assets.resources import NEEDS
from pipelines.judgement import assess_indicators
from pipelines.quality.store_check import StoreCheck, check_store
from pipelines.run import Run
from warehouse import sqlfiles
from warehouse.store import Store

ASSESSMENT = "marts.indicator_assessment"
OBSERVATION = "core.observation"


def key_of(table: str) -> dg.AssetKey:
    """The asset of a table."""
    return dg.AssetKey(table.split("."))


def mart_assets(catalogue: Catalogue) -> list[dg.AssetsDefinition]:
    """An asset per SELECT file, made from the file, plus the assessments."""
    return [
        *(_from_sql(model, catalogue) for model in sqlfiles.models_in_order()),
        _assessment(catalogue),
    ]


def _deps(model: sqlfiles.SqlTable, catalogue: Catalogue) -> list[dg.AssetKey]:
    """Upstream assets, read from the SQL itself; vintages come from the indicator assets."""
    found: list[dg.AssetKey] = []
    for table in sqlfiles.reads(model.key):
        schema = table.split(".")[0]
        if table == "core.observation_vintage":
            found.extend(indicator_key(card.id) for card in catalogue.indicators)
        elif schema == "catalogue":
            found.append(CATALOGUE)
        elif schema in ("staging", "core", "marts"):
            found.append(key_of(table))
    return list(dict.fromkeys(found))


def _from_sql(model: sqlfiles.SqlTable, catalogue: Catalogue) -> dg.AssetsDefinition:
    is_gate = model.key == OBSERVATION

    @dg.asset(
        key=key_of(model.key),
        deps=_deps(model, catalogue),
        group_name=model.schema,
        description=f"{model.question}\n\n{model.grain}",
        kinds={"duckdb", "sql"},
        required_resource_keys=NEEDS,
        check_specs=[
            dg.AssetCheckSpec(
                "store_rules",
                asset=key_of(model.key),
                blocking=True,
                description="Great Expectations: core rules; a breach stops the release",
            )
        ]
        if is_gate
        else None,
    )
    def build(
        context: dg.AssetExecutionContext,
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        store: Store = context.resources.store
        run: Run = context.resources.run
        with run.stage(model.schema, model.name):
            store.build(model.key)
        yield dg.MaterializeResult(
            key_of(model.key), metadata={"rows": store.table_rows(model.key)}
        )
        if is_gate:
            with run.stage("quality", model.name):
                yield _gate(check_store(store, run, catalogue))

    return build


def _gate(found: StoreCheck) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        passed=found.is_passed,
        asset_key=key_of(OBSERVATION),
        check_name="store_rules",
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={"broken": ", ".join(found.broken), "checked": found.checked_rows},
    )


def _assessment(catalogue: Catalogue) -> dg.AssetsDefinition:
    @dg.asset(
        key=key_of(ASSESSMENT),
        deps=[CATALOGUE, key_of(OBSERVATION)],
        group_name="marts",
        description=sqlfiles.table(ASSESSMENT).question,
        kinds={"python"},
        required_resource_keys=NEEDS,
    )
    def indicator_assessment(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        store: Store = context.resources.store
        run: Run = context.resources.run
        with run.stage("methods", "seoul_default"):
            frame = assess_indicators(catalogue, _judged(store), run.as_of)
            store.replace(ASSESSMENT, frame)
        return dg.MaterializeResult(metadata=_tally(frame["assessment"]))

    return indicator_assessment


def _judged(store: Store) -> pd.DataFrame:
    return store.query(sqlfiles.step("judged_series"))


def _tally(assessments: Sequence[str] | pd.Series) -> dict[str, int]:
    return {str(name): int(n) for name, n in pd.Series(assessments).value_counts().items()}
