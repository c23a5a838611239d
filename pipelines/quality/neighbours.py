"""Rules that need a row's neighbours, by name: the judges that `rules.yaml` can call."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from pipelines.quality import groups, series
from pipelines.quality.neighbourhood import COUNTS, GROUP, KEY, SERIES

Judge = Callable[..., pd.Series]

JUDGES: dict[str, Judge] = {
    "slips": series.slips,
    "outsized": groups.outsized,
    "jumps": series.jumps,
    "copies": series.copies,
    "sums": groups.sums,
    "outside_range": groups.outside_range,
    "district_gaps": groups.district_gaps,
    "duplicates": groups.duplicates,
    "near_misses": groups.near_misses,
    "stale": series.stale,
    "shares": groups.shares,
}

__all__ = ["COUNTS", "GROUP", "JUDGES", "KEY", "SERIES", "Judge"]
