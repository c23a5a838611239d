"""The house: what `make` offers, what an install brings along, how it refuses."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests import browser
from tests.project import PACKAGES, ROOT, project_files

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_make_target_says_what_it_does() -> None:
    phony = set(re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[0].split())
    explained = set(re.findall(r"^([a-z]+):.*## .+ / .+$", MAKEFILE, re.MULTILINE))
    assert phony == explained


def test_a_wheel_brings_every_file_of_the_packages() -> None:
    included = {Path(file.path) for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    ours = {path for path in project_files() if path.relative_to(ROOT).parts[0] in PACKAGES}
    assert sorted(ours - included) == []


@pytest.mark.parametrize(
    ("script", "korean", "english"),
    [
        (None, "찾을 수 없습니다", "was not found"),
        ('case "$*" in *version_info*) exit 1;; *) echo Python 3.9.6;; esac', "3.11", "3.9.6 will"),
        ('case "$*" in *ensurepip*) exit 1;; esac', "python3-venv", "python3-venv"),
    ],
    ids=["no-python", "old-python", "no-venv"],
)
def test_the_installer_refuses_in_both_languages(
    tmp_path: Path, script: str | None, korean: str, english: str
) -> None:
    python = tmp_path / "python"
    if script is not None:
        python.write_text(f"#!/bin/sh\n{script}\n")
        python.chmod(0o755)
    result = subprocess.run(
        ["sh", "tools/install.sh"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    ko, en = result.stderr.splitlines()
    assert korean in ko
    assert english in en


def test_the_browser_can_be_named(tmp_path: Path) -> None:
    mine = tmp_path / "my-browser"
    mine.touch(mode=0o755)
    assert browser.find_browser({"CHROMIUM": str(mine), "PATH": ""}) == mine
    assert browser.find_browser({"CHROMIUM": str(tmp_path / "none"), "PATH": ""}) is None


def test_without_a_browser_a_journey_is_skipped_unless_one_is_required(tmp_path: Path) -> None:
    nowhere = {"CHROMIUM": str(tmp_path / "none"), "PATH": ""}
    with pytest.raises(pytest.skip.Exception, match="no browser"):
        browser.require_browser(nowhere)
    with pytest.raises(pytest.fail.Exception, match="no browser"):
        browser.require_browser({**nowhere, "SDG_REQUIRE_BROWSER": "1"})
