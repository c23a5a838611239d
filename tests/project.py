"""Where the project is, and which files belong to it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("indicators", "warehouse", "pipelines", "dashboard")
_NOT_OURS = {".git", ".venv", "var", "dist", "__pycache__"}


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is committed or would be; without git, every file but caches and state."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    else:
        paths = (path for path in ROOT.rglob("*") if not _NOT_OURS & set(path.parts))
    return tuple(sorted(path for path in paths if path.is_file()))


def text_files() -> Iterator[tuple[str, str]]:
    """Name and text of every file that is text."""
    for path in project_files():
        raw = path.read_bytes()
        if b"\0" not in raw:
            yield path.relative_to(ROOT).as_posix(), raw.decode("utf-8", errors="replace")
