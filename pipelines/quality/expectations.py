"""Expectations of our own, for rules that Great Expectations has none for.

Importing this module imports Great Expectations: only `validate` does it, when it runs. Each
class hands the columns it is given to one judge of `neighbours` and expects it to find nothing.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import MulticolumnMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    MulticolumnMapMetricProvider,  # pyright: ignore[reportPrivateImportUsage]
    multicolumn_condition_partial,  # pyright: ignore[reportPrivateImportUsage]
)

from pipelines.quality import neighbours


class NeighboursAgree(MulticolumnMapMetricProvider):
    """The condition of every expectation below: its judge finds nothing wrong with the row."""

    condition_metric_name = "multicolumn_values.neighbours_agree"
    condition_value_keys = ("judge", "limits")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: pd.DataFrame, **given: Any) -> pd.Series:
        judge = neighbours.JUDGES[given["judge"]]
        return judge(column_list, **(given["limits"] or {})).isna()


class _Neighbours(MulticolumnMapExpectation):
    """Shared by the expectations below."""

    map_metric: ClassVar[str] = "multicolumn_values.neighbours_agree"
    success_keys: ClassVar[tuple[str, ...]] = ("judge", "limits", "mostly")
    judge: str
    limits: dict[str, Any] = {}  # noqa: RUF012 - a pydantic field


class ExpectNoDuplicateObservations(_Neighbours):
    judge: str = "duplicates"


class ExpectNoPowerOfTenSlip(_Neighbours):
    judge: str = "slips"


class ExpectRateNearOtherDistricts(_Neighbours):
    judge: str = "outsized"


class ExpectNoUnexplainedJump(_Neighbours):
    judge: str = "jumps"


class ExpectNoCopiedValues(_Neighbours):
    judge: str = "copies"


class ExpectDistrictsToSumToCity(_Neighbours):
    judge: str = "sums"


class ExpectCityWithinDistricts(_Neighbours):
    judge: str = "outside_range"


class ExpectEveryDistrict(_Neighbours):
    judge: str = "district_gaps"


class ExpectNoMistypedCategory(_Neighbours):
    judge: str = "near_misses"


class ExpectLatestPeriodPresent(_Neighbours):
    judge: str = "stale"


class ExpectPercentNotShare(_Neighbours):
    judge: str = "shares"
