"""`sdg catalogue`: the catalogue as a workbook, out and in, and back again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from pipelines.catalogue_workbook.importing import Proposal
    from pipelines.settings import Settings

app = typer.Typer(help="목록(목표·세부목표·지표·사업) / Catalogue.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="통합문서 / Workbook (.xlsx).", metavar="FILE.xlsx")]
Json = Annotated[bool, typer.Option("--json", help="기계가 읽는 출력 / Output for machines.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="있는 파일을 덮어씀 / Replace a file that is there.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="묻지 않음 / Do not ask.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="보여 주기만 함 / Show only, change nothing.")
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--to", help="목록을 둘 폴더(기본: SDG_HOME/catalogue) / Folder for the cards.",
        metavar="FOLDER",
    ),
]  # fmt: skip


@app.command("export")
def export_workbook(file: File, overwrite: Overwrite = False, as_json: Json = False) -> None:
    """쓰고 있는 목록을 엑셀 통합문서로 내보냅니다 / Write the catalogue as a workbook."""
    from indicators.catalogue import load_catalogue
    from pipelines.catalogue_workbook.export import NotForExcel, safe_file_name, write_workbook
    from pipelines.cli.telling import Refused
    from pipelines.settings import Settings

    if not safe_file_name(file.name):
        raise Refused(_words("not_xlsx", file=file))
    if file.exists() and not overwrite:
        raise Refused(_words("exists", file=file))
    try:
        write_workbook(load_catalogue(Settings.from_environment().cards), file)
    except NotForExcel as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(_words("cannot_write", file=file, why=error.strerror)) from error
    typer.echo(json.dumps({"file": str(file)}, ensure_ascii=False) if as_json else
               _words("exported", file=file))  # fmt: skip


@app.command("import")
def import_workbook(
    file: File,
    yes: Yes = False,
    dry_run: DryRun = False,
    to: Folder = None,
    as_json: Json = False,
) -> None:
    """통합문서를 검사하고, 바뀌는 것을 보여 준 뒤, 목록을 바꿉니다 / Check, show and bring in."""
    from indicators.catalogue import load_catalogue
    from pipelines.catalogue_workbook.folders import FolderRefused, check_folder
    from pipelines.catalogue_workbook.importing import propose, report_of
    from pipelines.catalogue_workbook.problems import WorkbookRefused
    from pipelines.catalogue_workbook.telling import tell_refusal
    from pipelines.cli.telling import Refused
    from pipelines.settings import Settings, imported_cards

    if as_json and not (yes or dry_run):
        raise typer.BadParameter(_words("needs_yes"))
    settings = Settings.from_environment()
    folder = (to or imported_cards(settings.home)).expanduser().resolve()
    try:
        check_folder(folder)
        found = propose(file, load_catalogue(settings.cards))
    except FolderRefused as error:
        raise Refused(str(error)) from error
    except WorkbookRefused as error:
        if as_json:
            _print_json(report_of(error, str(file)))
        else:
            tell_refusal(error, str(file))
        raise typer.Exit(1) from error
    report = report_of(found, str(file))
    if not as_json:
        _show(found)
    if not found.is_unchanged and not dry_run:
        report |= _bring_in(found, file, folder, settings, is_asked=not yes, is_quiet=as_json)
    if as_json:
        _print_json(report)


@app.command()
def undo(to: Folder = None, as_json: Json = False) -> None:
    """들여온 목록을 물리고 앞의 목록으로 돌아갑니다 / Go back to the catalogue before."""
    from pipelines.catalogue_workbook import folders
    from pipelines.cli.telling import Refused
    from pipelines.settings import Settings, imported_cards

    folder = (to or imported_cards(Settings.from_environment().home)).expanduser().resolve()
    undone = folders.undo(folder, _now())
    if undone is None:
        raise Refused(_words("nothing_to_undo", folder=folder))
    if as_json:
        aside = str(undone.aside) if undone.aside else None
        _print_json({"folder": str(folder), "aside": aside, "is_restored": undone.is_restored})
        return
    key = "undone" if undone.is_restored else "undone_to_shipped"
    typer.echo(_words(key, folder=folder, aside=undone.aside))


def _show(found: Proposal) -> None:
    from pipelines.catalogue_workbook.telling import tell, tell_proposal

    tell_proposal(found)
    if found.is_unchanged:
        tell("unchanged")


def _bring_in(
    found: Proposal, file: Path, folder: Path, settings: Settings, *, is_asked: bool, is_quiet: bool
) -> dict[str, Any]:
    """Ask, write, tell; what the report says about it."""
    from pipelines.catalogue_workbook.folders import install
    from pipelines.catalogue_workbook.telling import tell

    if is_asked and not typer.confirm(_words("asks")):
        tell("declined")
        raise typer.Exit(1)
    installed = install(found.catalogue, folder, settings.cards, file, _now())
    in_use = _is_in_use(folder)
    if not is_quiet:
        if installed.previous is not None:
            tell("kept", folder=installed.previous)
        tell("written", folder=folder)
        if not in_use:
            _warn_other_cards()
    return {
        "status": "written",
        "folder": str(folder),
        "previous": str(installed.previous) if installed.previous else None,
        "is_in_use": in_use,
    }


def _now() -> datetime:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Asia/Seoul"))


def _is_in_use(folder: Path) -> bool:
    from pipelines.settings import Settings

    return Settings.from_environment().cards == folder


def _warn_other_cards() -> None:
    from pipelines.catalogue_workbook.texts import words
    from pipelines.settings import Settings

    typer.echo(
        str(words("warnings", "other_cards", folder=Settings.from_environment().cards)), err=True
    )


def _words(key: str, **blanks: object) -> str:
    from pipelines.catalogue_workbook.texts import words

    return str(words("shown", key, **blanks))


def _print_json(report: dict[str, Any]) -> None:
    typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
