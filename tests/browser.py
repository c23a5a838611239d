"""Finding the browser that journeys drive: the reader's own, never one that is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

# --no-sandbox: Chromium refuses to start as root without it. The rest keeps it from calling home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_browser(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The browser named by CHROMIUM, or one in its usual place, or None."""
    named = environ.get("CHROMIUM")
    if named:
        found = shutil.which(named, path=environ.get("PATH"))
        return Path(found) if found else None
    for command in COMMANDS:
        found = shutil.which(command, path=environ.get("PATH"))
        if found:
            return Path(found)
    return next((Path(app) for app in MAC_APPS if Path(app).is_file()), None)


def require_browser(environ: Mapping[str, str] = os.environ) -> Path:
    """The browser; without one the test is skipped, or fails where SDG_REQUIRE_BROWSER=1."""
    browser = find_browser(environ)
    if browser is not None:
        return browser
    message = (
        "no browser: install chromium (Debian: apt-get install chromium) or Google Chrome,"
        " or name one in CHROMIUM"
    )
    if environ.get("SDG_REQUIRE_BROWSER") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
