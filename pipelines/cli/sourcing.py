"""`sdg source`: where each source stands, and what a source would bring before it is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="출처 / Sources.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="기계가 읽는 출력 / Output for machines.")]


@app.command("list")
def list_sources(as_json: Json = False) -> None:
    """출처별 상태 / Where each source stands."""
    from pipelines.cli.source_views import show
    from pipelines.settings import Settings

    raise typer.Exit(show(Settings.from_environment(), as_json=as_json))


@app.command("families")
def list_families(as_json: Json = False) -> None:
    """접속 방식과 키 받는 방법 / Kinds of service, and how to get their keys."""
    from pipelines.cli.source_views import show_families

    raise typer.Exit(show_families(as_json=as_json))


@app.command("try")
def try_source(
    name: Annotated[str, typer.Argument(help="출처 id 또는 접속 방식 / Source id or family.")],
    table: Annotated[str | None, typer.Option(help="표 / The table.")] = None,
    org: Annotated[str | None, typer.Option(help="KOSIS 기관 코드 / KOSIS organisation.")] = None,
    given: Annotated[
        list[str] | None, typer.Option("--set", help="이름=값 / A parameter, name=value.")
    ] = None,
    card: Annotated[Path | None, typer.Option(help="카드 파일 / A card not yet filed.")] = None,
    rows: Annotated[int, typer.Option(help="보일 줄 수 / Rows to show.")] = 20,
    draft: Annotated[bool, typer.Option("--draft", help="카드 초안만 / The draft only.")] = False,
    as_json: Json = False,
) -> None:
    """무엇이 들어올지 저장하지 않고 봅니다 / See what would arrive; nothing is stored."""
    from pipelines.cli.source_views import show_try
    from pipelines.settings import Settings

    raise typer.Exit(
        show_try(
            Settings.from_environment(),
            name,
            card=card,
            table=table,
            given=[*(given or []), *([f"org={org}"] if org else [])],
            rows=rows,
            is_draft=draft,
            as_json=as_json,
        )
    )
