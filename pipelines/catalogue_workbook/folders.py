"""Putting a new catalogue in place and taking it back. Nothing is deleted.

`<folder>` is the catalogue in use, `<folder>.previous-<time>` those before it, newest last;
`<folder>.undone-<time>` is what an undo has put aside.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from indicators.catalogue import CARDS, Catalogue
from pipelines.catalogue_workbook.texts import words
from pipelines.catalogue_workbook.write_cards import write_cards

RECEIPT = "imported.json"


class FolderRefused(RuntimeError):
    """The folder is not one to put a catalogue into; the words are for people."""


@dataclass(frozen=True)
class Installed:
    """Where the new catalogue is, and where the one before is kept (if there was one)."""

    folder: Path
    previous: Path | None


@dataclass(frozen=True)
class Undone:
    """Where the undone catalogue was put aside, and whether an earlier one is back."""

    folder: Path
    aside: Path | None
    is_restored: bool


def install(
    catalogue: Catalogue, folder: Path, base: Path, workbook: Path, now: datetime
) -> Installed:
    """Write the catalogue beside `folder`, check it, and only then switch.

    Raises:
        FolderRefused: if `folder` is the shipped catalogue, or no catalogue at all.
    """
    check_folder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    stamp = _stamp(now)
    unfinished = _free(folder.with_name(f"{folder.name}.new-{stamp}"))
    try:
        write_cards(catalogue, unfinished, base)
        _write_receipt(unfinished, workbook, now)
        previous = None
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        if folder.exists():
            previous = _free(folder.with_name(f"{folder.name}.previous-{stamp}"))
            folder.rename(previous)
        _rename_or_back(unfinished, folder, previous)
    finally:
        if unfinished.exists():
            shutil.rmtree(unfinished)
    return Installed(folder, previous)


def _rename_or_back(unfinished: Path, folder: Path, previous: Path | None) -> None:
    try:
        unfinished.rename(folder)
    except OSError:
        if previous is not None:
            previous.rename(folder)
        raise


def check_folder(folder: Path) -> None:
    """Refuse to replace what must stay.

    Raises:
        FolderRefused: if `folder` is the shipped catalogue, or no catalogue at all.
    """
    if folder.resolve() == CARDS.resolve():
        raise FolderRefused(str(words("shown", "shipped_folder")))
    is_other = folder.is_file() or (folder.is_dir() and not (folder / "plan.yaml").is_file())
    if is_other and not (folder.is_dir() and not any(folder.iterdir())):
        raise FolderRefused(str(words("shown", "not_cards", folder=folder)))


def undo(folder: Path, now: datetime) -> Undone | None:
    """Put the catalogue in use aside and the one before it back; None if there is none."""
    previous = sorted(folder.parent.glob(f"{folder.name}.previous-*"))
    if not folder.exists() and not previous:
        return None
    aside = None
    if folder.exists():
        aside = _free(folder.with_name(f"{folder.name}.undone-{_stamp(now)}"))
        folder.rename(aside)
    if previous:
        previous[-1].rename(folder)
    return Undone(folder, aside, bool(previous))


def _write_receipt(folder: Path, workbook: Path, now: datetime) -> None:
    receipt = {
        "workbook": workbook.name,
        "sha256": hashlib.sha256(workbook.read_bytes()).hexdigest(),
        "imported_at": now.isoformat(timespec="seconds"),
    }
    text = json.dumps(receipt, ensure_ascii=False, indent=2) + "\n"
    (folder / RECEIPT).write_text(text, encoding="utf-8")


def _stamp(now: datetime) -> str:
    return now.strftime("%Y%m%d-%H%M%S")


def _free(path: Path) -> Path:
    """The path, or the first like it that is not taken; names sort in the order of making."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number:02d}")
    return free
