"""Tables that a screen reader can walk: caption, column and row headers, own scrolling box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dashboard.components import badges
from dashboard.components.attributes import aria, data
from dashboard.components.links import classes
from dashboard.texts import Words


@dataclass(frozen=True)
class Column:
    """A column: its label; numbers are set to the right; marks need no label when rows stack."""

    label: str
    is_number: bool = False
    is_mark: bool = False

    @property
    def class_name(self) -> str | None:
        return "is-number" if self.is_number else "is-mark" if self.is_mark else None


def table(
    words: Words,
    *,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Any]],
    is_sample: bool = False,
    is_caption_shown: bool = True,
    stacks: bool = False,
) -> html.Div:
    """A table. The first cell of each row is its header.

    Args:
        caption: what the table shows; read first by screen readers.
        is_sample: puts the 견본 mark beside the caption.
        stacks: on a narrow screen each row becomes a small card instead of scrolling sideways.
    """
    marked: list[Any] = [caption, " ", badges.sample(words)] if is_sample else [caption]
    hidden = "" if is_caption_shown or is_sample else "visually-hidden"
    head = html.Tr([_head(column) for column in columns], role="row")
    body = [_row(columns, cells) for cells in rows]
    return html.Div(
        html.Table(
            [
                html.Caption(marked, className=hidden or None),
                html.Thead(head, role="rowgroup"),
                html.Tbody(body, role="rowgroup"),
            ],
            role="table",
            className=classes("table", "table--stacks" if stacks else ""),
        ),
        className=classes("table-box", "table-box--sample" if is_sample else ""),
        tabIndex="0",
        role="region",
        **aria(label=caption),
    )


def blank(text: str) -> html.Span:
    """What stands where there is nothing; left out when rows stack on a narrow screen."""
    return html.Span(text, className="muted blank")


def _head(column: Column) -> html.Th:
    return html.Th(
        column.label,
        scope="col",
        role="columnheader",
        className=column.class_name,
    )


def _row(columns: Sequence[Column], cells: Sequence[Any]) -> html.Tr:
    made: list[Any] = []
    for position, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        class_name = column.class_name
        label = data(label=column.label)
        if position == 0:
            made.append(html.Th(cell, scope="row", role="rowheader", className=class_name, **label))
        else:
            made.append(html.Td(cell, role="cell", className=class_name, **label))
    return html.Tr(made, role="row")
