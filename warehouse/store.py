"""The working warehouse: the one DuckDB file that the pipeline writes and nobody else opens.

Readers use releases (see `releases`). A second writer is refused with a message that says who
holds the file; nothing waits in silence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

from warehouse import sqlfiles


class WarehouseLocked(Exception):
    """Another process is writing."""


class Store:
    """A connection to the working warehouse with the few things that the pipeline does to it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All or nothing: a failure inside leaves the warehouse as it was."""
        self._connection.execute("begin")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def execute(self, sql: str, values: Mapping[str, object] | None = None) -> None:
        """Run one statement with bound values."""
        self._connection.execute(sql, dict(values) if values else None)

    def query(self, sql: str, values: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The answer to a question, as a frame."""
        return self._connection.execute(sql, dict(values) if values else None).df()

    def replace(self, key: str, frame: pd.DataFrame) -> None:
        """Fill a declared table with exactly these rows."""
        self.execute(f"delete from {_known(key)}")  # noqa: S608 - a declared name
        self.append(key, frame)

    def append(self, key: str, frame: pd.DataFrame) -> None:
        """Add rows to a declared table, column by name."""
        if frame.empty:
            return
        self._connection.register("incoming", frame)
        try:
            self.execute(f"insert into {_known(key)} by name from incoming")
        finally:
            self._connection.unregister("incoming")

    def forget(self, key: str, source_id: str) -> None:
        """Delete the rows of one source from a declared table."""
        self.execute(
            f"delete from {_known(key)} where source_id = $source",  # noqa: S608 - a declared name
            {"source": source_id},
        )

    def build(self, key: str) -> None:
        """Build one table from its SELECT file."""
        self.execute(f"create or replace table {_known(key)} as {sqlfiles.table(key).sql}")

    def table_rows(self, key: str) -> int:
        """How many rows a table has."""
        row = self._connection.execute(f"select count(*) from {_known(key)}").fetchone()  # noqa: S608 - a declared name
        return int(row[0]) if row else 0

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection itself, for releases and exports."""
        return self._connection


def working_file(home: Path) -> Path:
    """Where the working warehouse lies under `SDG_HOME`."""
    return home / "warehouse" / "sdg.duckdb"


@contextmanager
def open_store(home: Path) -> Generator[Store]:
    """Open the working warehouse for writing, with every declared table there.

    Raises:
        WarehouseLocked: another process is building.
    """
    path = working_file(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(path))
    except duckdb.IOException as error:
        if "lock" not in str(error).lower():
            raise
        raise WarehouseLocked(
            f"다른 작업이 창고 파일을 쓰고 있습니다({path.name}). 끝난 뒤 다시 실행하세요."
            f" / Another run is writing {path.name}; try again when it has ended."
        ) from error
    try:
        connection.execute("set autoinstall_known_extensions = false")
        connection.execute("set timezone = 'Asia/Seoul'")
        _declare_tables(connection)
        yield Store(connection)
    finally:
        connection.close()


# What came in and what was known when cannot be made again; everything else can.
_KEPT = ("raw.fingerprint", "raw.receipt", "core.observation_vintage")


def _declare_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Have every declared table there; a changed declaration makes what can be made again anew."""
    for schema in sqlfiles.SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    declared = [found for found in sqlfiles.tables() if not found.is_model]
    connection.execute(sqlfiles.table("raw.fingerprint").sql)
    digest = hashlib.sha256("\n".join(found.sql for found in declared).encode()).hexdigest()
    row = connection.execute("select digest from raw.fingerprint where name = 'tables'").fetchone()
    is_changed = row is None or row[0] != digest
    connection.execute("begin")
    if is_changed:
        connection.execute("delete from raw.fingerprint")
        connection.execute(
            "insert into raw.fingerprint values ('tables', $digest)", {"digest": digest}
        )
    for found in declared:
        if is_changed and found.key not in _KEPT:
            connection.execute(f"drop table if exists {found.key}")
        connection.execute(found.sql)
    connection.execute("commit")


def _known(key: str) -> str:
    """Only names that a SQL file declares ever reach a statement."""
    return sqlfiles.table(key).key
