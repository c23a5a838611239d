"""SQL files: each says its question and its grain, and what it reads is read from itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse import queries, sqlfiles

TABLE_FILES = sorted(sqlfiles.SQL.glob("*/*.sql"))
QUERY_FILES = sorted(Path(queries.__file__).parent.glob("*.sql"))


@pytest.mark.parametrize("file", [*TABLE_FILES, *QUERY_FILES], ids=lambda file: file.stem)
def test_a_file_begins_with_its_question_and_its_grain(file: Path) -> None:
    question, grain, *_ = file.read_text(encoding="utf-8").splitlines()
    assert question.startswith("-- ")
    assert "?" in question
    assert grain.startswith("-- Grain: ")


def test_every_file_is_a_table_or_a_step() -> None:
    schemas = {file.parent.name for file in TABLE_FILES}
    assert schemas == {*sqlfiles.SCHEMAS, "steps"}
    assert len(sqlfiles.tables()) == sum(file.parent.name != "steps" for file in TABLE_FILES)


def test_every_declaration_names_its_own_table() -> None:
    for table in sqlfiles.tables():
        if not table.is_model:
            assert f"create table if not exists {table.key} (" in table.sql


def test_a_table_says_what_it_is() -> None:
    table = sqlfiles.table("marts.origin_tally")
    assert table.question == "How many observations are official, derived, proxy or sample?"
    assert table.grain == "one row per origin, always all four."
    assert table.is_model
    assert not sqlfiles.table("staging.figure").is_model


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        sqlfiles.table("core.gossip")


def test_models_come_after_what_they_read() -> None:
    order = [model.key for model in sqlfiles.models_in_order()]
    assert set(order) == {table.key for table in sqlfiles.tables() if table.is_model}
    assert len(order) == len(set(order))
    for position, key in enumerate(order):
        for read in sqlfiles.reads(key):
            if sqlfiles.table(read).is_model:
                assert order.index(read) < position, f"{key} comes before {read}, which it reads"


def test_models_read_only_tables_that_exist() -> None:
    known = {table.key for table in sqlfiles.tables()}
    for model in sqlfiles.models_in_order():
        assert set(sqlfiles.reads(model.key)) <= known


def test_reading_goes_down_only() -> None:
    """raw -> catalogue, staging, quality -> core -> marts."""
    floor = {name: number for number, name in enumerate(sqlfiles.SCHEMAS)}
    for model in sqlfiles.models_in_order():
        for read in sqlfiles.reads(model.key):
            assert floor[read.split(".")[0]] <= floor[model.schema]


def test_what_a_query_reads_is_found_behind_aliases_and_subqueries() -> None:
    assert sqlfiles.reads("marts.goal_status") == (
        "catalogue.goal",
        "catalogue.indicator",
        "catalogue.programme_target",
        "catalogue.target",
        "marts.indicator_assessment",
        "marts.indicator_coverage",
    )
    assert sqlfiles.reads("core.budget_line") == ("staging.budget_line",)
