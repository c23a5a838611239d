"""Core and marts: one asset per SELECT file, and what the methods compute."""

from collections.abc import Iterator

import dagster as dg

from indicators.catalogue import Catalogue
from pipelines.assets.catalogue import KEY as CATALOGUE
from pipelines.assets.indicators import indicator_key
from pipelines.assets.judgement import judgement_assets
from pipelines.assets.keys import OBSERVATION, key_of
from pipelines.assets.resources import NEEDS
from pipelines.quality.store_check import StoreCheck, check_store
from pipelines.run import Run
from warehouse import sqlfiles
from warehouse.store import Store


def mart_assets(catalogue: Catalogue) -> list[dg.AssetsDefinition]:
    """An asset per SELECT file, made from the file, plus what the methods write."""
    return [
        *(_from_sql(model, catalogue) for model in sqlfiles.models_in_order()),
        judgement_assets(catalogue),
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
