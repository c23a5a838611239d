"""What a case is: a file, and what has to become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

# refused: rows are quarantined, or the file or sheet is not taken. flagged: taken, with a
# warning. mended: taken, and the report says how it was read. accepted: nothing to say.
Verdict = Literal["refused", "flagged", "mended", "accepted"]


@dataclass(frozen=True)
class Case:
    """One file and its verdict.

    `rule` is the finding's id, or the assumption's where the verdict is `mended`; `line` is where
    the first of them stands (None: anywhere); `held` is how many rows are quarantined; `words`
    stand in its Korean message.
    """

    id: str
    what: str
    make: Callable[[], bytes]
    verdict: Verdict
    rule: str = ""
    line: int | None = None
    held: int = 0
    words: str = ""
    file: str = "file.csv"
    layout: str | None = None


def case(
    id: str, what: str, verdict: Verdict, rule: str, make: Callable[[], bytes],
    line: int | None = None, held: int = 0, **more: str,
) -> Case:  # fmt: skip
    """A case in one line."""
    return Case(id, what, make, verdict, rule, line, held, **more)
