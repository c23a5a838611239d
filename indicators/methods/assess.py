"""One engine for every method: status against a target, pace, trend and score of many series.

What is the same for all methods stands here and in the modules beside it; what distinguishes
them stands in their files (`definitions/*.yaml`). Classes follow the decision table of the method
pages: a numeric target and enough observations are judged by pace; a target that is met is
achieved; without a target there is a trend and no verdict; too little is grey, never red.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from indicators.methods.changes import movement_of
from indicators.methods.config import Method
from indicators.methods.facts import Facts, facts_of, pace_facts, progress_facts
from indicators.methods.matrix import Floats, Matrix, matrix_of
from indicators.methods.pace import Line, weighted_line
from indicators.methods.rules import Course, standing_of
from indicators.methods.scales import colour_of, score_of
from indicators.methods.sides import OneSided, one_sided
from indicators.methods.specs import Specs
from indicators.methods.verdicts import verdict_of
from indicators.methods.windows import Start, base_of, ends_of

# Few enough rows that the tables in between stay in the processor's reach.
_ROWS_AT_ONCE = 20_000


def assess(
    observations: pd.DataFrame,
    specs: pd.DataFrame,
    method: Method,
    *,
    as_of_year: int | None = None,
    workers: int = 1,
) -> pd.DataFrame:
    """Judge every series of `specs`.

    Args:
        observations: columns `series`, `year`, `value`, optionally `is_break`; at most one row
            per series and year.
        specs: one row per series: `series`, `direction` (up, down, range, none) and any field of
            `specs.Specs` (kind, base_year, base_value, target_year, target_value, ...).
        method: a method's file (`load_method`).
        as_of_year: nothing later is looked at.
        workers: threads; the result does not depend on it.

    Returns:
        One row per row of `specs`, in its order: verdict, class, trend, score, and the numbers
        behind them (see docs/methods/README.md).
    """
    known = Specs.of(specs)
    matrix = matrix_of(observations, known.ids, as_of_year=as_of_year)
    return assess_matrix(matrix, known, method, workers=workers)


def assess_matrix(
    matrix: Matrix, specs: Specs, method: Method, *, workers: int = 1
) -> pd.DataFrame:
    """The same for series that are already arranged in a matrix."""

    def some(rows: slice) -> pd.DataFrame:
        return pd.DataFrame(_judge(matrix.rows(rows), specs.rows(rows), method))

    blocks = list(_blocks(len(specs.ids)))
    if workers > 1 and len(blocks) > 1:
        with ThreadPoolExecutor(workers) as pool:
            parts = list(pool.map(some, blocks))
    else:
        parts = [some(rows) for rows in blocks]
    frame = parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)
    frame.insert(0, "indicator_id", list(specs.ids))
    frame.insert(1, "method_id", method.id)
    return frame


def _blocks(count: int) -> Iterator[slice]:
    for begin in range(0, max(count, 1), _ROWS_AT_ONCE):
        yield slice(begin, min(begin + _ROWS_AT_ONCE, count))


def _judge(matrix: Matrix, specs: Specs, method: Method) -> dict[str, Any]:
    """Judge one block of series."""
    facts = facts_of(matrix, specs, method)
    comparable = matrix.comparable()
    sided = one_sided(comparable, specs, facts.target)
    course = course_of(sided, specs, facts, method)
    standing = standing_of(course, specs, method)
    movement = movement_of(sided.matrix, specs, sided.sign, course.ends, standing.actual, method)
    verdict = verdict_of(course, specs, facts, standing, movement, method)
    score = score_of(method.scale, course, sided, specs, standing, movement)
    blind = specs.is_proxy | (facts.observations == 0)
    last = np.where(specs.is_range, np.nan, facts.last_value)
    statistic = np.where(np.isnan(course.target), movement.oriented, standing.statistic)
    return {
        **verdict,
        "level_class": colour_of(last, sided, specs, method.scale.colours),
        "score": np.where(blind, np.nan, score),
        **facts.columns(),
        **pace_facts(course, comparable, specs, method),
        **progress_facts(course, facts, specs, standing),
        "statistic": np.where(np.isfinite(statistic), statistic, np.nan),
        "limit_factor": movement.limit_factor,
        "expected_value": np.where(specs.is_range, np.nan, standing.expected),
    }


def course_of(sided: OneSided, specs: Specs, facts: Facts, method: Method) -> Course:
    """Base, window and line of every series, as the method wants them."""
    matrix = sided.matrix
    base = base_of(matrix, specs, sided.base_value, method.base)
    ends = ends_of(matrix, specs, base, method)
    line = None
    if method.pace.kind == "weighted":
        line = weighted_line(matrix, ends.start, facts.target_year, method.pace)
    if method.base.kind == "window":
        base = Start(ends.from_year, ends.from_value, base.is_before_break)
    if method.base.kind == "fitted" and line is not None:
        base = _fitted(base, line, float(method.base.year))
    return Course(
        matrix,
        sided.sign,
        base,
        ends,
        facts.last_year,
        _last(matrix, facts),
        sided.target,
        facts.target_year,
        line,
    )


def _fitted(base: Start, line: Line, wanted: float) -> Start:
    """The wanted year itself: observed, or read off the line."""
    year = np.full(len(base.year), wanted)
    return replace(base, year=year, value=np.where(base.year == year, base.value, line.at(year)))


def _last(matrix: Matrix, facts: Facts) -> Floats:
    """The last value on the side on which it is judged."""
    if not len(matrix.years):
        return facts.last_value
    column = np.nan_to_num(facts.last_year - matrix.years[0]).astype(np.int64)
    return matrix.values[np.arange(len(column)), column]
