"""The method pages: every example runs, every generated part is current, nothing is missing."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from indicators.methods import load_method, method_ids
from tests.project import ROOT
from tools import methods as pages

FOLDER = ROOT / "docs" / "methods"
FILES = sorted(FOLDER.glob("*.md"))
_CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_worked_examples_are_right(path: Path) -> None:
    code = "\n".join(_CODE.findall(path.read_text(encoding="utf-8")))
    assert code or path.name == "README.md", "a page has a worked example"
    test = doctest.DocTestParser().get_doctest(code, {}, path.name, str(path), 0)
    told: list[str] = []
    runner = doctest.DocTestRunner()
    runner.run(test, out=told.append)
    assert runner.failures == 0, "".join(told)


@pytest.mark.parametrize("name", method_ids())
def test_every_method_has_its_page(name: str) -> None:
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    for heading in ("## Formula", "## Worked example"):
        assert heading in text
    for part in load_method(name).parts:
        assert part.source in text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_generated_parts_are_current(path: Path) -> None:
    assert pages.renewed(path, None) == path.read_text(encoding="utf-8"), (
        "run `python -m tools.methods`"
    )


def test_the_comparison_is_of_our_own_figures(real_home: Path) -> None:
    compared = pages.compared_in(real_home)
    assert pages.renewed(pages.INDEX, compared) == pages.INDEX.read_text(encoding="utf-8"), (
        "run `python -m tools.methods` after a build"
    )
