"""Documents keep their shape, point at what exists, and state what the cards state."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from indicators.catalogue import load_catalogue
from tests.project import ROOT, project_files
from tools import docs

DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
MARKDOWN = [path for path in project_files() if path.suffix == ".md"]
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def test_generated_parts_are_up_to_date() -> None:
    stale = [path.name for path in docs.stale(load_catalogue())]
    assert stale == [], "run `make docs`"


def test_every_source_has_its_notice() -> None:
    text = (ROOT / "DATA-LICENCES.md").read_text(encoding="utf-8")
    missing = [card.id for card in load_catalogue().sources if f"`{card.id}`" not in text]
    assert missing == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_half_a_page_in_four_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Status", "Context", "Decision", "Consequences"]
    assert len(text.split()) <= 350
    assert re.match(rf"# {int(path.stem[:4])}\. \S", text), "the title opens with the number"


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.stem[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = [unquote(link.partition("#")[0]) for link in _LINK.findall(text)]
    local = [target for target in targets if target and not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not (path.parent / target).exists()] == []


def test_the_changelog_knows_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{project['project']['version']}]" in changelog
