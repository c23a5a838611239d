"""What a run's steps share: the run itself and the one connection to the working warehouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import dagster as dg

from pipelines.run import Run
from pipelines.settings import Settings
from warehouse.store import Store, open_store

NEEDS = {"run", "store"}


def resources(settings: Settings, run: Callable[[], Run]) -> dict[str, dg.ResourceDefinition]:
    """Resources made once per run: steps share one process, so they share one connection."""

    @dg.resource
    def run_resource(_: dg.InitResourceContext) -> Run:
        return run()

    @dg.resource
    def store_resource(_: dg.InitResourceContext) -> Iterator[Store]:
        with open_store(settings.home) as store:
            yield store

    return {"run": run_resource, "store": store_resource}
