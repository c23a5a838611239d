"""`sdg refresh`: ask publishers, take over what is new, publish; tell what came of it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console

from indicators.catalogue import Catalogue, load_catalogue
from indicators.catalogue.models import Source
from indicators.catalogue.problems import CatalogueError
from pipelines.build import Built, build, is_whole
from pipelines.cli.telling import Refused
from pipelines.refresh import is_settled, settle
from pipelines.run import Run
from pipelines.selection import (
    UnknownName,
    Wanted,
    due_sources,
    for_goal,
    for_indicator,
    for_sources,
)
from pipelines.settings import Settings
from pipelines.sources import journal
from pipelines.sources.asking import ask_all
from pipelines.sources.live import Fetching, Mode
from warehouse import fingerprints
from warehouse.releases import served_manifest
from warehouse.store import Store, WarehouseLocked, open_store

_ERR = Console(stderr=True)


@dataclass(frozen=True)
class Asked:
    """What the command line asks for; nothing means everything."""

    indicators: Sequence[str] = ()
    sources: Sequence[str] = ()
    goals: Sequence[str] = ()
    due: bool = False
    replay: bool = False
    accept_fewer: bool = False

    @property
    def is_partial(self) -> bool:
        return bool(self.indicators or self.sources or self.goals or self.due)


def run_refresh(settings: Settings, asked: Asked, *, as_json: bool) -> int:
    """Refresh, tell what came out, and return the exit code."""
    began = time.perf_counter()
    try:
        catalogue = load_catalogue(settings.cards)
        wanted = _wanted(catalogue, asked, settings)
        if asked.due and wanted.is_empty:
            return _nothing_due(as_json)
        built = _refreshed(settings, catalogue, asked, wanted)
    except (WarehouseLocked, CatalogueError, UnknownName) as error:
        raise Refused(str(error)) from error
    built.run.seconds["total"] = time.perf_counter() - began
    sources = _outcomes(catalogue, built.run, wanted)
    if as_json:
        from pipelines.contract import build_report

        report = build_report(built) | {"is_partial": asked.is_partial, "sources": sources}
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _tell(built, sources)
    return 0 if built.is_released and not built.refusals else 1


def _refreshed(settings: Settings, catalogue: Catalogue, asked: Asked, wanted: Wanted) -> Built:
    """Ask first; where nothing is new, nothing is built and Dagster is not even loaded."""
    fetching = Fetching(
        Mode.REPLAY if asked.replay else Mode.ASK, is_fewer_accepted=asked.accept_fewer
    )
    run = Run.now(settings, fetching=fetching)
    sources = [source for source in catalogue.sources if source.id in wanted.sources]
    if not asked.replay:
        with run.stage("asking", "publishers"):
            ask_all(sources, settings.home, fetching, run.started_at)
    is_partial = False
    with open_store(settings.home) as store:
        if not asked.replay and is_whole(store, run):
            with run.stage("sources", "compare"):
                if all(is_settled(store, run, source, catalogue) for source in sources):
                    return _settled(store, run, sources)
        is_partial = asked.is_partial and _is_built(store, settings)
    without = wanted.left_out(catalogue) if is_partial else set[tuple[str, str]]()
    built = _built(settings, fetching, without)
    built.run.seconds = {**run.seconds, **built.run.seconds}
    return built


def _settled(store: Store, run: Run, sources: Sequence[Source]) -> Built:
    """Nothing new: the served release stands. What is refused is told all the same."""
    for source in sources:
        settle(store, run, source)
    run.fetching.close()
    run.manifest = served_manifest(run.settings.home)
    return Built(run, is_released=True)


def _wanted(catalogue: Catalogue, asked: Asked, settings: Settings) -> Wanted:
    if not asked.is_partial:
        return for_sources(catalogue, [source.id for source in catalogue.sources])
    parts = [
        *(for_indicator(catalogue, name) for name in asked.indicators),
        *(for_goal(catalogue, goal) for goal in asked.goals),
    ]
    if asked.sources:
        parts.append(for_sources(catalogue, asked.sources))
    if asked.due:
        today = Run.now(settings).as_of
        parts.append(for_sources(catalogue, due_sources(catalogue, settings.home, today)))
    return Wanted(
        tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        tuple(dict.fromkeys(name for part in parts for name in part.indicators)),
    )


def _built(settings: Settings, fetching: Fetching, without: set[tuple[str, str]]) -> Built:
    if not sys.stderr.isatty():
        return build(settings, fetching=fetching, without=without)
    with _ERR.status("시작 / starting") as status:
        return build(
            settings,
            lambda stage, what: status.update(f"{stage} {what}"),
            fetching=fetching,
            without=without,
        )


def _is_built(store: Store, settings: Settings) -> bool:
    """Whether the warehouse holds a whole build of these very cards to add to."""
    if served_manifest(settings.home) is None:
        return False
    digest = fingerprints.digest_of_files(settings.cards.rglob("*.yaml"))
    return fingerprints.is_unchanged(store, "cards", digest)


def _outcomes(catalogue: Catalogue, run: Run, wanted: Wanted) -> list[dict[str, Any]]:
    """What became of each source with a service in this run."""
    found = [
        journal.read(run.settings.home, source.id)
        for source in catalogue.sources
        if source.fetch is not None and source.id in wanted.sources
    ]
    return [
        {
            **asdict(entry),
            "is_new": journal.moment(entry.renewed_at) == run.started_at,
        }
        for entry in found
    ]


def _nothing_due(as_json: bool) -> int:
    if as_json:
        print(json.dumps({"release": None, "sources": [], "is_partial": True, "refusals": []}))
    else:
        _ERR.print("지금 받을 것이 없습니다. / Nothing is due.")
    return 0


_WORDS = {
    "ok": ("[green]받음[/]", "received"),
    "idle": ("[yellow]쉼[/]", "idle"),
    "failed": ("[red]실패[/]", "failed"),
    "never": ("-", "not asked"),
}


def _tell(built: Built, sources: Sequence[dict[str, Any]]) -> None:
    from pipelines.cli.building import _summarise  # pyright: ignore[reportPrivateUsage]

    for source in sources:
        ko, en = _WORDS[source["outcome"]]
        new = "새 자료 / new" if source["is_new"] else "바뀐 것 없음 / unchanged"
        what = new if source["outcome"] == "ok" else f"{source['error_ko'] or ''}"
        _ERR.print(f"{ko} {source['source_id']} ({en}) · {source['rows']:,}행 · {what}")
        if source["mend_ko"] and source["outcome"] != "ok":
            _ERR.print(
                f"   → {source['mend_ko']}\n   [dim]{source['error_en']} {source['mend_en']}[/]"
            )
    _summarise(built)
