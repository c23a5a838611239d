"""The numbers behind a verdict: what was observed, aimed at, used and found."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from indicators.methods.config import Method
from indicators.methods.matrix import (
    Floats,
    Integers,
    Matrix,
    at,
    divide,
    first_column,
    last_column,
)
from indicators.methods.rules import Course, Standing
from indicators.methods.specs import Specs
from indicators.methods.windows import base_of


@dataclass(frozen=True)
class Facts:
    """First, last and previous observation of every series as published, and what is aimed at."""

    observations: Integers
    first_year: Floats
    first_value: Floats
    last_year: Floats
    last_value: Floats
    previous_year: Floats
    previous_value: Floats
    target: Floats
    target_year: Floats
    target_upper: Floats
    break_year: Floats

    def columns(self) -> dict[str, Any]:
        """As columns of the result."""
        found = asdict(self)
        found["target_value"] = found.pop("target")
        return found


def facts_of(matrix: Matrix, specs: Specs, method: Method) -> Facts:
    """What was observed and what is aimed at, before anything is judged."""
    present = matrix.present
    last = last_column(present)
    previous = last_column(present & (np.arange(len(matrix.years)) < last[:, None]))
    first_year, first_value = at(matrix, first_column(present))
    last_year, last_value = at(matrix, last)
    previous_year, previous_value = at(matrix, previous)
    rule = method.target_rule
    target = specs.target_value
    if rule.target == "green":
        target = np.where(np.isnan(specs.green), target, specs.green)
    default = np.where(np.isnan(target), np.nan, float(rule.default_year))
    return Facts(
        observations=present.sum(axis=1),
        first_year=first_year,
        first_value=first_value,
        last_year=last_year,
        last_value=last_value,
        previous_year=previous_year,
        previous_value=previous_value,
        target=target,
        target_year=np.where(np.isnan(specs.target_year), default, specs.target_year),
        target_upper=specs.target_upper,
        break_year=np.where(np.isfinite(matrix.breaks), matrix.breaks, np.nan),
    )


def pace_facts(course: Course, raw: Matrix, specs: Specs, method: Method) -> dict[str, Any]:
    """Base and window in the series' own unit."""
    base_value, from_value = course.base.value, course.ends.from_value
    if specs.is_range.any():
        # a range is judged by its distance, but people are told the values themselves
        own = base_of(raw, specs, specs.base_value, method.base)
        base_value = np.where(specs.is_range, own.value, base_value)
        from_value = np.where(specs.is_range, at(raw, course.ends.start)[1], from_value)
    return {
        "base_year": course.base.year,
        "base_value": base_value,
        "pace_from_year": course.ends.from_year,
        "pace_from_value": from_value,
        "pace_to_year": np.where(np.isnan(course.ends.from_year), np.nan, course.ends.to_year),
    }


def progress_facts(
    course: Course, facts: Facts, specs: Specs, standing: Standing
) -> dict[str, Any]:
    """Way covered, path, gap and paces."""
    way = course.target - course.base.value
    years = course.target_year - course.base.year
    share = np.clip(divide(facts.last_year - course.base.year, years), 0.0, 1.0)
    path = course.base.value + way * share
    path = np.where(years > 0, path, np.nan)
    return {
        "progress_pct": 100.0 * divide(course.last_value - course.base.value, way),
        "path_value": np.where(specs.is_range, np.nan, path),
        "path_gap": course.sign * (course.last_value - path),
        "gap": course.target - course.last_value,
        "actual_pace_per_year": standing.actual,
        "required_pace_per_year": standing.required,
        "required_from_now_per_year": divide(course.target - course.last_value, course.years_left),
    }
