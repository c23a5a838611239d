"""Programmes' work and money, and what the city's work reports state."""

import dagster as dg

from indicators.catalogue import Catalogue
from pipelines.assets.catalogue import KEY as CATALOGUE
from pipelines.assets.resources import NEEDS
from pipelines.run import Run
from pipelines.sources import sample_programmes
from pipelines.sources.work_report import load_carried
from warehouse.store import Store

PROGRESS = dg.AssetKey(["staging", "programme_progress"])
BUDGET = dg.AssetKey(["staging", "programme_budget"])
WORK_REPORT = ("budget_line", "work_milestone", "staffing")


def programme_assets(catalogue: Catalogue) -> list[dg.AssetsDefinition]:
    """Sample returns where samples are allowed (nothing otherwise), and the work report."""

    @dg.multi_asset(
        name="programme_returns",
        specs=[
            dg.AssetSpec(
                key,
                deps=[CATALOGUE],
                group_name="programmes",
                description=text,
                kinds={"duckdb"},
            )
            for key, text in (
                (PROGRESS, "분기별 추진실적(견본) / Quarterly progress (sample)"),
                (BUDGET, "예산과 집행(견본) / Budget and spending (sample)"),
            )
        ],
        required_resource_keys=NEEDS,
    )
    def returns(context: dg.AssetExecutionContext):
        store: Store = context.resources.store
        run: Run = context.resources.run
        with run.stage("programmes", "returns"):
            programmes = catalogue.programmes if run.settings.is_sample_allowed else ()
            progress, budget = sample_programmes.generate(programmes)
            with store.transaction():
                store.replace("staging.programme_progress", progress)
                store.replace("staging.programme_budget", budget)
        yield dg.MaterializeResult(PROGRESS, metadata={"rows": len(progress)})
        yield dg.MaterializeResult(BUDGET, metadata={"rows": len(budget)})

    @dg.multi_asset(
        name="work_report",
        specs=[
            dg.AssetSpec(
                dg.AssetKey(["staging", table]),
                deps=[CATALOGUE],
                group_name="programmes",
                description="주요업무보고(2020. 4.)의 수치 / Carried over from the work report.",
                kinds={"duckdb"},
            )
            for table in WORK_REPORT
        ],
        required_resource_keys=NEEDS,
    )
    def work_report(context: dg.AssetExecutionContext):
        store: Store = context.resources.store
        run: Run = context.resources.run
        with run.stage("programmes", "work report"):
            frames = load_carried(run.settings.data).staging()
            with store.transaction():
                for table in WORK_REPORT:
                    store.replace(f"staging.{table}", frames[f"staging.{table}"])
        for table in WORK_REPORT:
            yield dg.MaterializeResult(dg.AssetKey(["staging", table]))

    return [returns, work_report]
