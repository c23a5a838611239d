"""The working warehouse: one writer, all or nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from tests.project import ROOT
from warehouse import fingerprints, sqlfiles
from warehouse.store import Store, WarehouseLocked, open_store, working_file


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


def units(*ids: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            # the order of columns does not matter: rows are added by name
            {"symbol_en": "x", "unit_id": unit, "name_ko": "가", "name_en": "a", "symbol_ko": "x"}
            for unit in ids
        ]
    )


def test_a_new_warehouse_has_every_declared_table(store: Store) -> None:
    declared = {table.key for table in sqlfiles.tables() if not table.is_model}
    filled = {key for key in declared if store.table_rows(key)}
    assert filled <= {"raw.fingerprint"}  # what the tables themselves were declared from


def test_rows_are_replaced_and_appended(store: Store) -> None:
    store.replace("catalogue.unit", units("kg", "m"))
    store.append("catalogue.unit", units("s"))
    assert store.table_rows("catalogue.unit") == 3
    store.replace("catalogue.unit", units("kg"))
    assert list(store.query("select unit_id from catalogue.unit")["unit_id"]) == ["kg"]
    store.replace("catalogue.unit", units())
    assert store.table_rows("catalogue.unit") == 0


def test_values_are_bound_not_pasted(store: Store) -> None:
    store.replace("catalogue.unit", units("o'clock"))
    found = store.query(
        "select unit_id from catalogue.unit where unit_id = $unit", {"unit": "o'clock"}
    )
    assert len(found) == 1


def test_only_names_of_sql_files_reach_a_statement(store: Store) -> None:
    with pytest.raises(KeyError):
        store.table_rows("catalogue.unit; drop table catalogue.unit")


def test_a_failure_inside_a_transaction_leaves_everything_as_it_was(store: Store) -> None:
    store.replace("catalogue.unit", units("kg"))
    with pytest.raises(RuntimeError), store.transaction():
        store.replace("catalogue.unit", units("m", "s"))
        raise RuntimeError("the light goes out")
    assert list(store.query("select unit_id from catalogue.unit")["unit_id"]) == ["kg"]


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace("catalogue.unit", units("kg"))
    with open_store(tmp_path) as store:
        assert store.table_rows("catalogue.unit") == 1


def test_a_changed_declaration_makes_anew_what_can_be_made_anew(tmp_path: Path) -> None:
    """An update may change tables; what was known when is kept, and nothing passes as unchanged."""
    with open_store(tmp_path) as store:
        store.replace("catalogue.unit", units("kg"))
        store.execute(
            "insert into core.observation_vintage values"
            " ('rate', 'seoul', '2023', 'total', '2026-01-01', 1, 'A', 'official', 's', 1,"
            " null, 'f', 2, false)"
        )
        fingerprints.remember(store, "cards", "abc")
        fingerprints.remember(store, "tables", "as an older version declared them")
    with open_store(tmp_path) as store:
        assert store.table_rows("catalogue.unit") == 0
        assert store.table_rows("core.observation_vintage") == 1
        assert not fingerprints.is_unchanged(store, "cards", "abc")


def test_a_second_process_is_refused_in_both_languages(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from warehouse.store import open_store\n"
            "with open_store(Path(sys.argv[1])):\n"
            "    print('open', flush=True); sys.stdin.read()",
            str(tmp_path),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout and holder.stdin
        assert holder.stdout.readline() == "open\n"
        with (
            pytest.raises(WarehouseLocked, match=r"다른 작업이 .* / Another run is writing"),
            open_store(tmp_path),
        ):
            pass
        holder.stdin.close()
    with open_store(tmp_path):  # the first has ended: nothing stays locked
        pass


def test_a_damaged_file_is_not_called_locked(tmp_path: Path) -> None:
    file = working_file(tmp_path)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"this is no database " * 1000)
    with pytest.raises(Exception, match="not a valid DuckDB") as refused, open_store(tmp_path):
        pass
    assert not isinstance(refused.value, WarehouseLocked)


def test_fingerprints_remember_what_was_built_from_what(store: Store) -> None:
    assert not fingerprints.is_unchanged(store, "cards", "abc")
    fingerprints.remember(store, "cards", "abc")
    assert fingerprints.is_unchanged(store, "cards", "abc")
    fingerprints.remember(store, "cards", "def")
    assert not fingerprints.is_unchanged(store, "cards", "abc")
    assert not fingerprints.is_unchanged(store, "core.observation", "def")


def test_a_digest_knows_where_its_parts_end() -> None:
    assert fingerprints.digest_of("ab", "c") != fingerprints.digest_of("a", "bc")
    assert fingerprints.digest_of("a", "b") != fingerprints.digest_of("b", "a")
    assert fingerprints.digest_of("가") == fingerprints.digest_of("가".encode())


def test_a_digest_of_files_sees_names_and_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_text("x")
    other.write_text("y")
    before = fingerprints.digest_of_files([one, other])
    assert fingerprints.digest_of_files([other, one]) == before
    other.write_text("z")
    assert fingerprints.digest_of_files([one, other]) != before
