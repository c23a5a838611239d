"""Numbers as Korean offices write them, and the five ways of not being a number.

A blank, `-`, `…`, `X` and `0` are five different things (see `NumberStatus`). What cannot be read
is said to be unreadable; nothing is repaired by guessing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class NumberStatus(StrEnum):
    """What a cell holds."""

    VALUE = "value"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"  # `-`: there is none, or there cannot be one
    NOT_AVAILABLE = "not_available"  # `…`: there is one, but it is not known
    SUPPRESSED = "suppressed"  # `X`, `*`: known, but kept back
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Number:
    """A cell as it stands (`raw`) and as it reads."""

    raw: str
    value: Decimal | None
    status: NumberStatus


# Full-width forms (U+FF01 to U+FF5E) and odd blanks. A general Unicode folding would also turn
# a footnote mark into a digit (5 with a superscript 2 into 52), so only these are folded.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00A0: " ",
    0x2007: " ",
    0x202F: " ",
    0xFEFF: "",
    0x200B: "",
}

# Hyphens, dashes, the horizontal bar and the Hangul letter that is often typed for a dash.
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u3161"
# White and black triangles, also the look-alikes: increment and Greek delta.
_TRIANGLES = "\u25b3\u25b2\u25b5\u25b4\u2206\u0394"

_NONE = re.compile(rf"[{_DASHES}]+")
_UNKNOWN = re.compile(r"\u2026+|\.{2,}|\u2025+|\u22ef+")
_KEPT_BACK = re.compile(r"[Xx]+|\*+")
_DIGITS = r"(?P<digits>(?:0|[1-9][0-9]{0,17}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,9})?)"
_SIGNED = re.compile(rf"(?P<minus>[{_DASHES}{_TRIANGLES}])?\s*\+?{_DIGITS}")
_BRACKETED = re.compile(rf"\(\s*{_DIGITS}\s*\)")
_MINUS_PLUS = re.compile(rf"[{_DASHES}{_TRIANGLES}]\s*\+")


def fold_width(text: str) -> str:
    """Full-width letters, digits and signs as their plain forms; everything else unchanged."""
    return text.translate(_FOLD)


def parse_number(raw: str) -> Number:
    """Read one cell.

    >>> parse_number("1,234").value, parse_number("△5.0").value, parse_number("(70)").value
    (Decimal('1234'), Decimal('-5.0'), Decimal('-70'))
    >>> parse_number("-").status.value, parse_number("12,34").status.value
    ('not_applicable', 'unreadable')
    """
    text = fold_width(raw).strip()
    absent = _absence(text)
    if absent is not None:
        return Number(raw, None, absent)
    bracketed = _BRACKETED.fullmatch(text)
    signed = bracketed or _SIGNED.fullmatch(text)
    if signed is None or _MINUS_PLUS.match(text):
        return Number(raw, None, NumberStatus.UNREADABLE)
    value = Decimal(signed["digits"].replace(",", ""))
    is_negative = bracketed is not None or signed["minus"] is not None
    return Number(raw, -value if is_negative else value, NumberStatus.VALUE)


def parse_percent(raw: str) -> Number:
    """Read a share that carries its percent sign; brackets round it are only brackets.

    >>> parse_percent("(28.9%)").value, parse_percent("28.9").status.value
    (Decimal('28.9'), 'unreadable')
    """
    text = fold_width(raw).strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    absent = _absence(text)
    if absent is not None:
        return Number(raw, None, absent)
    if not text.endswith("%") or text.startswith("("):
        return Number(raw, None, NumberStatus.UNREADABLE)
    inner = parse_number(text[:-1])
    if inner.value is None:
        return Number(raw, None, NumberStatus.UNREADABLE)
    return Number(raw, inner.value, NumberStatus.VALUE)


def _absence(text: str) -> NumberStatus | None:
    if not text:
        return NumberStatus.BLANK
    if _NONE.fullmatch(text):
        return NumberStatus.NOT_APPLICABLE
    if _UNKNOWN.fullmatch(text):
        return NumberStatus.NOT_AVAILABLE
    if _KEPT_BACK.fullmatch(text):
        return NumberStatus.SUPPRESSED
    return None
