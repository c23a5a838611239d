"""What is wrong with a card, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where (relative to the cards; line 0 = whole file), and what."""

    file: str
    line: int
    message_ko: str
    message_en: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message_ko} / {self.message_en}"


class CatalogueError(Exception):
    """The cards do not make a catalogue; `problems` says all that is wrong."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
