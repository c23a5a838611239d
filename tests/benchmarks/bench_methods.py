"""How fast the methods are: status, trend and projection of up to a million series.

    python -m tests.benchmarks methods

`SDG_BENCH_SERIES` sets the largest size (default 1,000,000 series of 15 years).
"""

from __future__ import annotations

import os
import resource
import sys
import time
from typing import Any

import numpy as np
import pandas as pd

from indicators.methods import assess, load_method
from indicators.methods.assess import assess_matrix
from indicators.methods.matrix import matrix_of
from indicators.methods.outlook import outlook
from indicators.methods.projection import load_projection_rule
from indicators.methods.specs import Specs

YEARS = 15
LARGEST = 1_000_000
WORKERS = 2


def main() -> dict[str, Any]:
    """The small real size, then three sizes up to the largest."""
    largest = int(os.environ.get("SDG_BENCH_SERIES", LARGEST))
    sizes = [largest // 100, largest // 10, largest]
    found = [measure(size) for size in sizes]
    return {
        "city": _city(),
        "sizes": found,
        "peak_memory_gib": round(_peak_gib(), 2),
        "limits": {"seconds": 60, "memory_gib": 4, "city_seconds": 0.3},
    }


def measure(series: int) -> dict[str, Any]:
    """Status, trend and projection of so many series, from the long table on."""
    observations, specs = made(series)
    begun = time.perf_counter()
    known = Specs.of(specs)
    matrix = matrix_of(observations, known.ids)
    arranged = time.perf_counter()
    judged = assess_matrix(matrix, known, load_method(), workers=WORKERS)
    assessed = time.perf_counter()
    ahead = outlook(matrix, known, load_projection_rule())
    done = time.perf_counter()
    assert len(judged) == len(ahead) == series
    assert ahead["projected_value"].notna().all()
    rows = series * YEARS
    return {
        "series": series,
        "observations": rows,
        "seconds": {
            "arrange": round(arranged - begun, 2),
            "assess": round(assessed - arranged, 2),
            "project": round(done - assessed, 2),
            "total": round(done - begun, 2),
        },
        "observations_per_second": round(rows / (done - begun)),
    }


def made(series: int, years: int = YEARS) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Random walks with drift, half of them better when they rise, a third of them shares."""
    chance = np.random.default_rng(20301231)
    values = 50.0 + np.cumsum(chance.normal(0.1, 1.0, (series, years)), axis=1)
    names = [f"s{number:07d}" for number in range(series)]
    observations = pd.DataFrame(
        {
            "series": pd.Categorical.from_codes(
                np.repeat(np.arange(series, dtype=np.int32), years), pd.Index(names)
            ),
            "year": np.tile(np.arange(2010, 2010 + years, dtype=np.int16), series),
            "value": values.ravel(),
        }
    )
    rising = np.arange(series) % 2 == 0
    specs = pd.DataFrame(
        {
            "series": names,
            "direction": np.where(rising, "up", "down"),
            "target_value": values[:, 5] + np.where(rising, 4.0, -4.0),
            "target_year": 2030,
            "natural_min": 0.0,
            "natural_max": np.where(np.arange(series) % 3 == 0, 100.0, np.nan),
        }
    )
    return observations, specs


def _city() -> dict[str, Any]:
    """125 indicators for the city and 25 districts."""
    observations, specs = made(125 * 26)
    observations["series"] = observations["series"].astype(str)
    seconds: list[float] = []
    for _ in range(5):
        begun = time.perf_counter()
        assess(observations, specs, load_method())
        known = Specs.of(specs)
        outlook(matrix_of(observations, known.ids), known, load_projection_rule())
        seconds.append(time.perf_counter() - begun)
    return {"series": 125 * 26, "seconds": round(min(seconds), 3)}


def _peak_gib() -> float:
    """The most memory that this process has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30
