"""Personal data in free text: found before anybody is shown the text."""

from __future__ import annotations

import re

MASK = "(가림 / hidden)"
# Resident registration numbers, telephone numbers, e-mail addresses.
PERSONAL = re.compile(
    r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s*-?\s*[1-8]\d{6}(?!\d)"
    r"|(?<!\d)0(?:1[016789]|2|[3-6]\d|70)[-. )]\s*\d{3,4}[-. ]\d{4}(?!\d)"
    r"|(?<!\d)01[016789]\d{7,8}(?!\d)"
    r"|[\w.+-]+@[\w-]+\.[A-Za-z.]{2,}"
)


def masked(text: str) -> str:
    """The text, or a mask in its stead where it holds personal data.

    >>> masked("문의 010-1234-5678"), masked("전년 대비 증가")
    ('(가림 / hidden)', '전년 대비 증가')
    """
    return MASK if PERSONAL.search(text) else text
