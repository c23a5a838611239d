"""`sdg`: one command. Exit codes: 0 all good; 1 something was refused; 2 wrong usage."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import catalogue, releases, sourcing

app = typer.Typer(
    help="서울 지속가능발전목표 관리 도구 / Seoul SDG tracker",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(releases.app, name="release")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(sourcing.app, name="source")

NoSample = Annotated[
    bool,
    typer.Option(
        "--no-sample",
        help="견본 수치를 쓰지 않음(운영 설정) / Leave sample figures out (production).",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="기계가 읽는 출력 / Output for machines.")]
Host = Annotated[str, typer.Option(help="주소 / Address to listen on.")]
Port = Annotated[int, typer.Option(help="포트 / Port.", envvar="SDG_PORT")]


@app.command()
def build(no_sample: NoSample = False, as_json: Json = False) -> None:
    """수치를 읽어 검사하고 새 판을 만듭니다 / Read, validate and publish a release."""
    from pipelines.cli.building import run_build

    raise typer.Exit(run_build(_settings(no_sample), as_json=as_json))


@app.command()
def refresh(
    indicator: Annotated[
        list[str] | None, typer.Option(help="지표 id나 코드 / An indicator, by id or code.")
    ] = None,
    source: Annotated[list[str] | None, typer.Option(help="출처 id / A source.")] = None,
    goal: Annotated[list[str] | None, typer.Option(help="목표 번호 / A goal.")] = None,
    due: Annotated[bool, typer.Option("--due", help="받을 때가 된 것만 / Those due.")] = False,
    replay: Annotated[
        bool, typer.Option("--replay", help="보관된 원본에서만 / From raw, no network.")
    ] = False,
    accept_fewer: Annotated[
        bool, typer.Option("--accept-fewer", help="크게 줄어도 받음 / Accept far fewer rows.")
    ] = False,
    no_sample: NoSample = False,
    as_json: Json = False,
) -> None:
    """발표기관에서 새 수치를 받아 판을 만듭니다 / Ask the publishers and publish a release."""
    from pipelines.cli.refreshing import Asked, run_refresh

    asked = Asked(indicator or (), source or (), goal or (), due, replay, accept_fewer)
    raise typer.Exit(run_refresh(_settings(no_sample), asked, as_json=as_json))


@app.command()
def serve(host: Host = "127.0.0.1", port: Port = 8050) -> None:
    """현재 판을 대시보드로 보여 줍니다 / Serve the dashboard."""
    from pipelines.cli.serving import run_server

    raise typer.Exit(run_server(_settings(False), host, port))


@app.command()
def up(no_sample: NoSample = False, host: Host = "127.0.0.1", port: Port = 8050) -> None:
    """필요하면 짓고, 대시보드를 엽니다 / Build if needed, then serve."""
    from pipelines.cli.building import run_build
    from pipelines.cli.serving import run_server
    from warehouse.releases import served_manifest

    settings = _settings(no_sample)
    code = run_build(settings, as_json=False)
    if served_manifest(settings.home) is None:
        raise typer.Exit(code)
    raise typer.Exit(run_server(settings, host, port))


@app.command()
def orchestrate(host: Host = "127.0.0.1", port: int = 3000) -> None:
    """Dagster 화면과 예약 실행을 켭니다 / Start Dagster's web page and daemon."""
    from pipelines.cli.orchestrating import run_dagster

    raise typer.Exit(run_dagster(_settings(False), host, port))


@app.command()
def sources(as_json: Json = False) -> None:
    """출처별 상태를 보여 줍니다 / Show where each source stands."""
    from pipelines.cli.source_views import show

    raise typer.Exit(show(_settings(False), as_json=as_json))


@app.command()
def assess(
    input_: Annotated[
        Path, typer.Option("--input", help="표(CSV): docs/methods/plain-table.md / Plain table.")
    ],
    method: Annotated[str, typer.Option(help="판정 방법 / Method.")] = "seoul_default",
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV 출력(기본) / As CSV.")] = False,
    as_of_year: Annotated[
        int | None, typer.Option(help="이 해까지의 값만 봄 / Look at nothing later.")
    ] = None,
) -> None:
    """표 하나를 방법 하나로 판정합니다 / Judge a plain table by one method."""
    if as_json and as_csv:
        raise typer.BadParameter("--json과 --csv 가운데 하나만 / --json or --csv, not both")
    from pipelines.cli.assessing import run_assess

    raise typer.Exit(run_assess(method, input_, as_json=as_json, as_of_year=as_of_year))


@app.command()
def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="표 파일(CSV, XLSX, XLS) / Table files.")
    ],
    as_json: Json = False,
    layout: Annotated[
        str | None, typer.Option("--as", metavar="LAYOUT", help="표의 배치 / Layout of the table.")
    ] = None,
    annotated: Annotated[
        Path | None,
        typer.Option("--annotated", metavar="DIR", help="표시한 사본을 둘 곳 / Annotated copies."),
    ] = None,
) -> None:
    """파일을 저장하지 않고 읽어 검사합니다 / Read and validate files without storing them."""
    from pipelines.cli.checking import run_check
    from pipelines.reading.files import LAYOUTS

    if layout is not None and layout not in LAYOUTS:
        raise typer.BadParameter(f"--as: {', '.join(LAYOUTS)} 가운데 하나 / one of them")
    raise typer.Exit(
        run_check(_settings(False), files, layout=layout, annotated=annotated, as_json=as_json)
    )


@app.command()
def template(
    name: Annotated[str, typer.Argument(metavar="NAME", help="서식 이름 / Form: observations.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="쓸 파일(.csv, .xlsx) / File to write.")
    ] = None,
) -> None:
    """제출 서식을 만듭니다 / Write a form for those who send figures."""
    from pipelines.checking.templates import TEMPLATES
    from pipelines.cli.templates import run_template

    if name not in TEMPLATES:
        raise typer.BadParameter(f"NAME: {', '.join(TEMPLATES)}")
    raise typer.Exit(run_template(_settings(False), name, out))


def _settings(no_sample: bool):
    from pipelines.settings import Settings

    environment = dict(os.environ) | ({"SDG_SAMPLE": "0"} if no_sample else {})
    return Settings.from_environment(environment)


def main() -> None:
    """Run the command line; errors that a person can mend are told, not traced."""
    from pipelines.cli.telling import TOLD, tell

    try:
        app()
    except TOLD as error:
        if "--json" in sys.argv:
            print(json.dumps({"error": str(error)}, ensure_ascii=False))
        tell(error)
        raise SystemExit(1) from error


if __name__ == "__main__":
    main()
