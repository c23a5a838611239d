"""Observations by vintage: a correction adds a row, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from warehouse import sqlfiles
from warehouse.store import Store


def append_observations(store: Store, indicators: Sequence[str], vintage: datetime) -> int:
    """Compute these indicators from the accepted figures and append what changed.

    Args:
        store: the working warehouse, with `catalogue.*` and `staging.figure` filled.
        indicators: ids of the indicators to refresh; others are not touched.
        vintage: the moment of this run (UTC); rows that it adds bear it, or a later moment where
            the clock went back.

    Returns:
        How many vintage rows were added (new, changed or withdrawn observations).
    """
    before = store.table_rows("core.observation_vintage")
    values: dict[str, object] = {"indicators": list(indicators)}
    with store.transaction():
        store.execute(
            "create or replace temp table candidate as " + sqlfiles.step("observation_candidates"),
            values,
        )
        store.execute(sqlfiles.step("append_vintages"), {**values, "vintage": vintage})
        store.execute("drop table candidate")
    return store.table_rows("core.observation_vintage") - before
