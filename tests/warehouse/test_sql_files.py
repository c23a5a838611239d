"""Every SQL file that computes something, by example: these rows in, those rows out.

The examples are in `cases/`, one YAML file for one SQL file:

    values: what is bound to the SQL's names
    given:  rows of tables, for all cases; a case may give more (or other) tables
    look_at: the question that shows what a step did (a SELECT's own answer needs none)
    cases:  - case: a sentence
              given: ...
              expect: the rows, in the SQL's order; only the columns that matter

Rows are written as small tables; two spaces or more stand between cells. Columns that are not
given have the plain values in `PLAIN`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from warehouse import sqlfiles

CASES = Path(__file__).parent / "cases"
ROWS = dict[str, str]

# What a column holds when an example does not say; `#` is the row's number.
PLAIN: dict[str, object] = {
    "areas": "all",
    "breakdown": "total",
    "city_rule": "published",
    "file": "data/s.csv",
    "fiscal_year": 2026,
    "is_sensitive": False,
    "line": "#",
    "obs_status": "A",
    "origin": "official",
    "part": 1,
    "parts": 1,
    "per_period": "same",
    "period": "2023",
    "position": "#",
    "priority": 1,
    "scale": 1,
    "source_id": "s",
    "unit_id": "persons",
    "vintage": "2026-01-01",
}
BY_TYPE: dict[str, object] = {
    "VARCHAR": "",
    "INTEGER": 0,
    "BIGINT": 0,
    "DOUBLE": None,
    "BOOLEAN": False,
    "DATE": "2026-01-01",
    "TIMESTAMP": "2026-01-01",
}


def parse(text: str) -> list[dict[str, str | None]]:
    """A small table: the first line names the columns.

    >>> parse("area   value\\nseoul  null\\n")
    [{'area': 'seoul', 'value': None}]
    """
    lines = [re.split(r"\s{2,}", line.strip()) for line in text.splitlines() if line.strip()]
    header, *rows = lines
    return [
        dict(zip(header, (None if cell == "null" else cell for cell in row), strict=True))
        for row in rows
    ]


def all_cases() -> Iterator[Any]:
    for file in sorted(CASES.rglob("*.yaml")):
        name = file.relative_to(CASES).with_suffix("").as_posix()
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
        for case in told["cases"]:
            given = {**told.get("given", {}), **case.get("given", {})}
            values = {**told.get("values", {}), **case.get("values", {})}
            yield pytest.param(
                name,
                given,
                values,
                case.get("look_at", told.get("look_at")),
                case["expect"],
                id=f"{name}: {case['case']}",
            )


@pytest.fixture(scope="module")
def database() -> duckdb.DuckDBPyConnection:
    """Every table, empty."""
    connection = duckdb.connect()
    for schema in sqlfiles.SCHEMAS:
        connection.execute(f"create schema {schema}")
    for table in sqlfiles.tables():
        if not table.is_model:
            connection.execute(table.sql)
    for table in sqlfiles.models_in_order():
        connection.execute(f"create table {table.key} as {table.sql}")
    # the temporary tables that one step leaves to the next
    connection.execute("create temp table last_good as from staging.figure")
    connection.execute(
        "create temp table candidate as select * exclude (vintage, is_withdrawn)"
        " from core.observation_vintage"
    )
    return connection


@pytest.fixture
def empty(database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    database.execute("begin")
    yield database
    database.execute("rollback")


def plain(name: str, kind: str, number: int, is_nullable: bool) -> object:
    """What a cell holds when the example does not say."""
    if kind.endswith("[]"):
        return []
    if name in PLAIN:
        return number if PLAIN[name] == "#" else PLAIN[name]
    return None if is_nullable else BY_TYPE[kind]


def fill(connection: duckdb.DuckDBPyConnection, table: str, text: str) -> None:
    columns = connection.execute(f"describe {table}").fetchall()
    for number, row in enumerate(parse(text), 1):
        unknown = row.keys() - {column[0] for column in columns}
        assert not unknown, f"{table} has no column {unknown}"
        values = [
            row[name] if name in row else plain(name, kind, number, is_nullable == "YES")
            for name, kind, is_nullable, *_ in columns
        ]
        marks = ", ".join("?" for _ in values)
        connection.execute(f"insert into {table} values ({marks})", values)


def answer(
    connection: duckdb.DuckDBPyConnection, name: str, values: ROWS, look_at: str | None
) -> None:
    """Leave what the SQL file says in a temporary table `answer`."""
    schema, _, table = name.partition("/")
    sql = sqlfiles.step(table) if schema == "steps" else sqlfiles.table(f"{schema}.{table}").sql
    if look_at is None:
        connection.execute(f"create temp table answer as {sql}", values or None)
    else:
        connection.execute(sql, values or None)
        connection.execute(f"create temp table answer as {look_at}")


def rounded(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Twelve digits: the last bits of a division are not what an example is about."""
    return [
        tuple(float(f"{cell:.12g}") if isinstance(cell, float) else cell for cell in row)
        for row in rows
    ]


@pytest.mark.parametrize(("name", "given", "values", "look_at", "expect"), list(all_cases()))
def test_example(
    empty: duckdb.DuckDBPyConnection,
    name: str,
    given: ROWS,
    values: ROWS,
    look_at: str | None,
    expect: str,
) -> None:
    for table, text in given.items():
        fill(empty, table, text)
    answer(empty, name, values, look_at)
    expected = parse(expect)
    header = list(expected[0]) if expected else expect.split()
    found = empty.execute(f"select {', '.join(header)} from answer").fetchall()
    empty.execute(f"create temp table expected as select {', '.join(header)} from answer limit 0")
    for row in expected:
        empty.execute(
            f"insert into expected values ({', '.join('?' for _ in row)})", list(row.values())
        )
    wanted = empty.execute("from expected").fetchall()
    assert rounded(found) == rounded(wanted)


def test_every_computing_sql_file_has_an_example() -> None:
    computing = {f"{table.schema}/{table.name}" for table in sqlfiles.models_in_order()}
    computing |= {f"steps/{file.stem}" for file in (sqlfiles.SQL / "steps").glob("*.sql")}
    shown = {file.relative_to(CASES).with_suffix("").as_posix() for file in CASES.rglob("*.yaml")}
    assert shown == computing
