"""The catalogue of texts: same keys in both languages, every key used, none missing."""

from __future__ import annotations

import re
import string

import pytest

from dashboard import theme
from dashboard.texts import LANGUAGES, UnknownText, load
from tests.project import ROOT

CODE = sorted(
    path for path in (ROOT / "dashboard").rglob("*.py") if "__pycache__" not in path.parts
)
# words("skip"), "column.goal" handed on, words(f"trend.{code}") and the like
CALLED = re.compile(r'words\(\s*"([A-Za-z0-9_.]+)"')
LITERAL = re.compile(r'["\']([a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)+)["\']')
PATTERN = re.compile(r'f["\']([a-z][a-z0-9_]*(?:\.(?:[A-Za-z0-9_]|\{[^}]*\})+)+)["\']')


def used_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Keys named in the code, and patterns of keys put together there."""
    literals: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        literals.update(LITERAL.findall(text), CALLED.findall(text))
        for found in PATTERN.findall(text):
            pieces = re.split(r"\{[^}]*\}", found)
            patterns.append(re.compile(r"[A-Za-z0-9_.]+".join(map(re.escape, pieces))))
    return literals, patterns


def test_both_languages_say_the_same_things() -> None:
    assert load("ko").keys() == load("en").keys()


def test_the_same_values_are_asked_for_in_both_languages() -> None:
    def asked(lang: str, key: str) -> set[str]:
        parsed = string.Formatter().parse(load(lang)(key))
        return {name for _, name, _, _ in parsed if name is not None}

    free = {"about.formula"}  # its braces are mathematics; it takes no values
    different = {
        key: (asked("ko", key), asked("en", key))
        for key in load("ko").keys() - free
        if asked("ko", key) != asked("en", key)
    }
    # a language may do without a value that only its grammar needs
    needed = {key: both for key, both in different.items() if not (both[0] ^ both[1]) <= {"name"}}
    assert not needed


def test_every_key_is_used() -> None:
    literals, patterns = used_in_code()
    unused = {
        key
        for key in load("ko").keys() - literals
        if not any(pattern.fullmatch(key) for pattern in patterns)
    }
    assert not unused


def test_no_code_asks_for_a_missing_key() -> None:
    keys = load("ko").keys()
    for path in CODE:
        missing = set(CALLED.findall(path.read_text(encoding="utf-8"))) - keys
        assert not missing, path.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_word(lang: str) -> None:
    words = load(lang)
    for room, codes in (
        ("assessment", theme.ASSESSMENTS),
        ("trend", theme.TRENDS),
        ("origin", theme.ORIGINS),
        ("programme_status", theme.PROGRAMME_STATUSES),
    ):
        for code in codes:
            assert words(f"{room}.{code}")


def test_no_korean_or_english_sentence_stands_in_the_code() -> None:
    hangul = re.compile(r'"[^"\n]*[가-힣][^"\n]*"')
    for path in CODE:
        if path.name in ("format.py", "ticks.py", "exports.py"):  # units; names of files
            continue
        body = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text(encoding="utf-8"))
        assert not hangul.findall(body), path.relative_to(ROOT)


def test_a_missing_text_says_which() -> None:
    with pytest.raises(UnknownText, match=r"ko\.yaml: no\.such\.key"):
        load("ko")("no.such.key")


def test_particles_and_plurals_are_written_by_the_text() -> None:
    assert load("ko")("goal.programmes", count=1) == "사업 1개"
    assert load("en")("goal.programmes", count=1) == "1 programme"
    assert load("en")("goal.programmes", count=2) == "2 programmes"


def test_counts_that_the_plan_promises_stand_in_no_text() -> None:
    plan = re.compile(r"(?<![\d.])(?:17|96|125|100|25)(?:개|건| goals| indicators| targets)")
    for lang in LANGUAGES:
        words = load(lang)
        assert not [key for key in words.keys() if plan.search(words(key))]  # noqa: SIM118
