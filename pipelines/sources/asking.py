"""Ask many publishers before anything is built: hosts side by side, each host one at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from indicators.catalogue.models import Source
from pipelines.sources import live
from pipelines.sources.errors import SourceError

_SIDE_BY_SIDE = 6
# files of people are read where they are judged: what becomes of each decides where it goes
_NOT_ASKED_AHEAD = ("inbox",)


def ask_all(sources: Sequence[Source], home: Path, fetching: live.Fetching, at: datetime) -> None:
    """Keep every source's answer, or why there is none, in `fetching.answers`."""
    lines: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.fetch is not None and source.fetch.family not in _NOT_ASKED_AHEAD:
            lines[live.host_of(source.fetch, source.id) or source.id].append(source)
    if not lines:
        return
    fetching.http(home)  # made once, before the threads

    def line(waiting: Sequence[Source]) -> None:
        for source in waiting:
            try:
                fetching.answers[source.id] = live.ask(source, home, fetching, at)
            except SourceError as error:
                fetching.answers[source.id] = error

    with ThreadPoolExecutor(max_workers=min(_SIDE_BY_SIDE, len(lines))) as pool:
        list(pool.map(line, lines.values()))
