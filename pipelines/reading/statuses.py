"""Observation statuses (SDMX CL_OBS_STATUS): their letters, their names, and what a row has."""

from __future__ import annotations

# The letters that staging knows (see quality/rules.yaml, T02).
STATUSES = ("A", "B", "D", "E", "F", "I", "L", "M", "O", "P", "Q")
# Statuses that say: there is no value here.
MISSING = ("L", "M", "O", "Q")
_NAMES = {
    "정상": "A", "확정": "A", "normal": "A", "final": "A",
    "잠정": "P", "잠정치": "P", "provisional": "P",
    "추정": "E", "추정치": "E", "추계": "E", "estimate": "E", "estimated": "E",
    "단절": "B", "시계열단절": "B", "break": "B",
    "결측": "M", "없음": "M", "해당없음": "M", "missing": "M",
    "미조사": "O", "미집계": "O", "notavailable": "O",
    "비공개": "Q", "비밀": "Q", "suppressed": "Q",
}  # fmt: skip


def status_of(text: str) -> str | None:
    """The letter of a status as people write it; None where nobody knows it.

    >>> status_of("p"), status_of("잠정"), status_of("complete")
    ('P', 'P', None)
    """
    folded = "".join(text.split()).casefold()
    return folded.upper() if folded.upper() in STATUSES else _NAMES.get(folded)


def resolved_status(
    given: str | None, from_value: str, period_mark: str, *, is_absent: bool, has_problem: bool
) -> str | None:
    """The status of a row; None where what is said and what stands there do not agree.

    A blank without a status stays open; a number with a status of absence, or a sign of absence
    with a status of presence, is a contradiction.

    >>> resolved_status(None, "O", "", is_absent=True, has_problem=False)
    'O'
    >>> resolved_status("A", "O", "", is_absent=True, has_problem=False) is None
    True
    """
    if has_problem:
        return given or "A"
    if is_absent:
        if given is None:
            return from_value or None
        return given if given in MISSING else None
    if given in MISSING:
        return None
    marked = from_value or {"p": "P", "e": "E"}.get(period_mark, "A")
    return marked if given in (None, "A") else given
