"""The working warehouse: the one DuckDB file that the pipeline writes and nobody else opens.

Readers use releases (see `releases`). A second writer is refused with a message that says who
holds the file; nothing waits in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    def transaction(self) -> Iterator[None]:
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
        self.execute(f"delete from {_known(key)}")
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

    def build(self, key: str) -> None:
        """Build one table from its SELECT file."""
        self.execute(f"create or replace table {_known(key)} as {sqlfiles.table(key).sql}")

    def table_rows(self, key: str) -> int:
        """How many rows a table has."""
        row = self._connection.execute(f"select count(*) from {_known(key)}").fetchone()
        return int(row[0]) if row else 0

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection itself, for releases and exports."""
        return self._connection


def working_file(home: Path) -> Path:
    """Where the working warehouse lies under `SDG_HOME`."""
    return home / "warehouse" / "sdg.duckdb"


@contextmanager
def open_store(home: Path) -> Iterator[Store]:
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
        for schema in sqlfiles.SCHEMAS:
            connection.execute(f"create schema if not exists {schema}")
        for declared in sqlfiles.tables():
            if not declared.is_model:
                connection.execute(declared.sql)
        yield Store(connection)
    finally:
        connection.close()


def _known(key: str) -> str:
    """Only names that a SQL file declares ever reach a statement."""
    return sqlfiles.table(key).key
