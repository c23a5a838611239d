"""Thresholds: from a number to a class."""

from __future__ import annotations

import numpy as np

from indicators.methods.config import Ladder
from indicators.methods.matrix import Booleans, Floats, Integers
from indicators.methods.sides import TOLERANCE


def rung_of(statistic: Floats, ladder: Ladder, scale: Floats | None = None) -> Integers:
    """The number of the class in `ladder.rungs` (0 = best); -1 where there is no statistic.

    `scale` shrinks the cuts above zero (near a natural limit less change is possible).
    """
    conditions: list[Booleans] = []
    for cut in ladder.cuts:
        at = cut.at * scale if scale is not None and cut.at > 0 else cut.at
        if cut.exclusive:
            conditions.append(statistic > at + TOLERANCE)
        else:
            conditions.append(statistic >= at - TOLERANCE)
    rungs = np.select(conditions, list(range(len(conditions))), len(conditions))
    return np.where(np.isnan(statistic), -1, rungs).astype(np.int64)
