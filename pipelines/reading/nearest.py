"""The known word that a mistyped one most likely meant. It is suggested, never substituted."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_LEAST_LIKE = 0.72


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The most similar known word, compared letter by letter (Hangul by its jamo).

    >>> nearest("종노구", ["종로구", "중구", "구로구"]), nearest("zzz", ["종로구"])
    ('종로구', None)
    """
    if not word.strip():
        return None
    parts = {_letters(candidate): candidate for candidate in known}
    found = difflib.get_close_matches(_letters(word), list(parts), n=1, cutoff=_LEAST_LIKE)
    return parts[found[0]] if found else None


def _letters(word: str) -> str:
    return unicodedata.normalize("NFD", "".join(word.casefold().split()))
