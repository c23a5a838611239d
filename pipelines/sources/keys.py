"""Keys of publishers' services: from the environment or one file that only its owner may read.

A key never leaves this module but in a `Secret`, which shows itself to nobody; the one place
that opens it is the transport that puts it into a request (see `http`).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote

from pipelines.sources.errors import Idle, SetupError

PREFIX = "SDG_KEY_"
FILE = "secrets.env"
_SHORTEST = 8


@dataclass(frozen=True)
class KeyNeeded:
    """Which key a service wants, and how a person gets one."""

    name: str
    how_ko: str
    how_en: str

    def where_ko(self) -> str:
        return (
            f"{self.how_ko} 받은 키는 환경변수 {PREFIX}{self.name}에 넣거나 SDG_HOME의 {FILE}에"
            f" {self.name}=키 로 적고 chmod 600 합니다."
        )

    def where_en(self) -> str:
        return (
            f"{self.how_en} Put it into the environment as {PREFIX}{self.name},"
            f" or into {FILE} under SDG_HOME as {self.name}=key with mode 600."
        )


class Secret:
    """A key that shows itself to nobody."""

    def __init__(self, key: str) -> None:
        # data.go.kr hands out the same key twice, plain and percent-encoded
        self._key = unquote(key) if "%" in key else key

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a key is not written anywhere")

    def opened(self) -> str:
        """The key itself: for the transport only."""
        return self._key

    def forms(self) -> tuple[str, ...]:
        """Every spelling of the key that an answer might repeat, the longest first.

        A publisher's real key is long; a public one ("sample") is a word like any other.
        """
        key = self._key
        if len(key) < _SHORTEST:
            return ()
        found = {key, quote(key, safe=""), quote(key), quote_plus(key)}
        found |= {form.lower() for form in found} | {form.upper() for form in found}
        return tuple(sorted(found, key=len, reverse=True))


def find_key(
    needed: KeyNeeded, source: str, home: Path, environment: Mapping[str, str] = os.environ
) -> Secret:
    """The key for a service.

    Raises:
        Idle: there is none. SetupError: the file can be read by others.
    """
    key = environment.get(PREFIX + needed.name, "").strip() or _filed(home, source).get(needed.name)
    if not key:
        raise Idle(
            "NO_KEY",
            source,
            name=PREFIX + needed.name,
            how_ko=needed.where_ko(),
            how_en=needed.where_en(),
        )
    return Secret(key)


def _filed(home: Path, source: str) -> dict[str, str]:
    path = home / FILE
    try:
        mode = path.stat().st_mode
    except OSError:
        return {}
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SetupError("KEY_FILE_OPEN", source, name=FILE)
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        name, sign, key = line.strip().partition("=")
        if sign and not name.startswith("#"):
            found[name.strip().removeprefix(PREFIX)] = key.strip().strip("'\"")
    return found
