"""One asset per indicator, grouped by goal; refreshed by one step per source, not by 125."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import dagster as dg

from indicators.catalogue import Catalogue
from indicators.catalogue.models import Indicator
from pipelines.assets.catalogue import KEY as CATALOGUE
from pipelines.assets.resources import NEEDS
from pipelines.assets.sources import staging_key
from pipelines.run import Run
from warehouse.store import Store
from warehouse.vintages import append_observations

UNSOURCED = "awaiting_source"


def indicator_key(indicator_id: str) -> dg.AssetKey:
    """The asset of one indicator's observations."""
    return dg.AssetKey(["indicator", indicator_id])


def sources_of(indicator: Indicator) -> list[str]:
    """Every source that an indicator draws on, the preferred one first."""
    found: list[str] = []
    for series in indicator.series:
        refs = [series.measure, *series.plus, *([series.per] if series.per else [])]
        found.extend(ref.source for ref in refs if ref.source not in found)
    return found


def indicator_assets(catalogue: Catalogue) -> list[dg.AssetsDefinition]:
    """Subsettable multi-assets, one per preferred source (and one for those still without)."""
    by_source: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in catalogue.indicators:
        by_source[next(iter(sources_of(indicator)), UNSOURCED)].append(indicator)
    return [_from_source(source, cards, catalogue) for source, cards in sorted(by_source.items())]


def _from_source(
    source: str, cards: Sequence[Indicator], catalogue: Catalogue
) -> dg.AssetsDefinition:
    @dg.multi_asset(
        name=f"indicators_{source}",
        specs=[_spec(card, catalogue) for card in cards],
        can_subset=True,
        required_resource_keys=NEEDS,
    )
    def observations(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        store: Store = context.resources.store
        run: Run = context.resources.run
        wanted = sorted(key.path[-1] for key in context.selected_asset_keys)
        with run.stage("core", source):
            append_observations(store, wanted, run.started_at)
        for indicator_id in wanted:
            yield dg.MaterializeResult(indicator_key(indicator_id))

    return observations


def _spec(card: Indicator, catalogue: Catalogue) -> dg.AssetSpec:
    return dg.AssetSpec(
        indicator_key(card.id),
        deps=[CATALOGUE, *(staging_key(source) for source in sources_of(card))],
        group_name=f"goal_{catalogue.goal_of(card).number:02d}",
        description=f"{card.code} {card.name.ko} / {card.name.en}",
        metadata={"definition": card.definition.ko, "publisher": card.publication.publisher.ko},
        owners=[],
        kinds={"duckdb"},
    )
