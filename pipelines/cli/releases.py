"""`sdg release`: list, show, verify and switch releases."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

app = typer.Typer(help="판 관리 / Releases.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="기계가 읽는 출력 / Output for machines.")]


@app.command("list")
def list_releases(as_json: Json = False) -> None:
    """판 목록 / Every release, newest first."""
    from pipelines.settings import Settings
    from warehouse import releases

    home = Settings.from_environment().home
    served = releases.served_manifest(home)
    found = releases.list_releases(home)
    if as_json:
        typer.echo(json.dumps([asdict(manifest) for manifest in found], ensure_ascii=False))
        return
    for manifest in found:
        mark = "*" if served and served.version == manifest.version else " "
        typer.echo(
            f"{mark} {manifest.version}  {manifest.as_of}  "
            f"{manifest.rows['core.observation']:,} 관측  {manifest.revision or '-'}"
        )


@app.command()
def show(version: Annotated[str | None, typer.Argument()] = None) -> None:
    """명세를 보이고 파일을 검증합니다 / Show the manifest and verify the files."""
    from pipelines.cli.telling import Refused
    from pipelines.settings import Settings
    from warehouse import releases

    home = Settings.from_environment().home
    try:
        version = version or releases.current_version(home)
        manifest = releases.read_manifest(home, version)
    except (releases.NoRelease, releases.UnknownRelease) as error:
        raise Refused(str(error)) from error
    typer.echo(json.dumps(asdict(manifest), ensure_ascii=False, indent=2))
    damaged = releases.damaged_files(home, version)
    if damaged:
        raise Refused(f"파일이 손상되었습니다 / Damaged files: {', '.join(damaged)}")


@app.command()
def switch(version: str) -> None:
    """다른 판을 보이게 합니다 / Serve another release."""
    from pipelines.cli.telling import Refused
    from pipelines.settings import Settings
    from warehouse import releases

    try:
        releases.switch(Settings.from_environment().home, version)
    except releases.UnknownRelease as error:
        raise Refused(str(error)) from error
    typer.echo(f"{version}")
