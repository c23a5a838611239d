"""Whose figures a line holds: an area of ours, a total, a neighbourhood, another city."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reading.area_names import TOTAL, AreaBook
from pipelines.reading.wide_block import Block


@dataclass(frozen=True, slots=True)
class LineLabels:
    """What the labels of one line say. `kind`: area, total, neighbourhood, outside, unknown."""

    position: int
    kind: str
    slug: str | None
    shown: str
    categories: tuple[str, ...]
    period: str


def read_labels(block: Block, book: AreaBook) -> list[LineLabels]:
    """The labels of every line of the body; blank ones are filled from above, with a trace."""
    columns = [*block.area_columns, *block.category_columns]
    if block.period_column is not None:
        columns.append(block.period_column)
    ordered = sorted(columns)
    last: dict[int, str] = {}
    labels: list[LineLabels] = []
    region = _Region(book, is_sorted_by_city=_names_other_cities(block, book))
    for position in sorted([*block.body, *block.empty]):
        texts = _filled_down(block, position, ordered, last)
        found = region.place([texts[column] for column in block.area_columns])
        if position in block.empty:
            continue
        period = texts.get(block.period_column, "") if block.period_column is not None else ""
        categories = tuple(
            texts[column]
            for column in block.category_columns
            if texts[column] and not TOTAL.fullmatch(texts[column])
        )
        labels.append(LineLabels(position, *found, categories, period))
    return labels


def _names_other_cities(block: Block, book: AreaBook) -> bool:
    return any(
        book.find(block.text(at, column)).kind == "outside"
        for at in block.body
        for column in block.area_columns
    )


def _filled_down(
    block: Block, position: int, columns: list[int], last: dict[int, str]
) -> dict[int, str]:
    """The labels of a line; a blank one takes the last above unless a label before it changed."""
    texts: dict[int, str] = {}
    has_changed = False
    for column in columns:
        text = block.text(position, column)
        if not text and not has_changed and last.get(column):
            text = last[column]
            if column != columns[-1] or block.period_column == column:
                block.sheet.trace.note(
                    "label_filled_down",
                    block.sheet.lines[position],
                    column=block.header_text(column),
                    read=text,
                )
        elif text != last.get(column, ""):
            has_changed = True
        texts[column] = last[column] = text
    return texts


class _Region:
    """Follows the lines from the top: after 부산 come Busan's districts, not Seoul's."""

    def __init__(self, book: AreaBook, *, is_sorted_by_city: bool) -> None:
        self._book = book
        self._is_sorted_by_city = is_sorted_by_city
        self._inside = "seoul"

    def place(self, texts: list[str]) -> tuple[str, str | None, str]:
        """Kind, slug and shown label of a line with these area labels, widest first."""
        slug: str | None = None
        kind = "unknown"
        for text in filter(None, texts):
            found = self._book.find(text)
            if found.kind == "outside":
                self._inside = "outside"
                return "outside", None, text
            if found.kind == "total":
                kind = "total" if slug is None and kind == "unknown" else kind
            elif found.slug is not None:
                slug, kind = self._step(found.slug, slug), "area"
            elif slug is not None or kind != "unknown":
                return self._neighbourhood(text)
            else:
                kind = "stranger"
        return self._judged(kind, slug, " ".join(dict.fromkeys(filter(None, texts))))

    def _step(self, found: str, before: str | None) -> str:
        if found in ("seoul", "korea"):
            self._inside = "seoul"
            return before or found
        return found

    def _neighbourhood(self, text: str) -> tuple[str, str | None, str]:
        return ("outside" if self._inside == "outside" else "neighbourhood"), None, text

    def _judged(self, kind: str, slug: str | None, shown: str) -> tuple[str, str | None, str]:
        if kind == "stranger":
            return "neighbourhood" if self._inside == "seoul" else "outside", None, shown
        is_district = slug in self._book.districts
        if self._is_sorted_by_city and self._inside == "outside" and (is_district or slug is None):
            return "outside", None, shown
        return kind, slug, shown
