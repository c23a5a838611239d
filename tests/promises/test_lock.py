"""What is installed is what the lock says, file by file, and the lock says what we ask for."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project import ROOT

LOCKS = ("requirements.lock", "requirements-bootstrap.lock")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


@cache
def pins(lock: str) -> dict[str, list[str]]:
    """The versions that a lock pins, by package (one per platform or Python where they differ)."""
    found: dict[str, list[str]] = {}
    for name, version in _PIN.findall((ROOT / lock).read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def asked_for() -> list[Requirement]:
    """What pyproject.toml asks for, to run, to develop and to build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("requirement", asked_for(), ids=lambda found: found.name)
def test_the_lock_is_in_step_with_pyproject(requirement: Requirement) -> None:
    versions = pins("requirements.lock").get(canonicalize_name(requirement.name), [])
    assert versions, f"{requirement.name} is not locked: run `make lock`"
    wrong = [version for version in versions if version not in requirement.specifier]
    assert not wrong, f"{requirement} does not admit {wrong}: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]
    assert entries
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_packages_and_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--(?:extra-)?index|--find-links", text)


def test_the_installer_starts_with_the_locked_uv() -> None:
    assert pins("requirements-bootstrap.lock") == {"uv": pins("requirements.lock")["uv"]}


def test_there_is_one_lock() -> None:
    assert not (ROOT / "uv.lock").exists()
