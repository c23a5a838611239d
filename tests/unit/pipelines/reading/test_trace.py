"""Assumptions: counted, placed, in two languages; none is noted that has no text."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from pipelines.reading.personal import MASK
from pipelines.reading.trace import Trace, assumption_texts
from tests.project import ROOT

_CODE = [*(ROOT / "pipelines/reading").glob("*.py"), *(ROOT / "pipelines/checking").glob("*.py")]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("rule", assumption_texts())
def test_both_languages_say_the_same(rule: str) -> None:
    ko, en = assumption_texts()[rule]
    assert re.search("[가-힣]", ko)
    assert not re.search("[가-힣]", en)
    said = {"value", "read", "column", "rows", "encoding", "separator", "how", "n", "what_ko",
            "what_en"}  # fmt: skip
    assert blanks(ko) <= said
    assert {name.replace("_ko", "") for name in blanks(ko)} == {
        name.replace("_en", "") for name in blanks(en)
    }


def test_every_assumption_is_made_somewhere_and_every_one_made_has_a_text() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in _CODE)
    unused = [rule for rule in assumption_texts() if f'"{rule}"' not in code]
    assert unused == []
    noted = set(re.findall(r'\.note\(\s*"(\w+)"', code))
    assert noted <= set(assumption_texts())


def test_equal_assumptions_are_counted_at_their_first_place() -> None:
    trace = Trace("시트")
    for line in (3, 5):
        trace.note("thousands_separated", line, column="value", value="1,234", read="1234")
    trace.note("thousands_separated", 9, column="other", value="2,000", read="2000")
    first, second = trace.assumptions()
    assert (first.row, first.count, first.sheet) == (3, 2, "시트")
    assert (second.row, second.column) == (9, "other")
    assert "1,234" in first.message_ko
    assert first.as_json()["rule"] == "thousands_separated"


def test_an_unknown_assumption_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        Trace().note("guessed")


def test_personal_data_is_not_noted() -> None:
    trace = Trace()
    trace.note("title_skipped", 1, value="담당 010-1234-5678")
    assert MASK in trace.assumptions()[0].message_ko
