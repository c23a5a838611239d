"""SQL files: one file is one table, its first comment lines are question and grain.

A file in `sql/<schema>/` either declares a table that Python fills (`create table`) or is one
SELECT that builds it. Files in `sql/steps/` are questions with bound values. The order in which
SELECTs run is read from what they select from, so nobody keeps a list.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, cast

import duckdb

SQL = Path(__file__).parent / "sql"
SCHEMAS = ("raw", "catalogue", "staging", "quality", "core", "marts")


@dataclass(frozen=True)
class SqlTable:
    """One table: its name (`core.observation`), its file's text, and what the file says of it."""

    schema: str
    name: str
    sql: str

    @property
    def key(self) -> str:
        """Schema and name, as written in SQL."""
        return f"{self.schema}.{self.name}"

    @property
    def is_model(self) -> bool:
        """Whether SQL builds the table; otherwise Python fills it."""
        return not _body(self.sql).lower().startswith("create")

    @property
    def question(self) -> str:
        """The question that the table answers: the file's first comment line."""
        return self.sql.splitlines()[0].removeprefix("-- ")

    @property
    def grain(self) -> str:
        """What one row is: the comment lines from `Grain:` on."""
        lines = [
            line.removeprefix("-- ") for line in self.sql.splitlines() if line.startswith("--")
        ]
        return " ".join(lines[1:]).removeprefix("Grain: ")


@cache
def tables() -> tuple[SqlTable, ...]:
    """Every table that a SQL file declares or builds, by schema and name."""
    return tuple(
        SqlTable(schema, path.stem, path.read_text(encoding="utf-8"))
        for schema in SCHEMAS
        for path in sorted((SQL / schema).glob("*.sql"))
    )


@cache
def table(key: str) -> SqlTable:
    """The table with this name; KeyError if no SQL file has it."""
    for candidate in tables():
        if candidate.key == key:
            return candidate
    raise KeyError(key)


def step(name: str) -> str:
    """The text of a question in `sql/steps/`."""
    return (SQL / "steps" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def models_in_order() -> tuple[SqlTable, ...]:
    """Every SELECT file, each after the tables that it reads."""
    models = {candidate.key: candidate for candidate in tables() if candidate.is_model}
    graph = {key: [read for read in reads(key) if read in models] for key in models}
    return tuple(models[key] for key in TopologicalSorter(graph).static_order())


@cache
def reads(key: str) -> tuple[str, ...]:
    """The tables that a model selects from, asked of DuckDB's own parser.

    `get_table_names` is not dependable with aliases, so the parse tree is walked.
    """
    row = duckdb.execute(
        "select json_serialize_sql($sql)", {"sql": _body(table(key).sql)}
    ).fetchone()
    tree: dict[str, Any] = json.loads(row[0]) if row else {}
    if tree.get("error"):
        raise ValueError(f"{key}: {tree.get('error_message')}")
    return tuple(sorted(set(_base_tables(tree))))


def _base_tables(node: Any) -> Iterator[str]:
    children: list[Any] = []
    if isinstance(node, dict):
        named = cast("dict[str, Any]", node)
        if named.get("type") == "BASE_TABLE" and named.get("schema_name"):
            yield f"{named['schema_name']}.{named['table_name']}"
        children = list(named.values())
    elif isinstance(node, list):
        children = cast("list[Any]", node)
    for child in children:
        yield from _base_tables(child)


def _body(sql: str) -> str:
    return "\n".join(line for line in sql.splitlines() if not line.startswith("--")).strip()
