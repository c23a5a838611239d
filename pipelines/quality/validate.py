"""Run Great Expectations over one frame and say which rows broke which rule.

Great Expectations takes seconds to import, so that happens inside `validate` and nowhere else:
a build that has nothing new to validate never pays for it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipelines.quality.rules import Rule, filled

_ROW = "row_id"


@dataclass(frozen=True)
class Outcome:
    """What one rule found: which rows (by `row_id`) broke it; a table rule has no rows."""

    rule: Rule
    is_passed: bool
    checked_rows: int
    failed_rows: tuple[int, ...]


def validate(
    frame: pd.DataFrame, rules: Sequence[Rule], sets: Mapping[str, object]
) -> list[Outcome]:
    """Validate a whole frame against rules; one suite, one run.

    Args:
        frame: has a `row_id` column and every column that the rules name.
        rules: what to check.
        sets: values for the `{names}` in the rules' arguments.

    Returns:
        One outcome per rule, in their order.

    Raises:
        RuntimeError: Great Expectations could not evaluate a rule (a fault of ours, not of the
            data: nothing is let through on the strength of a rule that did not run).
    """
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx

    context: Any = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    suite = gx.ExpectationSuite(name="rules")
    for rule in rules:
        suite.add_expectation(_expectation(rule, sets))
    batch = (
        context.data_sources.add_pandas("rows")
        .add_dataframe_asset("rows")
        .add_batch_definition_whole_dataframe("rows")
        .get_batch(batch_parameters={"dataframe": _needed(frame, suite)})
    )
    # Rows are told by their index: a list of columns would be looked up cell by cell. A batch
    # keeps no results, which a validation definition would copy several times.
    answer = batch.validate(
        suite, result_format={"result_format": "COMPLETE", "return_unexpected_index_query": False}
    )
    by_rule = {_rule_of(result): result for result in answer.results}
    return [_outcome(rule, by_rule[rule.id], len(frame)) for rule in rules]


def _expectation(rule: Rule, sets: Mapping[str, object]) -> Any:
    arguments = filled(rule, sets)
    if arguments.get("row_condition") == "present":
        arguments |= _only_present(sets)
    return _named(rule.expectation)(**arguments, meta={"rule": rule.id})


def _needed(frame: pd.DataFrame, suite: Any) -> pd.DataFrame:
    """The columns that the rules name, with the rows' ids as the index: each rule copies both."""
    named: set[object] = {_ROW}
    for expectation in suite.expectations:
        for value in expectation.dict().values():
            named |= _hashable(value)
        if getattr(expectation, "row_condition", None) is not None:
            return _by_row_id(frame)
    columns = [column for column in frame.columns if column in named]
    return _by_row_id(frame[columns])


def _hashable(value: object) -> set[object]:
    if isinstance(value, list):
        return {one for one in value if isinstance(one, str)}
    return {value} if isinstance(value, str) else set()


def _by_row_id(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_axis(frame[_ROW].astype(int), axis="index").rename_axis(None)


def _named(expectation: str) -> Any:
    """One of Great Expectations' own expectations, or one of ours."""
    from great_expectations import expectations as own

    from pipelines.quality import expectations as ours

    return getattr(own, expectation, None) or getattr(ours, expectation)


def _rule_of(result: Any) -> str:
    return str(result.expectation_config.meta["rule"])


def _only_present(sets: Mapping[str, object]) -> dict[str, object]:
    """Rows whose status does not say that the value is missing."""
    from great_expectations.expectations.row_conditions import Column

    return {"row_condition": Column("status").is_not_in(_strings(sets["missing_statuses"]))}


def _strings(values: object) -> list[str]:
    return [str(value) for value in values] if isinstance(values, list | tuple | set) else []


def _did_not_run(told: Mapping[str, Any]) -> bool:
    """Great Expectations tells of one exception, or of one for each metric that it computes."""
    each = [told] if "raised_exception" in told else list(told.values())
    return any(one.get("raised_exception") for one in each)


def _outcome(rule: Rule, result: Any, rows: int) -> Outcome:
    if _did_not_run(result.exception_info or {}):
        raise RuntimeError(f"rule {rule.id} did not run: {result.exception_info}")
    found = result.result.get("unexpected_index_list") or []
    failed = tuple(sorted({int(index) for index in found}))
    return Outcome(
        rule, bool(result.success), int(result.result.get("element_count", rows)), failed
    )


def validation_rows(outcomes: Sequence[Outcome], source_id: str) -> pd.DataFrame:
    """What each rule found, as rows of `quality.validation`."""
    return pd.DataFrame(
        [
            {
                "source_id": source_id,
                "layer": outcome.rule.layer,
                "rule_id": outcome.rule.id,
                "severity": outcome.rule.severity,
                "dimension": outcome.rule.dimension,
                "message_ko": outcome.rule.message.ko,
                "message_en": outcome.rule.message.en,
                "checked_rows": outcome.checked_rows,
                "failed_rows": len(outcome.failed_rows),
                "is_passed": outcome.is_passed,
            }
            for outcome in outcomes
        ]
    )
