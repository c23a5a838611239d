"""How errors reach a person: what, where, why, how to mend; Korean first."""

from __future__ import annotations

import sys

from indicators.catalogue.problems import CatalogueError
from pipelines.reading.errors import ReadingError


class Refused(Exception):
    """Something that a person can mend; its words are for them."""


def _told() -> tuple[type[Exception], ...]:
    return (Refused, CatalogueError, ReadingError)


TOLD = _told()


def tell(error: Exception) -> None:
    """Print an error to stderr, one line a problem."""
    print(f"멈췄습니다 / Stopped\n{error}", file=sys.stderr)
