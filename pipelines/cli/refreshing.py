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
from indicators.catalogue.problems import CatalogueError
from pipelines.build import Built, build
from pipelines.cli.telling import Refused
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
from pipelines.sources.live import Fetching, Mode
from warehouse.store import WarehouseLocked

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
        wanted = _wanted(catalogue, asked, settings) if asked.is_partial else None
        if wanted is not None and wanted.is_empty:
            return _nothing_due(as_json)
        built, only = _build(settings, catalogue, asked, wanted)
    except (WarehouseLocked, CatalogueError, UnknownName) as error:
        raise Refused(str(error)) from error
    built.run.seconds["total"] = time.perf_counter() - began
    sources = _outcomes(catalogue, built.run, wanted)
    if as_json:
        from pipelines.contract import build_report

        report = build_report(built) | {"is_partial": only is not None, "sources": sources}
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _tell(built, sources)
    return 0 if built.is_released and not built.refusals else 1


def _wanted(catalogue: Catalogue, asked: Asked, settings: Settings) -> Wanted:
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


def _build(
    settings: Settings, catalogue: Catalogue, asked: Asked, wanted: Wanted | None
) -> tuple[Built, list[tuple[str, ...]] | None]:
    """A partial refresh stands on a whole build; where there is none, everything is built."""
    only = None
    if wanted is not None and _is_built(settings):
        from warehouse import sqlfiles

        tables = [model.key for model in sqlfiles.models_in_order()]
        only = wanted.keys([*tables, "marts.indicator_assessment"])
    fetching = Fetching(
        Mode.REPLAY if asked.replay else Mode.ASK, is_fewer_accepted=asked.accept_fewer
    )
    if not sys.stderr.isatty():
        return build(settings, fetching=fetching, only=only), only
    with _ERR.status("시작 / starting") as status:
        built = build(
            settings,
            lambda stage, what: status.update(f"{stage} {what}"),
            fetching=fetching,
            only=only,
        )
    return built, only


def _is_built(settings: Settings) -> bool:
    """Whether the warehouse holds a whole build of these very cards."""
    from warehouse import fingerprints
    from warehouse.releases import served_manifest
    from warehouse.store import open_store

    if served_manifest(settings.home) is None:
        return False
    digest = fingerprints.digest_of_files(settings.cards.rglob("*.yaml"))
    with open_store(settings.home) as store:
        return fingerprints.is_unchanged(store, "cards", digest)


def _outcomes(catalogue: Catalogue, run: Run, wanted: Wanted | None) -> list[dict[str, Any]]:
    """What became of each source with a service in this run."""
    found = [
        journal.read(run.settings.home, source.id)
        for source in catalogue.sources
        if source.fetch is not None and (wanted is None or source.id in wanted.sources)
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
