"""Text as it was meant: composed Hangul, plain width, ordinary blanks. Every change is named."""

from __future__ import annotations

import re
import unicodedata

from pipelines.reading.numbers import fold_width

# Blanks that look like a space but are none: no-break, figure, thin, ideographic ...
_ODD_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Characters that nobody sees: zero-width, soft hyphen, direction marks, byte-order mark.
_UNSEEN = re.compile("[\u00ad\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3164\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[ \t\r\n]+")

Changes = tuple[str, ...]
_NONE: Changes = ()


def clean_text(text: str) -> tuple[str, Changes]:
    """The text and the assumptions (ids) that its cleaning rests on.

    >>> clean_text("１,２３４")
    ('1,234', ('width_folded',))
    >>> clean_text(" 종로구 ")
    ('종로구', ('blanks_trimmed',))
    """
    if text.isascii() and text.isprintable():
        plain = text.strip()
        return plain, _NONE if plain == text else ("blanks_trimmed",)
    changes: list[str] = []
    for rule, mend in _MENDS:
        mended = mend(text)
        if mended != text:
            changes.append(rule)
            text = mended
    return text, tuple(changes)


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _without_unseen(text: str) -> str:
    return _CONTROLS.sub("", _UNSEEN.sub("", text))


def _without_odd_blanks(text: str) -> str:
    return _ODD_BLANKS.sub(" ", text)


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text) if "\n" in text or "\r" in text or "\t" in text else text


def _trimmed(text: str) -> str:
    return text.strip()


# The order matters: an ideographic blank is a blank before it is a full-width sign.
_MENDS = (
    ("hangul_composed", _composed),
    ("unseen_removed", _without_unseen),
    ("blanks_replaced", _without_odd_blanks),
    ("width_folded", fold_width),
    ("line_breaks_joined", _one_line),
    ("blanks_trimmed", _trimmed),
)
