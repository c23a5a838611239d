"""A proposal or a refusal on the screen: Korean first, English beside or below."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from pipelines.catalogue_workbook.diff import (
    Changed,
    Diff,
    KindDiff,
    Named,
    field_words,
    value_words,
)
from pipelines.catalogue_workbook.importing import Proposal
from pipelines.catalogue_workbook.problems import WorkbookRefused
from pipelines.catalogue_workbook.texts import words

SHOWN = 20  # of each kind of change, and of notes
_WIDEST = 160

_OUT = Console(highlight=False, soft_wrap=True)
_ERR = Console(stderr=True, highlight=False, soft_wrap=True)


def tell_refusal(refused: WorkbookRefused, file: str) -> None:
    """Every problem, then how many."""
    for problem in refused.problems:
        _ERR.print(escape(str(problem)))
    said = words("shown", "refused", file=file, count=len(refused.problems))
    _ERR.print(f"[bold red]{escape(str(said))}[/]")


def tell_proposal(found: Proposal) -> None:
    """Notes, then what would change, then warnings: what matters most stands last."""
    _print_capped(_ERR, [f"· {note}" for note in found.notes])
    _tell_diff(found.diff)
    for warning in found.warnings:
        _ERR.print(f"[yellow]! {escape(str(warning))}[/]")


def tell(key: str, **blanks: object) -> None:
    """One of the short messages."""
    _ERR.print(escape(str(words("shown", key, **blanks))))


def _tell_diff(diff: Diff) -> None:
    for kind in diff.kinds:
        _OUT.print(f"[bold]{escape(str(words('kinds', kind.kind)))}[/]")
        _print_capped(_OUT, [f"  + {_name(card)}" for card in kind.added])
        _print_capped(_OUT, [f"  - {_name(card)}" for card in kind.removed])
        _print_capped(_OUT, ["\n".join(_changed(kind, card)) for card in kind.changed])
        if kind.is_reordered:
            _OUT.print(f"  {words('shown', 'reordered')}")
    if not diff.is_empty:
        _OUT.print(f"[bold]{words('shown', 'summary', **diff.counts)}[/]")


def _print_capped(console: Console, shown: list[str]) -> None:
    for line in shown[:SHOWN]:
        console.print(escape(line))
    if len(shown) > SHOWN:
        console.print(f"  {words('shown', 'more', count=len(shown) - SHOWN)}")


def _name(card: Named) -> str:
    return " ".join(part for part in (card.code, card.name, f"({card.id})") if part)


def _changed(kind: KindDiff, card: Changed) -> Iterator[str]:
    yield f"  ~ {_name(card.card)}"
    if not card.fields:
        yield f"      {words('shown', 'reordered')}"
    for change in card.fields:
        title = field_words(kind.kind, change.field)
        old = _short(value_words(kind.kind, change.field, change.old))
        new = _short(value_words(kind.kind, change.field, change.new))
        yield f"      {title.ko}: {old} → {new}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _WIDEST else plain[: _WIDEST - 1] + "…"
