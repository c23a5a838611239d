"""What a run's steps share: the run itself and the one connection to the working warehouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import dagster as dg

from pipelines.run import Run
from pipelines.settings import Settings
from pipelines.sources.live import Fetching, Mode
from warehouse.store import Store, open_store

NEEDS = {"run", "store"}


# A run's tag: whether publishers are asked (see `Mode`). Without it those that are due are.
FETCH_TAG = "sdg/fetch"


def resources(
    settings: Settings, run: Callable[[], Run] | None, store: Store | None
) -> dict[str, dg.ResourceDefinition]:
    """Resources made once per run: steps share one process, so they share one connection.

    `run` and `store` are the caller's own; without them each run of Dagster's makes its run (by
    its tag) and opens the warehouse.
    """

    @dg.resource
    def run_resource(context: dg.InitResourceContext) -> Iterator[Run]:
        tags = context.run.tags if context.run else {}
        mine = run() if run else Run.now(settings, fetching=Fetching(_mode(tags)))
        try:
            yield mine
        finally:
            mine.fetching.close()

    @dg.resource
    def store_resource(_: dg.InitResourceContext) -> Iterator[Store]:
        if store is not None:
            yield store
            return
        with open_store(settings.home) as mine:
            yield mine

    return {"run": run_resource, "store": store_resource}


def _mode(tags: Mapping[str, str]) -> Mode:
    return Mode(tags.get(FETCH_TAG, Mode.DUE.value))
