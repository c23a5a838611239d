"""Raw: the bytes as they came, kept once, with a receipt. Never edited, never read by a page."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Receipt:
    """What arrived, from where and when. `request` never holds a key.

    `headers` are those of the publisher's answer that say something of the bytes.
    """

    source_id: str
    sha256: str
    bytes: int
    request: str
    retrieved_at: str
    licence: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


def keep(
    home: Path,
    source_id: str,
    content: bytes,
    *,
    request: str,
    licence: str,
    at: datetime,
    headers: Mapping[str, str] | None = None,
) -> Receipt:
    """Store bytes under their own digest; the same bytes are stored once and keep their receipt."""
    digest = hashlib.sha256(content).hexdigest()
    folder = home / "raw" / source_id
    receipt_file = folder / f"{digest}.json"
    if receipt_file.is_file():
        return Receipt(**json.loads(receipt_file.read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    receipt = Receipt(
        source_id,
        digest,
        len(content),
        request,
        at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        licence,
        dict(headers or {}),
    )
    # the receipt is written last: it vouches for bytes that are already there
    _write(folder / f"{digest}.bin", content)
    _write(receipt_file, json.dumps(asdict(receipt), ensure_ascii=False, indent=1).encode())
    return receipt


def read(home: Path, source_id: str, sha256: str) -> bytes:
    """The bytes of a receipt; FileNotFoundError if they are gone."""
    return (home / "raw" / source_id / f"{sha256}.bin").read_bytes()


def _write(path: Path, content: bytes) -> None:
    # a name of its own: a run that was killed here must not be in the way of the next one
    fresh = path.with_suffix(f"{path.suffix}.{os.getpid()}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
