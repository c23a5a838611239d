"""What every journey shares: one real browser, started once per worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import ARGUMENTS, require_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium or Chrome of this machine, headless."""
    executable = require_browser()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS])
        yield running
        running.close()
