"""The watched inbox: files that people put into `SDG_HOME/inbox/<source>`.

Files are read one by one, the oldest first. What was taken over moves to `taken/`, what was refused
to `refused/` with the reason beside it, so that an empty folder means that everything has been
seen. A file that is still being copied is left for the next look.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.sources.errors import Idle
from pipelines.sources.family import Family, Page, Reach, Table
from pipelines.sources.sheets import TableParams, read_table

_ENDINGS = (".csv", ".xlsx", ".json")
_SETTLED_SECONDS = 1.0
_PREFIX = "inbox:"


class InboxParams(TableParams):
    """`pattern` says which files of the folder are meant."""

    pattern: str = "*"


def waiting(folder: Path, pattern: str = "*") -> list[Path]:
    """Files that have arrived completely, the oldest first."""
    now = time.time()
    found = [
        path
        for path in folder.glob(pattern)
        if path.is_file()
        and path.suffix.lower() in _ENDINGS
        and not path.name.startswith((".", "~"))
        and now - path.stat().st_mtime >= _SETTLED_SECONDS
    ]
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))


def _pages(params: InboxParams, reach: Reach) -> Iterator[Page]:
    found = waiting(reach.inbox(), params.pattern)
    if not found:
        raise Idle("NO_FILE", reach.source)
    page = Page(f"{_PREFIX}{found[0].name}", found[0].read_bytes(), {})
    read_table(page, params, found[0].name, reach.source)
    yield page


def _table(params: InboxParams, pages: Sequence[Page], source: str) -> Table:
    return read_table(pages[0], params, pages[0].request, source)


def put_away(folder: Path, request: str, refused: str | None = None) -> None:
    """Move a file out of the inbox: to `taken`, or to `refused` with the reason beside it."""
    path = folder / request.removeprefix(_PREFIX)
    if not path.is_file():
        return
    to = folder / ("taken" if refused is None else "refused")
    to.mkdir(exist_ok=True)
    moved = path.replace(to / f"{time.strftime('%Y%m%d-%H%M%S')}-{path.name}")
    if refused is not None:
        moved.with_name(moved.name + ".txt").write_text(refused + "\n", encoding="utf-8")


FAMILY = Family(
    name="inbox",
    title_ko="받은 파일함",
    title_en="The inbox folder",
    params=InboxParams,
    pages=_pages,
    table=_table,
    table_param="pattern",
)
