"""The last gate: rules over the whole store. A broken error rule stops the release."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import pytest

from indicators.catalogue import Catalogue, load_catalogue
from indicators.catalogue.models import Bilingual
from pipelines.quality.rules import Rule, filled, rules_of
from pipelines.quality.store_check import StoreCheck, check_store
from pipelines.quality.validate import validate
from pipelines.run import Run
from tests.small import SmallProject
from warehouse.store import open_store

ONE_ROW = "indicator_id = 'clean_air' and area = 'seoul' and period = '2023'"


class Faulty(NamedTuple):
    sql: str
    stops: bool = True


FAULTY = {
    "R01": Faulty(f"insert into core.observation from core.observation where {ONE_ROW}"),
    "R02": Faulty(f"update core.observation set indicator_id = 'ghost' where {ONE_ROW}"),
    "R03": Faulty(f"update core.observation set area = 'atlantis' where {ONE_ROW}"),
    "R04": Faulty(f"update core.observation set origin = 'rumour' where {ONE_ROW}"),
    "R05": Faulty(f"update core.observation set value = -1 where {ONE_ROW}", stops=False),
    "R06": Faulty(
        "update core.observation set value = 101 where indicator_id = 'literacy'", stops=False
    ),
    "R07": Faulty("delete from core.observation where indicator_id != 'literacy'"),
}


def checked(
    project: SmallProject, sql: str | None = None, **changes: bool
) -> tuple[StoreCheck, Run]:
    catalogue: Catalogue = load_catalogue(project.cards)
    run = Run.now(replace(project.settings, **changes))
    with open_store(project.home) as store:
        if sql:
            store.execute(sql)
        return check_store(store, run, catalogue), run


def findings(project: SmallProject, rule_id: str) -> pd.Series:
    with open_store(project.home) as store:
        found = store.query(
            "select * from quality.validation where source_id = 'core.observation'"
            " and rule_id = $rule",
            {"rule": rule_id},
        )
    return found.iloc[0]


def test_a_sound_store_passes(my_small: SmallProject) -> None:
    found, run = checked(my_small)
    assert found.is_passed and not found.broken and not run.refusals
    assert found.checked_rows == len(my_small.observations())


def test_an_unchanged_store_is_not_checked_again(my_small: SmallProject) -> None:
    with open_store(my_small.home) as store:
        store.execute("delete from quality.validation where source_id = 'core.observation'")
    found, _ = checked(my_small)
    assert found.is_passed
    with open_store(my_small.home) as store:
        assert store.query(
            "select 1 from quality.validation where source_id = 'core.observation'"
        ).empty


@pytest.mark.parametrize("rule_id", FAULTY)
def test_a_faulty_store_is_caught(my_small: SmallProject, rule_id: str) -> None:
    faulty = FAULTY[rule_id]
    found, run = checked(my_small, faulty.sql)
    assert found.is_passed is not faulty.stops
    assert found.broken == ((rule_id,) if faulty.stops else ())
    assert [refusal.rule for refusal in run.refusals] == list(found.broken)
    assert all(refusal.reason_ko and refusal.reason_en for refusal in run.refusals)
    told = findings(my_small, rule_id)
    assert not told["is_passed"]
    if rule_id != "R07":  # a rule of the whole table has no rows
        assert told["failed_rows"]
    # what was refused is not remembered as good
    again, _ = checked(my_small)
    assert again.is_passed is not faulty.stops


def test_every_rule_of_the_store_has_a_faulty_store() -> None:
    assert {rule.id for rule in rules_of("core")} == set(FAULTY)


def test_samples_are_let_in_only_where_they_are_allowed(my_small: SmallProject) -> None:
    sample = f"update core.observation set origin = 'sample' where {ONE_ROW}"
    found, _ = checked(my_small, sample, is_sample_allowed=True)
    assert found.is_passed
    found, _ = checked(my_small, is_sample_allowed=False)
    assert found.broken == ("R04",)


# --- Great Expectations itself --------------------------------------------------------------------


def rule(expectation: str, **arguments: object) -> Rule:
    return Rule.model_validate(
        {
            "id": "X",
            "layer": "staging",
            "severity": "error",
            "dimension": "accuracy",
            "column": "value",
            "expectation": expectation,
            "with": arguments,
            "message": Bilingual(ko="가", en="a"),
        }
    )


def test_a_rule_that_cannot_run_lets_nothing_through() -> None:
    frame = pd.DataFrame({"row_id": [0], "value": ["1"]})
    no_such_column = rule("ExpectColumnValuesToNotBeNull", column="values")
    no_regex = rule("ExpectColumnValuesToMatchRegex", column="value", regex="(")
    for broken in (no_such_column, no_regex):
        with pytest.raises(RuntimeError, match="rule X did not run"):
            validate(frame, [broken], {})


def test_a_rules_gaps_are_filled_from_the_catalogue() -> None:
    told = rule("ExpectColumnValuesToBeInSet", column="area", value_set="{areas}", mostly=1)
    assert filled(told, {"areas": ["seoul"]}) == {
        "column": "area",
        "value_set": ["seoul"],
        "mostly": 1,
    }
    with pytest.raises(KeyError):
        filled(told, {})
