"""Numbers, money, dates and particles as people read them. Pure; knows no catalogue of texts.

What is missing is never formatted: callers say in words that there is no figure.
"""

from __future__ import annotations

from datetime import date

MINUS = "−"  # the mathematical sign, as wide as a plus

# After a final consonant, after a vowel. 으로 stays 로 after ㄹ.
PARTICLES: dict[str, tuple[str, str]] = {
    "은는": ("은", "는"),
    "이가": ("이", "가"),
    "을를": ("을", "를"),
    "과와": ("과", "와"),
    "으로": ("으로", "로"),
    "이": ("이", ""),
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SYLLABLES = range(ord("가"), ord("힣") + 1)
_RIEUL = 8
# How a number's or a letter's name ends in Korean: 0 for a vowel, else the final consonant.
_DIGIT_FINALS = {"0": 21, "1": _RIEUL, "3": 16, "6": 1, "7": _RIEUL, "8": _RIEUL}
_LETTER_FINALS = {"l": _RIEUL, "m": 16, "n": 4, "r": _RIEUL}


def number(value: float, decimals: int = 0) -> str:
    """A number with separators: ``1,234.5``; a true minus sign; no negative zero.

    >>> number(-1234.56, 1), number(-0.04, 1)
    ('−1,234.6', '0.0')
    """
    text = f"{abs(value):,.{decimals}f}"
    is_zero = not text.strip("0.,")
    return text if value >= 0 or is_zero else f"{MINUS}{text}"


def signed(value: float, decimals: int = 0) -> str:
    """A change: plus sign for a rise, minus sign for a fall, none for no change.

    >>> signed(1.25, 1), signed(-3), signed(0.001, 1)
    ('+1.2', '−3', '0.0')
    """
    text = number(value, decimals)
    is_zero = not text.strip(f"0.,{MINUS}")
    return text if value < 0 or is_zero else f"+{text}"


def with_unit(text: str, symbol: str, lang: str) -> str:
    """A number and its unit: closed up in Korean and before a per cent sign, else with a space.

    >>> with_unit("17.6", "㎍/㎥", "ko"), with_unit("17.6", "µg/m³", "en")
    ('17.6㎍/㎥', '17.6 µg/m³')
    >>> with_unit("5", "%", "en"), with_unit("12.3", "십만 명당", "ko")
    ('5%', '십만 명당 12.3')
    """
    if not symbol:
        return text
    if symbol.endswith("당") or "당 " in symbol:
        return f"{symbol} {text}"
    is_closed = symbol == "%" or (lang == "ko" and (symbol[0] == "%" or not symbol[0].isascii()))
    return f"{text}{symbol}" if is_closed else f"{text} {symbol}"


def percent(value: float, decimals: int = 1) -> str:
    """A share in per cent.

    >>> percent(66.25)
    '66.2%'
    """
    return f"{number(value, decimals)}%"


def money(won: int, lang: str) -> str:
    """Won in units that are read: 만, 억 and 조 in Korean; million, billion, trillion in English.

    >>> money(9_999, "ko"), money(23_450_000, "ko"), money(1_234_000_000, "ko")
    ('9,999원', '2,345만 원', '12.3억 원')
    >>> money(123_400_000_000, "ko"), money(1_230_000_000_000, "ko")
    ('1,234억 원', '1.23조 원')
    >>> money(1_234_000_000, "en"), money(-5_600_000, "en")
    ('KRW 1.23 billion', '−KRW 5.6 million')
    """
    sign = MINUS if won < 0 else ""
    return sign + (_won_korean(abs(won)) if lang == "ko" else _won_english(abs(won)))


def won_exact(won: int, lang: str) -> str:
    """Every won, for formulas and tables.

    >>> won_exact(1234567, "ko"), won_exact(1234567, "en")
    ('1,234,567원', 'KRW 1,234,567')
    """
    return f"{number(won)}원" if lang == "ko" else f"KRW {number(won)}"


def day(value: date, lang: str) -> str:
    """A day: ``2026. 9. 30.`` or ``30 September 2026``.

    >>> day(date(2026, 9, 30), "ko"), day(date(2026, 9, 30), "en")
    ('2026. 9. 30.', '30 September 2026')
    """
    if lang == "ko":
        return f"{value.year}. {value.month}. {value.day}."
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def period(text: str, lang: str) -> str:
    """A period of the store: year, quarter or month.

    >>> period("2023", "ko"), period("2023Q1", "ko"), period("2023-03", "ko")
    ('2023년', '2023년 1분기', '2023년 3월')
    >>> period("2023", "en"), period("2023Q1", "en"), period("2023-03", "en")
    ('2023', 'Q1 2023', 'March 2023')
    """
    year, rest = text[:4], text[4:]
    if rest.startswith("Q"):
        return f"{year}년 {rest[1]}분기" if lang == "ko" else f"{rest} {year}"
    if rest.startswith("-"):
        month = int(rest[1:])
        return f"{year}년 {month}월" if lang == "ko" else f"{_MONTHS[month - 1]} {year}"
    return f"{year}년" if lang == "ko" else year


def with_particle(word: str, particle: str) -> str:
    """A word and the Korean particle that its last sound asks for.

    >>> with_particle("자살률", "은는"), with_particle("고용률", "으로")
    ('자살률은', '고용률로')
    >>> with_particle("비율 3", "이가"), with_particle("초미세먼지(PM2.5)", "은는")
    ('비율 3이', '초미세먼지(PM2.5)는')
    >>> with_particle("도봉구", "은는"), with_particle("5%", "을를"), with_particle("SDGs", "은는")
    ('도봉구는', '5%를', 'SDGs는')
    """
    after_consonant, after_vowel = PARTICLES[particle]
    final = _final_sound(word)
    is_vowel = final == 0 or (particle == "으로" and final == _RIEUL)
    return word + (after_vowel if is_vowel else after_consonant)


def _final_sound(word: str) -> int:
    """The final consonant of the last thing that is read aloud; 0 for a vowel."""
    spoken = word
    if spoken.endswith(")") and "(" in spoken[1:]:  # 초미세먼지(PM2.5): what precedes is spoken
        spoken = spoken[: spoken.rindex("(")]
    spoken = spoken.rstrip(" '\"’”)」』.")
    if not spoken:
        return 0
    last = spoken[-1]
    if ord(last) in _SYLLABLES:
        return (ord(last) - ord("가")) % 28
    return _DIGIT_FINALS.get(last, 0) or _LETTER_FINALS.get(last.lower(), 0)


def _won_korean(won: int) -> str:
    if won < 10_000:
        return f"{won:,}원"
    if won < 100_000_000:
        return f"{won / 10_000:,.0f}만 원"
    if won < 1_000_000_000_000:
        decimals = 1 if won < 10_000_000_000 else 0
        return f"{won / 100_000_000:,.{decimals}f}억 원"
    return f"{won / 1_000_000_000_000:,.2f}조 원"


def _won_english(won: int) -> str:
    for size, name, decimals in (
        (10**12, "trillion", 2),
        (10**9, "billion", 2),
        (10**6, "million", 1),
    ):
        if won >= size:
            return f"KRW {won / size:,.{decimals}f} {name}"
    return f"KRW {won:,}"
