"""The workbook's texts and its description keep up with each other and with the models."""

from __future__ import annotations

import doctest
import re
import types
import typing
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from indicators.catalogue.models import FigureRef
from pipelines.catalogue_workbook import cards, cells, texts, write_cards
from pipelines.catalogue_workbook.sheets import BY_KEY, CHILDREN, SHEETS, Column, Kind, Sheet

FOLDER = Path(texts.__file__).with_name("text")


def leaves(node: Any, place: str = "") -> Iterator[tuple[str, str]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, child in pairs:
        where = f"{place}/{key}"
        if isinstance(child, dict | list):
            yield from leaves(child, where)
        else:
            yield where, child


@pytest.fixture(scope="module")
def both() -> list[dict[str, str]]:
    return [
        dict(leaves(yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))))
        for language in ("ko", "en")
    ]


def test_both_languages_say_the_same_things(both: list[dict[str, str]]) -> None:
    korean, english = both
    assert set(korean) == set(english)
    assert all(
        isinstance(text, str) and text.strip() for text in [*korean.values(), *english.values()]
    )
    assert [key for key in korean if _blanks(korean[key]) != _blanks(english[key])] == []
    assert [key for key, text in korean.items() if not re.search("[가-힣{]", text)] == []


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_problem_and_column_has_its_texts(both: list[dict[str, str]]) -> None:
    used = {f"/columns/{sheet.key}/{column.key}/0" for sheet in SHEETS for column in sheet.columns}
    said = {key for key in both[0] if key.startswith("/columns/") and key.endswith("/0")}
    assert said - used == {key for key in said if key.startswith("/columns/figures/")}
    assert used <= said


def fields(model: type[BaseModel], way: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a model that a cell would hold, with its type."""
    for name, field in model.model_fields.items():
        inner = _inner(field.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel) and inner is not FigureRef:
            yield from fields(inner, f"{way}{name}.")
        else:
            yield f"{way}{name}", inner


def _inner(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        (annotation,) = [part for part in typing.get_args(annotation) if part is not type(None)]
    return annotation


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_a_sheet_has_every_field_of_its_model(sheet: Sheet) -> None:
    ours = {c.key for c in sheet.columns if not c.outside and c.kind is not Kind.LOOKUP}
    parts = {child.field for child in CHILDREN[sheet.key]}
    assert ours | parts == {name for name, _ in fields(sheet.model)}
    assert not ours & parts


@pytest.mark.parametrize(
    ("sheet", "column"),
    [(sheet, column) for sheet in SHEETS for column in sheet.columns if column.vocabulary],
    ids=lambda value: value.key,
)
def test_a_vocabulary_is_that_of_the_model(sheet: Sheet, column: Column) -> None:
    annotation = dict(fields(sheet.model))[column.key]
    if typing.get_origin(annotation) is list:
        (annotation,) = typing.get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        allowed = [member.value for member in annotation]
    else:
        allowed = list(typing.get_args(annotation))
    choices = texts.vocabulary(column.vocabulary or "")
    assert list(choices) == allowed
    assert len({label.ko for label in choices.values()}) == len(choices)


def test_references_name_sheets_that_are_there() -> None:
    named = {column.refers for sheet in SHEETS for column in sheet.columns if column.refers}
    assert named - {"figures"} <= {key for key, sheet in BY_KEY.items() if sheet.ident}


def test_the_pages_examples_are_right() -> None:
    for module in (cards, cells, write_cards):
        assert doctest.testmod(module).failed == 0
