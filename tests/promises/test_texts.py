"""Every text for people is there in Korean and in English, and says the same blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
import yaml

from tests.project import ROOT

TEXT = ROOT / "dashboard" / "text"
_UNFINISHED = re.compile(r"\b(?:TODO|FIXME|TBD|XXX|lorem ipsum)\b", re.IGNORECASE)


def leaves(node: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every text with its dotted key."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield from leaves(child, f"{place}.{key}".lstrip("."))
    else:
        yield place, node


def texts(language: str) -> dict[str, Any]:
    """All texts of a language: `<language>.yaml`, or every file of the folder `<language>/`."""
    found: dict[str, Any] = {}
    for path in sorted([*TEXT.glob(f"{language}.yaml"), *TEXT.glob(f"{language}/**/*.yaml")]):
        prefix = "" if path.parent == TEXT else path.relative_to(TEXT / language).stem
        found.update(leaves(yaml.safe_load(path.read_text(encoding="utf-8")) or {}, prefix))
    return found


def blanks(text: Any) -> set[str]:
    """The names between braces that a text leaves to be filled."""
    parts = [text] if isinstance(text, str) else text if isinstance(text, list) else []
    return {
        name for part in parts for _, name, _, _ in Formatter().parse(str(part)) if name is not None
    }


@pytest.fixture(scope="module")
def korean() -> dict[str, Any]:
    if not any(TEXT.rglob("*.yaml")):
        pytest.skip("the dashboard has no texts yet")
    return texts("ko")


@pytest.fixture(scope="module")
def english() -> dict[str, Any]:
    return texts("en")


def test_both_languages_have_the_same_keys(korean: dict[str, Any], english: dict[str, Any]) -> None:
    assert korean, "no Korean texts"
    assert sorted(set(korean) ^ set(english)) == []


def test_both_languages_leave_the_same_blanks(
    korean: dict[str, Any], english: dict[str, Any]
) -> None:
    unlike = [key for key in korean if blanks(korean[key]) != blanks(english.get(key))]
    assert unlike == []


def test_no_text_is_empty_or_unfinished(korean: dict[str, Any], english: dict[str, Any]) -> None:
    faulty = [
        f"{language}: {key}"
        for language, found in (("ko", korean), ("en", english))
        for key, text in found.items()
        if text is None or not str(text).strip() or _UNFINISHED.search(str(text))
    ]
    assert faulty == []


def test_korean_texts_are_korean(korean: dict[str, Any], english: dict[str, Any]) -> None:
    """A sentence that reads the same in both languages was forgotten; a name or a sign may."""
    same = [
        key
        for key, text in korean.items()
        if isinstance(text, str)
        and text == english.get(key)
        and len(re.findall(r"[A-Za-z]{2,}", text)) > 3
    ]
    assert same == []
