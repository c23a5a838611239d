"""What became of each source's last attempt: one small file a source, readable while a run goes on.

It is for people and schedules, not for readers of releases: an attempt that brought nothing new
must not make a new release.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from pipelines.reading.errors import ReadingError
from pipelines.sources.errors import SourceError

Outcome = Literal["never", "ok", "idle", "failed"]
_STAMP = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Entry:
    """Moments are UTC texts. `renewed_at`: when bytes last came that were not there before."""

    source_id: str
    outcome: Outcome = "never"
    attempted_at: str | None = None
    succeeded_at: str | None = None
    renewed_at: str | None = None
    rows: int = 0
    code: str | None = None
    error_ko: str | None = None
    error_en: str | None = None
    mend_ko: str | None = None
    mend_en: str | None = None


def read(home: Path, source_id: str) -> Entry:
    """The last entry; a fresh one if there is none, or if the file was damaged."""
    try:
        found = json.loads(_file(home, source_id).read_text(encoding="utf-8"))
        known = {field.name for field in fields(Entry)}
        return Entry(**{name: value for name, value in found.items() if name in known})
    except (OSError, ValueError, TypeError):
        return Entry(source_id)


def succeeded(home: Path, source_id: str, at: datetime, *, rows: int, is_new: bool) -> None:
    """Note that the publisher answered as it should."""
    now, before = at.strftime(_STAMP), read(home, source_id)
    _write(
        home,
        Entry(
            source_id,
            "ok",
            attempted_at=now,
            succeeded_at=now,
            renewed_at=now if is_new else before.renewed_at,
            rows=rows,
        ),
    )


def failed(home: Path, source_id: str, at: datetime, error: ReadingError, outcome: Outcome) -> None:
    """Note a failure, or that there is no key; the last success stays noted."""
    _write(
        home,
        replace(
            read(home, source_id),
            outcome=outcome,
            attempted_at=at.strftime(_STAMP),
            code=error.code if isinstance(error, SourceError) else "FILE",
            error_ko=error.what_ko,
            error_en=error.what_en,
            mend_ko=error.mend_ko,
            mend_en=error.mend_en,
        ),
    )


def moment(text: str | None) -> datetime | None:
    """A noted moment (UTC, without a zone)."""
    return None if text is None else datetime.strptime(text, _STAMP)


def _file(home: Path, source_id: str) -> Path:
    return home / "sources" / f"{source_id}.json"


def _write(home: Path, entry: Entry) -> None:
    path = _file(home, entry.source_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    fresh.write_text(json.dumps(asdict(entry), ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(path)
