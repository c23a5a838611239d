"""What was last built from which input, so that unchanged work is not done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from warehouse.store import Store


def is_unchanged(store: Store, name: str, digest: str) -> bool:
    """Whether `name` was last built from an input with this digest."""
    found = store.query("select digest from raw.fingerprint where name = $name", {"name": name})
    return len(found) == 1 and found["digest"][0] == digest


def remember(store: Store, name: str, digest: str) -> None:
    """Note that `name` is now built from an input with this digest."""
    store.execute(
        "insert or replace into raw.fingerprint values ($name, $digest)",
        {"name": name, "digest": digest},
    )


def digest_of(*parts: str | bytes) -> str:
    """One digest of several parts; the order matters."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part.encode() if isinstance(part, str) else part).digest())
    return total.hexdigest()


def digest_of_files(paths: Iterable[Path]) -> str:
    """One digest of files' names and bytes."""
    return digest_of(*(part for path in sorted(paths) for part in (path.name, path.read_bytes())))
