"""Numbers as people read them: thousands separated, a true minus, no signed zero."""

from __future__ import annotations

import math
from typing import Any

_MOST = 6


def number(value: Any, decimals: int, *, signed: bool = False) -> str:
    """A number with so many decimals; a dash for a hole.

    >>> number(-1234.5, 1), number(0.04, 1, signed=True), number(None, 1)
    ('−1,234.5', '0.0', '–')
    """
    if is_hole(value):
        return "–"
    text = f"{float(value):{'+' if signed else ''},.{decimals}f}"
    bare = text.lstrip("+-")
    return text.replace("-", "−") if bare.strip("0.,") else bare


def percent(value: Any, decimals: int, *, signed: bool = False, whole: float = 1.0) -> str:
    """A share as per cent; `whole` is what one hundred per cent is.

    >>> percent(0.107, 0), percent(-5.13, 1, signed=True, whole=100.0)
    ('11%', '−5.1%')
    """
    if is_hole(value):
        return "–"
    return number(100.0 * float(value) / whole, decimals, signed=signed) + "%"


def finer(value: Any, decimals: int) -> int:
    """Decimals enough for three significant digits, and never fewer than usual.

    >>> finer(0.0057, 2), finer(45218.0, 0), finer(0.8931, 2)
    (5, 0, 3)
    """
    if is_hole(value) or float(value) == 0:
        return decimals
    size = math.floor(math.log10(abs(float(value))))
    return min(_MOST, max(decimals, 2 - size))


def year(value: Any) -> str:
    """A year, or a dash."""
    return "–" if is_hole(value) else str(int(value))


def is_hole(value: Any) -> bool:
    """Whether a cell holds no finite number."""
    if value is None:
        return True
    try:
        return not math.isfinite(float(value))
    except (TypeError, ValueError):
        return True
