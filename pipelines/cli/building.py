"""`sdg build`: progress while it runs, then what came out."""

from __future__ import annotations

import json
import sys

from rich.console import Console

from indicators.catalogue.problems import CatalogueError
from pipelines.build import Built, build
from pipelines.cli.telling import Refused
from pipelines.settings import Settings
from warehouse.store import WarehouseLocked

_ERR = Console(stderr=True)
_SHOWN = 20


def run_build(settings: Settings, *, as_json: bool) -> int:
    """Build, tell what came out, and return the exit code."""
    try:
        built = _with_progress(settings)
    except (WarehouseLocked, CatalogueError) as error:
        raise Refused(str(error)) from error
    if as_json:
        from pipelines.contract import build_report

        print(json.dumps(build_report(built), ensure_ascii=False, indent=2))
    else:
        _summarise(built)
    return 0 if built.is_released and not built.refusals else 1


def _with_progress(settings: Settings) -> Built:
    import time

    began = time.perf_counter()
    if not sys.stderr.isatty():
        built = build(settings)
    else:
        with _ERR.status("시작 / starting") as status:
            built = build(
                settings, lambda stage, what: status.update(f"{_STAGES.get(stage, stage)} {what}")
            )
    built.run.seconds["total"] = time.perf_counter() - began
    return built


_STAGES = {
    "imports": "준비 / loading",
    "catalogue": "목록 / catalogue",
    "sources": "읽기·검사 / reading and validating",
    "programmes": "사업 / programmes",
    "core": "지표 / indicators",
    "quality": "최종 검사 / last check",
    "methods": "판정 / assessing",
    "marts": "요약 / marts",
    "release": "판 만들기 / publishing",
}


def _summarise(built: Built) -> None:
    from pipelines.contract import build_report

    report = build_report(built)
    if report["release"]:
        state = "새 판 / new release" if report["is_new_release"] else "바뀐 것 없음 / unchanged"
        _ERR.print(
            f"[bold]{report['release']}[/] ({state}) · "
            f"{report['goals']} 목표 · {report['targets']} 세부목표 · "
            f"{report['indicators']} 지표 · {report['programmes']} 사업 · "
            f"{report['districts']} 자치구 · "
            f"{report['observations']:,} 관측 · {report['seconds'].get('total', 0):.1f}초"
        )
        best = report["indicators_by_best_origin"]
        _ERR.print(
            f"지표의 자료: 공식 {best['official']} · 산출 {best['derived']} · "
            f"대리 {best['proxy']} · 자료없음 {best['none']}"
        )
    if not built.is_released:
        _ERR.print(
            "[bold red]새 판을 내지 못했습니다. 지난 판이 계속 보입니다. / "
            "No new release; the last good one goes on serving.[/]"
        )
    _tell_refusals(built)


def _tell_refusals(built: Built) -> None:
    if not built.refusals:
        return
    _ERR.print(f"\n[bold]받아들이지 않은 것 {len(built.refusals)}건 / refused[/]")
    for refusal in built.refusals[:_SHOWN]:
        _ERR.print(f"[bold]{refusal.where}[/]  {refusal.source_id}  {refusal.rule}")
        _ERR.print(f"    {refusal.reason_ko}")
        _ERR.print(f"    [dim]{refusal.reason_en}[/]")
    if len(built.refusals) > _SHOWN:
        _ERR.print(f"… {len(built.refusals) - _SHOWN}건 더 / more: sdg build --json, /data")
