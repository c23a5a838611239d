"""Releases: immutable folders that everybody reads alike.

    <home>/releases/<version>/sdg.duckdb     the tables, read-only
    <home>/releases/<version>/manifest.json  what is inside, and how to verify it
    <home>/CURRENT                           the version that is served

A release is built in a hidden folder, checked, synced to disk, renamed, and only then does
CURRENT change. A killed build leaves a hidden folder that the next build removes; readers never
see half a release. Files are never replaced in place: a process that holds an old file open
would go on answering from it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse import sqlfiles
from warehouse.store import Store

DATABASE = "sdg.duckdb"
MANIFEST = "manifest.json"
SCHEMAS = ("catalogue", "core", "marts", "quality")
_BUILDING = ".building-"


class NoRelease(Exception):
    """There is no release to read."""


class UnknownRelease(Exception):
    """The named release is not there."""


@dataclass(frozen=True)
class Manifest:
    """What a release is, and how to verify it.

    `content` is a digest of every table's rows: two releases with the same content say the same.
    """

    version: str
    built_at: str
    as_of: str
    revision: str | None
    is_sample_allowed: bool
    counts: Mapping[str, int]
    rows: Mapping[str, int]
    origins: Mapping[str, int]
    indicators_by_best_origin: Mapping[str, int]
    files: Mapping[str, str]
    content: str


@dataclass(frozen=True)
class Facts:
    """What the builder tells a release about itself."""

    built_at: datetime
    as_of: str
    revision: str | None
    is_sample_allowed: bool
    counts: Mapping[str, int]


def publish(store: Store, home: Path, facts: Facts, *, keep: int = 20) -> tuple[Manifest, bool]:
    """Freeze the warehouse's tables into a release and switch to it.

    Returns:
        The manifest of the release now served, and whether it is new: if nothing that a reader
        sees has changed, the current release stays.
    """
    content = content_digest(store)
    standing = served_manifest(home)
    if standing is not None and standing.content == content:
        return standing, False
    releases = home / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    _sweep(releases)
    version = _free_version(releases, facts.built_at)
    building = releases / f"{_BUILDING}{version}"
    building.mkdir()
    _copy_tables(store, building / DATABASE)
    manifest = _describe(store, building, version, facts, content)
    _write(
        building / MANIFEST,
        json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n",
    )
    _sync(building / DATABASE)
    _sync(building)
    building.rename(releases / version)
    _sync(releases)
    switch(home, version)
    _retain(home, keep)
    return manifest, True


def switch(home: Path, version: str) -> None:
    """Serve this release from now on.

    Raises:
        UnknownRelease: there is no such release.
    """
    read_manifest(home, version)
    fresh = home / "CURRENT.new"
    _write(fresh, version + "\n")
    fresh.replace(home / "CURRENT")
    _sync(home)


def current_version(home: Path) -> str:
    """The version that is served.

    Raises:
        NoRelease: nothing has been released yet.
    """
    try:
        return (home / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NoRelease(
            "아직 판이 없습니다. 먼저 `sdg build`를 실행하세요."
            " / No release yet; run `sdg build` first."
        ) from None


def read_manifest(home: Path, version: str) -> Manifest:
    """The manifest of a release.

    Raises:
        UnknownRelease: there is no such release.
    """
    path = home / "releases" / version / MANIFEST
    known = {field.name for field in fields(Manifest)}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        # a newer version of the project may have said more
        return Manifest(**{name: told[name] for name in told if name in known})
    except FileNotFoundError:
        raise UnknownRelease(
            f"{version}: 그런 판이 없습니다. / There is no such release."
        ) from None
    except (ValueError, TypeError):
        raise UnknownRelease(
            f"{version}: 판의 명세를 읽을 수 없습니다. / The release's manifest cannot be read."
        ) from None


def list_releases(home: Path) -> list[Manifest]:
    """Every release, newest first; a folder without a readable manifest is none."""
    folders = sorted((home / "releases").glob(f"*/{MANIFEST}"), reverse=True)
    found: list[Manifest] = []
    for path in folders:
        if not path.parent.name.startswith("."):
            with suppress(UnknownRelease):
                found.append(read_manifest(home, path.parent.name))
    return found


def damaged_files(home: Path, version: str) -> list[str]:
    """The files of a release whose bytes are not those that the manifest names."""
    folder = home / "releases" / version
    return [
        name
        for name, digest in read_manifest(home, version).files.items()
        if not (folder / name).is_file() or file_digest(folder / name) != digest
    ]


def content_digest(store: Store) -> str:
    """A digest of every row that a reader can see, independent of row order."""
    parts = [f"{key}:{table_digest(store.connection, key)}" for key in released_tables()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def released_tables() -> list[str]:
    """The tables that go into a release."""
    return [found.key for found in sqlfiles.tables() if found.schema in SCHEMAS]


def file_digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def served_manifest(home: Path) -> Manifest | None:
    """The manifest of the release that is served; None if there is none."""
    try:
        return read_manifest(home, current_version(home))
    except (NoRelease, UnknownRelease):
        return None


def table_digest(connection: duckdb.DuckDBPyConnection, key: str) -> str:
    """Sum and count of row hashes; the moment of a mere re-reading is not content."""
    ignored = {"quality.source_state": " exclude (read_at)"}.get(key, "")
    row = connection.execute(
        # S608: names come from our own SQL files
        f"select count(*), sum(hash(t)::hugeint) from (select *{ignored} from {key}) as t"  # noqa: S608
    ).fetchone()
    return "" if row is None else f"{row[0]}:{row[1]}"


def _free_version(releases: Path, built_at: datetime) -> str:
    stem = built_at.strftime("%Y%m%d-%H%M%S")
    version, number = stem, 1
    while (releases / version).exists():
        number += 1
        version = f"{stem}-{number}"
    return version


def _copy_tables(store: Store, database: Path) -> None:
    connection = store.connection
    connection.execute(f"attach '{_quoted(database)}' as release")
    try:
        for schema in SCHEMAS:
            connection.execute(f"create schema release.{schema}")
        for key in released_tables():
            connection.execute(f"create table release.{key} as from {key}")
        connection.execute("checkpoint release")
    finally:
        connection.execute("detach release")


def _describe(store: Store, folder: Path, version: str, facts: Facts, content: str) -> Manifest:
    origins = store.query("select origin, observations from marts.origin_tally")
    best = store.query(
        "select best_origin, count(*) as n from marts.indicator_coverage group by best_origin"
    )
    counted = dict(zip(best["best_origin"], best["n"], strict=True))
    return Manifest(
        version=version,
        built_at=facts.built_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        as_of=facts.as_of,
        revision=facts.revision,
        is_sample_allowed=facts.is_sample_allowed,
        counts=dict(facts.counts),
        rows={key: store.table_rows(key) for key in released_tables()},
        origins={
            str(origin): int(n)
            for origin, n in zip(origins["origin"], origins["observations"], strict=True)
        },
        indicators_by_best_origin={
            kind: int(counted.get(kind, 0)) for kind in ("official", "derived", "proxy", "none")
        },
        files={DATABASE: file_digest(folder / DATABASE)},
        content=content,
    )


def _retain(home: Path, keep: int) -> None:
    """Keep the newest releases and always the one that is served."""
    serving = current_version(home)
    for manifest in list_releases(home)[keep:]:
        if manifest.version != serving:
            shutil.rmtree(home / "releases" / manifest.version)


def _sweep(releases: Path) -> None:
    for leftover in releases.glob(f"{_BUILDING}*"):
        shutil.rmtree(leftover)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
