"""What would change: added, removed and changed cards, field by field, old and new.

Cards are the same by their id (indicators, programmes, units, caveats), code (goals, targets) or
slug (areas). A changed code with the same id is a renumbering; its figures and history stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from indicators.catalogue import Catalogue
from pipelines.catalogue_workbook.export import heading
from pipelines.catalogue_workbook.sheets import BY_KEY, CHILDREN, Sheet
from pipelines.catalogue_workbook.texts import Words, sheet_name, vocabulary, words

KINDS = (
    ("plan", "id"),
    ("goals", "code"),
    ("targets", "code"),
    ("indicators", "id"),
    ("programmes", "id"),
    ("areas", "slug"),
    ("units", "id"),
    ("caveats", "id"),
)
COUNTED = ("goals", "targets", "indicators", "programmes", "districts")
_ITEM_KEYS = ("id", "indicator", "year")


@dataclass(frozen=True)
class FieldChange:
    """One field: its dotted way (`targets[2030].value`), and the values before and after."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Named:
    """A card by its id, its code where it has one, and its Korean name."""

    id: str
    code: str | None
    name: str


@dataclass(frozen=True)
class Changed:
    """A card that is there before and after. `is_renumbered`: its code is another."""

    card: Named
    is_renumbered: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class KindDiff:
    """What changes among the cards of one kind."""

    kind: str
    added: tuple[Named, ...] = ()
    removed: tuple[Named, ...] = ()
    changed: tuple[Changed, ...] = ()
    is_reordered: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.is_reordered)


@dataclass(frozen=True)
class Diff:
    """What changes between two catalogues; only kinds in which something does."""

    kinds: tuple[KindDiff, ...]

    @property
    def is_empty(self) -> bool:
        return not self.kinds

    @property
    def counts(self) -> dict[str, int]:
        return {
            "added": sum(len(kind.added) for kind in self.kinds),
            "removed": sum(len(kind.removed) for kind in self.kinds),
            "changed": sum(len(kind.changed) for kind in self.kinds),
            "renumbered": sum(card.is_renumbered for kind in self.kinds for card in kind.changed),
        }


def compare(old: Catalogue, new: Catalogue) -> Diff:
    """What changes from `old` to `new`; sources, documents and corrections are left out."""
    kinds = (
        _compare_kind(kind, key, cards_of(old, kind), cards_of(new, kind)) for kind, key in KINDS
    )
    return Diff(tuple(kind for kind in kinds if not kind.is_empty))


def cards_of(catalogue: Catalogue, kind: str) -> Sequence[Any]:
    return [catalogue.plan] if kind == "plan" else getattr(catalogue, kind)


def _compare_kind(kind: str, key: str, old: Sequence[Any], new: Sequence[Any]) -> KindDiff:
    before = {getattr(card, key): card for card in old}
    after = {getattr(card, key): card for card in new}
    both = [name for name in before if name in after]
    return KindDiff(
        kind,
        added=tuple(_named(card, key) for name, card in after.items() if name not in before),
        removed=tuple(_named(card, key) for name, card in before.items() if name not in after),
        changed=tuple(
            _changed(before[name], after[name], key) for name in both if before[name] != after[name]
        ),
        is_reordered=both != [name for name in after if name in before] and kind in _LISTED,
    )


# Their order is kept as written; all others are sorted by code.
_LISTED = ("units", "caveats")


def _named(card: Any, key: str) -> Named:
    text = getattr(card, "name", None) or card.text
    return Named(getattr(card, key), getattr(card, "code", None), text.ko)


def _changed(old: Any, new: Any, key: str) -> Changed:
    before, after = flat(old), flat(new)
    fields = [*before, *(field for field in after if field not in before)]
    changes = tuple(
        FieldChange(field, before.get(field), after.get(field))
        for field in fields
        if before.get(field) != after.get(field)
    )
    renumbered = key == "id" and getattr(old, "code", None) != getattr(new, "code", None)
    return Changed(_named(new, key), renumbered, changes)


def flat(card: BaseModel) -> dict[str, Any]:
    """Every value of a card under its dotted way; what is not said is left out."""
    return dict(_flat(card.model_dump(mode="json"), ""))


def _flat(node: Any, way: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict) and set(node) == {"source", "measure"}:
        yield way, f"{node['source']}/{node['measure']}"
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _flat(value, f"{way}.{key}" if way else key)
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        for name, item in _items(node):
            yield from _flat(item, f"{way}[{name}]")
    elif node is not None and node != []:
        yield way, "; ".join(str(item) for item in node) if isinstance(node, list) else node


def _items(items: list[dict[str, Any]]) -> Iterator[tuple[object, dict[str, Any]]]:
    """Items under a name of their own where they have one, else under their place."""
    for key in _ITEM_KEYS:
        names = [item.get(key) for item in items]
        if None not in names and len(set(names)) == len(names):
            yield from zip(names, items, strict=True)
            return
    yield from enumerate(items, 1)


# --- in words ------------------------------------------------------------------------------------


def field_words(kind: str, field: str) -> Words:
    """A field as its column is headed: `series[1].origin` -> 지표산출 1 › 자료 구분."""
    first, bracket, rest = field.partition("[")
    for child in CHILDREN[kind]:
        if child.field == first and bracket:
            item, _, way = rest.partition("]")
            title = _heading(child, way.removeprefix("."))
            name = sheet_name(child.key)
            return Words(f"{name.ko} {item} › {title.ko}", f"{name.en} {item} › {title.en}")
    return _heading(BY_KEY[kind], field)


def _heading(sheet: Sheet, way: str) -> Words:
    plain = re.sub(r"\[[^\]]*\]", "", way)
    for column in sheet.columns:
        if column.key == plain or plain.startswith(f"{column.key}."):
            return heading(sheet, column)
    return Words(way, way)


def value_words(kind: str, field: str, value: Any) -> str:
    """A value as the workbook shows it; one out of a closed vocabulary by its label."""
    if value is None:
        return words("shown", "nothing_shown").ko
    first, bracket, rest = field.partition("[")
    sheet, way = BY_KEY[kind], field
    for child in CHILDREN[kind]:
        if child.field == first and bracket:
            sheet, way = child, rest.partition("]")[2].removeprefix(".")
    column = sheet.by_key.get(way)
    if column is None or column.vocabulary is None:
        return str(value)
    labels = vocabulary(column.vocabulary)
    return "; ".join(labels[part].ko for part in str(value).split("; "))


# --- warnings ------------------------------------------------------------------------------------


def warnings_of(new: Catalogue, diff: Diff) -> list[Words]:
    """What is allowed but probably not meant."""
    promised, found = new.plan.promise, new.counts
    counts = [
        words(
            "warnings",
            "counts",
            kind=words("counts", kind),
            found=getattr(found, kind),
            promised=getattr(promised, kind),
        )
        for kind in COUNTED
        if getattr(found, kind) != getattr(promised, kind)
    ]
    return [*counts, *(text for kind in diff.kinds for text in _lost_ids(kind))]


def _lost_ids(kind: KindDiff) -> Iterator[Words]:
    """A card gone and another come with the same code or name: its id was probably lost."""
    if kind.kind not in ("indicators", "programmes"):
        return
    sheet = BY_KEY[kind.kind]
    for gone in kind.removed:
        for come in kind.added:
            by = "code" if come.code == gone.code else "name.ko" if come.name == gone.name else None
            if by is not None:
                yield words(
                    "warnings",
                    "lost_id",
                    kind=words("kinds", kind.kind),
                    old=gone.id,
                    new=come.id,
                    by=heading(sheet, sheet.by_key[by]),
                )
