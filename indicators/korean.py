"""Korean particles that fit the word before them."""

from __future__ import annotations

import re

# The form after a final consonant, and after a vowel. 으로 also drops 으 after a final ㄹ.
_PAIRS = {
    "은는": ("은", "는"),
    "이가": ("이", "가"),
    "을를": ("을", "를"),
    "과와": ("과", "와"),
    "으로": ("으로", "로"),
    "이라": ("이라", "라"),
    "이며": ("이며", "며"),
    "이어": ("이어", "여"),
    "입니": ("입니", "입니"),
}
_RIEUL = 8
# How a digit or letter ends when it is read aloud: 0 vowel, 8 ㄹ, 1 any other consonant.
_SPOKEN = {
    **dict.fromkeys("2459", 0),
    **dict.fromkeys("178", _RIEUL),
    **dict.fromkeys("036", 1),
    **dict.fromkeys("lrLR", _RIEUL),
    **dict.fromkeys("mnMN", 1),
}
_SILENT = re.compile(r"[\s)\]}\"'”’」』.,]+$")
_BRACKETED = re.compile(r"\s*\([^()]*\)$")


def final_of(word: str) -> int:
    """How the word ends when read aloud: 0 = vowel, 8 = ㄹ, anything else = another consonant.

    A remark in brackets at the end is not read.

    >>> final_of("서울"), final_of("비율"), final_of("농도"), final_of("초미세먼지(PM2.5)")
    (8, 8, 0, 0)
    """
    spoken = _SILENT.sub("", _BRACKETED.sub("", word.strip()) or word)
    if not spoken:
        return 0
    last = spoken[-1]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28
    return _SPOKEN.get(last, 0)


def with_particle(word: str, pair: str) -> str:
    """The word with the fitting particle.

    >>> with_particle("자살률", "은는"), with_particle("농도", "은는")
    ('자살률은', '농도는')
    >>> with_particle("지연", "으로"), with_particle("서울", "으로"), with_particle("68", "을를")
    ('지연으로', '서울로', '68을')
    >>> with_particle("33.0㎍/㎥", "으로")
    '33.0㎍/㎥로'
    """
    closed, open_ = _PAIRS[pair]
    final = final_of(word)
    is_open = final == 0 or (pair == "으로" and final == _RIEUL)
    return word + (open_ if is_open else closed)


class Word(str):
    """A word that brings its particle along in a template: `{name:은는}`."""

    __slots__ = ()

    def __format__(self, pair: str) -> str:
        return with_particle(str(self), pair) if pair in _PAIRS else format(str(self), pair)
