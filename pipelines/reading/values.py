"""A value cell: the number, its observation status (SDMX CL_OBS_STATUS) and its confidentiality.

Built on `numbers`; adds what figures carry with them: p, r, e marks, a percent sign, a unit
behind the number. A blank, `-`, `…`, `X` and `0` stay five different things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.reading.numbers import NumberStatus, fold_width, parse_number

# What an absence means as an observation status, and whether it is confidential.
ABSENCES = {
    NumberStatus.NOT_APPLICABLE: ("M", "F"),
    NumberStatus.NOT_AVAILABLE: ("O", "F"),
    NumberStatus.SUPPRESSED: ("Q", "C"),
}
# Marks behind a number. SDMX has no letter for "revised": the value is normal, the note says so.
MARKS = {"p": "P", "e": "E", "r": "A"}
_MARK_WORDS = {"잠정": "p", "정정": "r", "추정": "e"}
_MOST_DIGITS = 30
# Words that stand for "no value". Their meaning is asked for, never made up, and never zero.
_WORDS = re.compile(
    r"(?i)n/?a|nan|null|none|nil|tbd|미상|없음|해당\s*없음|비공개|미공개|미제공|미집계|집계\s*중|미조사"
    r"|자료\s*없음|확인\s*중|추후\s*(?:제출|입력)|불명|해당무|무|#n/a|\?+|_+|/|해당\s*사항\s*없음"
)
_MARKED = re.compile(r"(?P<rest>.*[0-9)])\s*(?:\(\s*)?(?P<mark>[pre]|잠정|정정|추정)\s*\)?")
_EXPONENT = re.compile(r"-?[0-9](?:\.[0-9]{1,30})?[eE][+-]?[0-9]{1,3}")
# A number written as it should be, and other than zero (0.0 says that it was rounded).
_PLAIN = re.compile(r"-?[1-9][0-9]{0,17}(?:\.[0-9]{1,30})?|-?0\.[0-9]*[1-9][0-9]{0,30}|0", re.ASCII)
# More decimals than anybody publishes: what a spreadsheet computed.
_LONG = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{10,30}")
# Units that people write behind the number. Any other letters make it unreadable: 1O is not 1.
_SUFFIXED = re.compile(
    r"(?P<rest>[^A-Za-z가-힣]*[0-9)])\s*(?P<unit>%p?|[천만백십]{0,2}[명원호대]|[백천]만\s*[명원]|억\s*원|조\s*원|"
    r"인|건|개소?|곳|세대|가구|점|일|시간|년|톤|종|병상|㎍/㎥|㎡|㎢|㎥|㎏|kg|t|ppm|toe|㎡/인|명/㎢)"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value cell as it reads.

    `hows` are the assumptions made; `problem` is "", "unreadable", "word" or "error".
    """

    raw: str
    number: Decimal | None
    status: NumberStatus
    obs_status: str = ""
    confidentiality: str = "F"
    mark: str = ""
    unit: str = ""
    is_below_unit: bool = False
    hows: tuple[str, ...] = ()
    problem: str = ""

    @property
    def plain(self) -> str | None:
        """The number as plain text, the raw text where it is unreadable, None where absent."""
        if self.number is not None:
            return format(self.number, "f")
        return self.raw if self.problem else None


def parse_value(raw: str, *, is_percent: bool = False) -> Value:
    """Read a value cell; `is_percent` says that a workbook shows the number as a percentage.

    >>> parse_value("△1,200").plain, parse_value("1,234p").mark, parse_value("…").obs_status
    ('-1200', 'p', 'O')
    >>> parse_value("N/A").problem, parse_value("35%").unit
    ('word', '%')
    >>> parse_value("0.35", is_percent=True).plain
    '35.00'
    """
    if not is_percent and _PLAIN.fullmatch(raw):
        return Value(raw, Decimal(raw), NumberStatus.VALUE)
    text = fold_width(raw).strip()
    found = parse_number(text)
    if found.status in ABSENCES:
        status, confidentiality = ABSENCES[found.status]
        return Value(raw, None, found.status, status, confidentiality, hows=("symbol_read",))
    if found.status is NumberStatus.BLANK:
        return Value(raw, None, found.status)
    if found.value is not None:
        return _number(raw, text, found.value, is_percent)
    return _special(raw, text)


def _number(raw: str, text: str, number: Decimal, is_percent: bool) -> Value:
    hows = [how for how, sign in _WRITTEN if sign.search(text)]
    if is_percent:
        number *= 100
        hows.append("percent_format")
    is_below = number == 0 and "." in text
    return Value(
        raw,
        number,
        NumberStatus.VALUE,
        unit="%" if is_percent else "",
        is_below_unit=is_below,
        hows=tuple(hows + (["rounded_to_zero"] if is_below else [])),
    )


_WRITTEN = (
    ("thousands_separated", re.compile(",")),
    (
        "negative_sign",
        re.compile(r"^\(|^[\u25b3\u25b2\u25b5\u25b4\u2206\u0394\u2010-\u2015\u2212]"),
    ),
)


def _special(raw: str, text: str) -> Value:
    if _WORDS.fullmatch(text):
        return _problem(raw, "word")
    found = _long(raw, text) or _marked(raw, text) or _suffixed(raw, text)
    return found or _problem(raw, "error" if text.startswith("#") else "unreadable")


def _long(raw: str, text: str) -> Value | None:
    if _LONG.fullmatch(text):
        return Value(raw, Decimal(text), NumberStatus.VALUE)
    if not _EXPONENT.fullmatch(text):
        return None
    number = Decimal(text)
    if abs(number.adjusted()) > _MOST_DIGITS:
        return None
    return Value(raw, number, NumberStatus.VALUE, hows=("exponent",))


def _marked(raw: str, text: str) -> Value | None:
    found = _MARKED.fullmatch(text)
    inner = parse_number(found["rest"].removesuffix("(").strip()) if found else None
    if found is None or inner is None or inner.value is None:
        return None
    letter = _MARK_WORDS.get(found["mark"], found["mark"])
    return Value(
        raw,
        inner.value,
        NumberStatus.VALUE,
        MARKS[letter],
        mark=letter,
        hows=("mark_read",),
    )


def _suffixed(raw: str, text: str) -> Value | None:
    found = _SUFFIXED.fullmatch(text)
    inner = parse_number(found["rest"].strip()) if found else None
    if found is None or inner is None or inner.value is None:
        return None
    how = "percent_sign" if found["unit"] == "%" else "unit_in_cell"
    return Value(raw, inner.value, NumberStatus.VALUE, unit=found["unit"], hows=(how,))


def _problem(raw: str, problem: str) -> Value:
    return Value(raw, None, NumberStatus.UNREADABLE, problem=problem)


def looks_like_value(text: str) -> bool:
    """Could this stand in a column of figures (a number, or a sign for none)?"""
    if not text:
        return False
    found = parse_value(text)
    return not found.problem and found.status is not NumberStatus.BLANK
