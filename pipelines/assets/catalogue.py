"""The catalogue's tables, from the cards."""

import dagster as dg

from indicators.catalogue import Catalogue
from pipelines.assets.resources import NEEDS
from pipelines.run import Run
from warehouse import fingerprints
from warehouse.catalogue_tables import catalogue_frames
from warehouse.store import Store

KEY = dg.AssetKey(["catalogue", "cards"])


def catalogue_asset(catalogue: Catalogue, digest: str) -> dg.AssetsDefinition:
    """One asset for the whole catalogue: it changes as one."""

    @dg.asset(
        key=KEY,
        group_name="catalogue",
        description="계획·목표·세부목표·지표·사업·지역·출처 카드 / The cards as tables.",
        required_resource_keys=NEEDS,
    )
    def cards(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        store: Store = context.resources.store
        run: Run = context.resources.run
        with run.stage("catalogue", "cards"):
            if not fingerprints.is_unchanged(store, "cards", digest):
                with store.transaction():
                    for table, frame in catalogue_frames(catalogue).items():
                        store.replace(table, frame)
                    fingerprints.remember(store, "cards", digest)
        counts = catalogue.counts
        return dg.MaterializeResult(metadata=vars(counts))

    return cards
