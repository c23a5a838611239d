"""Where each source stands, and what a source would bring before it is stored."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Screen

from indicators.catalogue import Catalogue, load_catalogue
from indicators.catalogue.models import Source
from indicators.catalogue.problems import CatalogueError
from pipelines.cli.telling import Refused
from pipelines.settings import Settings
from pipelines.sources import calendar, family, journal, live
from pipelines.sources.draft import draft_fetch
from pipelines.sources.family import Table

_SHOWN_CODES = 12


def show_families(*, as_json: bool) -> int:
    """Kinds of service, and how to get their keys."""
    found = [family.find_family(name, name) for name in family.names()]
    if as_json:
        rows = [
            {
                "family": one.name,
                "title_ko": one.title_ko,
                "title_en": one.title_en,
                "key": one.key.name if one.key else None,
                "params": sorted(one.params.model_fields),
            }
            for one in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    screen = Screen("fetch.family", "이름 / name", "키 / key", "params")
    for one in found:
        key = f"SDG_KEY_{one.key.name}\n{one.key.how_ko}" if one.key else "-"
        title = f"{one.title_ko}\n{one.title_en}"
        screen.add_row(one.name, title, key, ", ".join(one.params.model_fields))
    Console().print(screen)
    return 0


def show_try(
    settings: Settings,
    name: str,
    *,
    card: Path | None,
    table: str | None,
    given: Sequence[str],
    rows: int,
    is_draft: bool,
    as_json: bool,
) -> int:
    """Ask a source, show what came and what it would become; nothing is stored."""
    try:
        catalogue = load_catalogue(settings.cards)
    except CatalogueError as error:
        raise Refused(str(error)) from error
    source = _carded(name, card, catalogue)
    fetching = live.Fetching(live.Mode.ASK, is_cached=False)
    try:
        fetch, records = _asked(name, source, table, _params(given), settings, fetching)
    finally:
        fetching.close()
    seen = _seen(records, source, catalogue, rows)
    if source is None:
        seen["draft"] = draft_fetch(name, records, fetch.params, catalogue.areas)
    if is_draft and "draft" in seen:
        print(seen["draft"])
    elif as_json:
        print(json.dumps(seen, ensure_ascii=False, indent=1))
    else:
        _print(seen)
    return 0


def _carded(name: str, card: Path | None, catalogue: Catalogue) -> Source | None:
    if card is not None:
        import yaml

        try:
            return Source.model_validate(yaml.safe_load(card.read_text(encoding="utf-8")))
        except (OSError, ValueError, yaml.YAMLError) as error:
            raise Refused(f"{card.name}: {error}") from error
    for source in catalogue.sources:
        if source.id == name:
            if source.fetch is None:
                raise Refused(
                    f"{name}: 함께 배포되는 파일({source.file})이라 받아 올 것이 없습니다."
                    f" / It ships as {source.file}; there is nothing to fetch."
                )
            return source
    return None


def _params(given: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign:
            raise Refused(f"--set {text}: 이름=값 꼴로 적으세요. / Write name=value.")
        try:
            found[name] = json.loads(value) if value[:1] in ("[", "{") else value
        except ValueError as error:
            raise Refused(f"--set {text}: {error}") from error
    return found


def _asked(
    name: str,
    source: Source | None,
    table: str | None,
    params: dict[str, Any],
    settings: Settings,
    fetching: live.Fetching,
) -> tuple[Any, Table]:
    from indicators.catalogue.fetch import Fetch

    fetch = source.fetch if source is not None else None
    if fetch is None:
        one = family.find_family(name, name)
        if table is not None:
            params[one.table_param] = table
        if name == "kosis" and not {"latest", "start"} & set(params):
            params["latest"] = "5"
        fetch = Fetch(family=name, params=params)
    label = source.id if source is not None else name
    pages = live.ask_pages(fetch, label, settings.home, fetching)
    return fetch, live.table_of(fetch, pages, label)


def _seen(table: Table, source: Source | None, catalogue: Catalogue, rows: int) -> dict[str, Any]:
    seen: dict[str, Any] = {
        "records": len(table.records),
        "columns": {name: _codes(table, name) for name in table.columns},
        "first": [dict(record) for record in table.records[: min(rows, 3)]],
    }
    if source is not None and source.fetch is not None and source.fetch.map is not None:
        from pipelines.sources.mapping import map_records

        frame = map_records(table, source, catalogue.areas)
        areas = {area.slug for area in catalogue.areas}
        shown = frame[["measure", "area", "period", "breakdown", "value", "unit", "status"]]
        seen["mapped_rows"] = len(frame)
        seen["mapped"] = json.loads(shown.head(rows).to_json(orient="records", force_ascii=False))
        seen["unknown_areas"] = sorted(set(frame["area"]) - areas)
        seen["periods"] = sorted(set(frame["period"]))
        seen["rows_by_measure"] = dict(Counter(frame["measure"]))
    return seen


def _codes(table: Table, name: str) -> list[str]:
    """The commonest values of a column."""
    counted = Counter(record.get(name) or "" for record in table.records)
    return [value for value, _ in counted.most_common(_SHOWN_CODES)]


def _print(seen: Mapping[str, Any]) -> None:
    out = Console()
    out.print(f"받은 기록 / records: {seen['records']:,}")
    screen = Screen("열 / column", "값(흔한 순) / commonest values")
    for name, codes in seen["columns"].items():
        screen.add_row(name, ", ".join(codes))
    out.print(screen)
    if "mapped" in seen:
        lines = Screen(
            *(seen["mapped"][0] if seen["mapped"] else ["-"]), title="옮긴 결과 / mapped"
        )
        for row in seen["mapped"]:
            lines.add_row(*("" if value is None else str(value) for value in row.values()))
        out.print(lines)
        out.print(f"모두 / in all: {seen['mapped_rows']:,} · {seen['rows_by_measure']}")
        out.print(f"모르는 지역 / unknown areas: {', '.join(seen['unknown_areas']) or '-'}")
    if "draft" in seen:
        out.print("[bold]카드 초안 / draft of the card[/] (확인하고 고치세요 / check and mend)")
        print(seen["draft"])


def show(settings: Settings, *, as_json: bool) -> int:
    """Where each source stands: state, last attempt and success, next due, rows, last error."""
    from pipelines.run import Run

    try:
        catalogue = load_catalogue(settings.cards)
    except CatalogueError as error:
        raise Refused(str(error)) from error
    today = Run.now(settings).as_of
    staged = _staged(settings)
    rows = [_line(source, catalogue, settings, today, staged) for source in catalogue.sources]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    screen = Screen(
        "출처 / source",
        "상태 / state",
        "행 / rows",
        "받은 때 / last success",
        "다음 / next due",
        "알림 / notice",
    )
    for row in rows:
        notice = " ".join(filter(None, (row["error_ko"], row["mend_ko"])))
        screen.add_row(
            row["source_id"],
            f"{_STATES[row['state']]} / {row['state']}",
            str(row["rows_read"]),
            row["succeeded_at"] or "-",
            row["next_due"] or "-",
            notice,
        )
    Console().print(screen)
    return 0


_STATES = {
    "idle": "쉼(키 없음)",
    "never": "아직",
    "failing": "실패",
    "late": "늦음",
    "ok": "정상",
    "shipped": "동봉",
}


def _line(
    source: Source, catalogue: Catalogue, settings: Settings, today: Any, staged: Mapping[str, Any]
) -> dict[str, Any]:
    entry = journal.read(settings.home, source.id)
    state = staged.get(source.id, {})
    line: dict[str, Any] = {
        "source_id": source.id,
        "publisher_ko": source.publisher.ko,
        "rows_read": int(state.get("rows_read") or 0),
        "accepted": int(state.get("accepted") or 0),
        "quarantined": int(state.get("quarantined") or 0),
        "state": "shipped",
        "attempted_at": entry.attempted_at,
        "succeeded_at": entry.succeeded_at,
        "next_due": None,
        "error_ko": state.get("error_ko"),
        "error_en": state.get("error_en"),
        "mend_ko": None,
        "mend_en": None,
    }
    if source.fetch is None:
        return line
    has_key = live.has_key(source.fetch, source.id, settings.home, os.environ)
    found = calendar.state_of(source, catalogue, entry, today, has_key=has_key)
    due = calendar.next_due(calendar.schedule_of(source, catalogue), entry, today)
    line |= {"state": found, "next_due": due.isoformat()}
    if found == "idle":
        key = family.find_family(source.fetch.family, source.id).key
        if key is not None:
            line |= {"mend_ko": key.where_ko(), "mend_en": key.where_en()}
            line |= {"error_ko": "인증키가 없습니다.", "error_en": "There is no key."}
    elif entry.outcome == "failed":
        line |= {
            name: getattr(entry, name) for name in ("error_ko", "error_en", "mend_ko", "mend_en")
        }
    return line


def _staged(settings: Settings) -> dict[str, Any]:
    """What the served release knows of each source; nothing before the first release."""
    from warehouse.queries import Releases
    from warehouse.releases import NoRelease

    try:
        frame = Releases(settings.home).current().sources()
    except NoRelease:
        return {}
    frame = frame.astype(object).where(frame.notna(), None)
    return {str(row["source_id"]): row for row in frame.to_dict(orient="records")}
