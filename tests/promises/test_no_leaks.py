"""No file of the project names a place that only its makers have, or a package registry's host.

The forbidden words are put together from halves here, so that this file keeps the promise too.
"""

from __future__ import annotations

import re

import pytest

from tests.project import text_files

HOSTS = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "deb.debian" + ".org",
    "crates" + ".io",
    "proxy.golang" + ".org",
    "repo.maven" + ".apache.org",
)
PLACES = (
    r"(?<![\w./-])/(?:wo" + r"rk|ro" + r"ot)(?![\w-])",
    r"(?<![\w./-])/(?:home|Us" + r"ers)/\w",
    r"(?<![\w./-])/op" + r"t/(?:wheels|py" + r"pi)",
    r"\.\./sha" + r"red",
    r"\bsha" + r"red/(?:reference|data|golden|seeds|hooks|DESIGN)",
    r"\.libr" + r"ary\b",
)
FORBIDDEN = re.compile("|".join([*map(re.escape, HOSTS), *PLACES]))


def test_no_file_names_a_registry_or_a_place_of_this_machine() -> None:
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in text_files()
        for number, line in enumerate(text.splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "see /wo" + "rk/main",
        "open('/ro" + "ot/x')",
        "../sha" + "red/data",
        "index = https://pypi" + ".org/simple",
        "/Us" + "ers/kim/sdg",
    ],
)
def test_a_leak_would_be_seen(line: str) -> None:
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize("line", ["core/work_milestone.sql", "/work-report", ":root {", "a/home/b"])
def test_an_innocent_line_is_left_alone(line: str) -> None:
    assert not FORBIDDEN.search(line)
