"""The workbook's texts, Korean and English side by side: `text/ko.yaml`, `text/en.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_FOLDER = Path(__file__).with_name("text")


class Words(NamedTuple):
    """One text in both languages."""

    ko: str
    en: str

    def __str__(self) -> str:
        return f"{self.ko} / {self.en}"


class Told(NamedTuple):
    """What is wrong and how to mend it."""

    what: Words
    mend: Words


@cache
def _texts(language: str) -> dict[str, Any]:
    return yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))


def _leaf(language: str, *path: str) -> Any:
    node: Any = _texts(language)
    for part in path:
        node = node[part]
    return node


def words(*path: str, **blanks: object) -> Words:
    """The text at `path`, its blanks filled; a blank that is itself `Words` gets its language."""
    return Words(
        _fill(_leaf("ko", *path), "ko", blanks),
        _fill(_leaf("en", *path), "en", blanks),
    )


def lines(*path: str) -> list[Words]:
    """The texts of a list."""
    return [Words(*pair) for pair in zip(_leaf("ko", *path), _leaf("en", *path), strict=True)]


def told(key: str, /, **blanks: object) -> Told:
    """A problem's two texts."""
    ko, en = _leaf("ko", "problems", key), _leaf("en", "problems", key)
    return Told(
        Words(_fill(ko[0], "ko", blanks), _fill(en[0], "en", blanks)),
        Words(_fill(ko[1], "ko", blanks), _fill(en[1], "en", blanks)),
    )


def sheet_name(sheet: str) -> Words:
    return words("sheets", sheet)


def head(sheet: str, column: str) -> Words:
    """A column's heading."""
    return Words(_leaf("ko", "columns", sheet, column)[0], _leaf("en", "columns", sheet, column)[0])


def explanation(sheet: str, column: str) -> Words:
    return Words(_leaf("ko", "columns", sheet, column)[1], _leaf("en", "columns", sheet, column)[1])


def vocabulary(name: str) -> dict[str, Words]:
    """The choices of a closed vocabulary: its value, and what people read."""
    ko, en = _leaf("ko", "vocabularies", name), _leaf("en", "vocabularies", name)
    return {value: Words(ko[value], en[value]) for value in ko}


def _fill(template: str, language: str, blanks: dict[str, object]) -> str:
    own = {
        name: getattr(value, language) if isinstance(value, Words) else value
        for name, value in blanks.items()
    }
    return template.format(**own)
