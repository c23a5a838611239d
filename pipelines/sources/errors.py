"""What can go wrong with a publisher's service: one tree, each fault told to a person.

Texts are in `text/errors.yaml`. No message holds a key: addresses are named by their host, and
what a publisher says is shortened and was masked before it got here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.reading.errors import ReadingError

_TEXTS = Path(__file__).with_name("text") / "errors.yaml"
_LONGEST = 400


@cache
def texts() -> dict[str, Any]:
    """Every fault's texts, by code."""
    return yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))


class SourceError(ReadingError):
    """Figures did not arrive, or not as agreed. The last good figures stay, others go on.

    `code` names the entry of `text/errors.yaml`; `words` fill its blanks.
    """

    def __init__(self, code: str, source: str, /, **words: object) -> None:
        self.code = code
        self.source = source
        self.words = {name: shortened(str(word)) for name, word in words.items()}
        entry, filled = texts()[code], {"source": source, **self.words}
        super().__init__(
            source,
            0,
            entry["what"]["ko"].format(**filled),
            entry["what"]["en"].format(**filled),
            entry["mend"]["ko"].format(**filled),
            entry["mend"]["en"].format(**filled),
        )

    def about(self, source: str) -> SourceError:
        """The same fault, told of another source."""
        return type(self)(self.code, source, **self.words)


class SetupError(SourceError):
    """Something here is not set up: the card, the key, the raw store."""


class Idle(SetupError):
    """There is no key. Nothing failed: the source rests and says how to get one."""


class WayError(SourceError):
    """The way to the publisher: connection, time, certificate, redirect, size."""


class AnswerError(SourceError):
    """What came is not what was asked for."""


class PublisherError(SourceError):
    """The publisher says no: key, quota, request, its own fault, no data."""


class MeaningError(SourceError):
    """The figures came, but do not mean what the card says: columns, units, codes, pages, rows."""


def shortened(text: str) -> str:
    """One line, not too long, without what a terminal would obey."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
