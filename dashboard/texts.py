"""The words of the screens, in Korean and English, and sentences made from them.

A text may carry values in braces. After the value's name a format may say
- in Korean the particle that follows: ``{name:은는}`` writes the value and 은 or 는,
- in English the noun's form: ``{count:indicator|indicators}`` writes the word alone.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dashboard.format import PARTICLES, with_particle

LANGUAGES = ("ko", "en")
_FOLDER = Path(__file__).parent / "text"


class UnknownText(KeyError):
    """A key that the catalogue of texts does not have."""


class _Sentences(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in PARTICLES:
            return with_particle(str(value), format_spec)
        if "|" in format_spec:
            one, many = format_spec.split("|", 1)
            return one if str(value) == "1" else many
        return super().format_field(value, format_spec)


class Words:
    """The texts of one language; call it with a key and the values that the text needs."""

    def __init__(self, lang: str, texts: Mapping[str, str]) -> None:
        self.lang = lang
        self._texts = texts
        self._sentences = _Sentences()

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key.

        Raises:
            UnknownText: there is no such key.
        """
        try:
            text = self._texts[key]
        except KeyError:
            raise UnknownText(f"text/{self.lang}.yaml: {key}") from None
        return self._sentences.format(text, **values) if values else text

    def pick(self, row: Mapping[str, Any], name: str) -> Any:
        """A row's value in this language: ``pick(row, "name")`` reads `name_ko` or `name_en`."""
        return row[f"{name}_{self.lang}"]

    def keys(self) -> set[str]:
        return set(self._texts)

    @property
    def other(self) -> str:
        """The other language."""
        return LANGUAGES[1 - LANGUAGES.index(self.lang)]


@cache
def load(lang: str) -> Words:
    """The texts of a language, read once: `ko.yaml` and every other file ending in `.ko.yaml`."""
    texts: dict[str, str] = {}
    for path in sorted([*_FOLDER.glob(f"{lang}.yaml"), *_FOLDER.glob(f"*.{lang}.yaml")]):
        texts.update(_flat(yaml.safe_load(path.read_text("utf-8"))))
    return Words(lang, texts)


def _flat(tree: Mapping[str, Any], above: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in tree.items():
        key = f"{above}{name}"
        if isinstance(value, Mapping):
            flat.update(_flat(value, f"{key}."))
        else:
            flat[key] = str(value)
    return flat
