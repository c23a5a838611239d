"""What a reader noticed in a file that it could read: one catalogue of rules, in two languages.

A finding never stops the reading. It says which rule, how grave, where, and what stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed. `line` counts from 1; `value` is what stands there."""

    rule: str
    severity: Severity
    line: int
    column: str
    value: str
    message_ko: str
    message_en: str


# rule: (severity, Korean, English). Placeholders are the same in both languages.
RULES: Final[dict[str, tuple[Severity, str, str]]] = {
    "section_missing": (
        Severity.WARNING,
        "문서에서 찾지 못한 부분: {name_ko}.",
        "Not found in the document: {name_en}.",
    ),
    "column_missing": (
        Severity.ERROR,
        "표에 없는 열: {name_ko}.",
        "The table lacks a column: {name_en}.",
    ),
    "number_unreadable": (
        Severity.ERROR,
        "{column} 칸을 숫자로 읽을 수 없습니다: {value!r}.",
        "{column}: {value!r} is not a number.",
    ),
    "amount_not_whole": (
        Severity.ERROR,
        "{column} 값이 정수로 떨어지지 않습니다: {value!r}.",
        "{column}: {value!r} does not give a whole number.",
    ),
    "total_missing": (
        Severity.WARNING,
        "합계 줄이 없어 합을 확인하지 못했습니다.",
        "There is no total line, so the sum was not checked.",
    ),
    "sum_unchecked": (
        Severity.INFO,
        "빈칸이 있어 {column} 합계를 확인하지 못했습니다.",
        "{column}: a part is missing, so the sum was not checked.",
    ),
    "sum_differs": (
        Severity.ERROR,
        "{column}: 합계는 {value}, 더한 값은 {expected}입니다.",
        "{column}: the total says {value}, the parts add up to {expected}.",
    ),
    "balance_differs": (
        Severity.ERROR,
        "{column}: 적힌 값은 {value}, 예산액에서 집행액을 뺀 값은 {expected}입니다.",
        "{column}: {value} is written, budget less spending gives {expected}.",
    ),
    "rate_differs": (
        Severity.WARNING,
        "{column}: 적힌 값은 {value} %, 다시 계산한 값은 {expected} %입니다.",
        "{column}: {value} % is written, the figures give {expected} %.",
    ),
    "as_of_missing": (
        Severity.WARNING,
        "표의 기준일이 적혀 있지 않습니다.",
        "The table does not say which day it stands for.",
    ),
    "office_missing": (
        Severity.WARNING,
        "보고 부서가 적혀 있지 않습니다.",
        "The reporting office is not named.",
    ),
    "task_missing": (
        Severity.WARNING,
        "목록에 있는 과제 {value}번의 본문이 없습니다.",
        "Task {value} is in the list but has no section.",
    ),
    "task_unlisted": (
        Severity.WARNING,
        "과제 {value}번이 목록에 없습니다.",
        "Task {value} is not in the list.",
    ),
    "task_title_differs": (
        Severity.INFO,
        "과제 {value}번의 제목이 목록과 다릅니다.",
        "The title of task {value} differs from the list.",
    ),
    "when_missing": (
        Severity.WARNING,
        "계획에 시기가 적혀 있지 않습니다.",
        "A planned step does not say when.",
    ),
    "when_unparsed": (
        Severity.WARNING,
        "시기를 읽을 수 없습니다: {value!r}.",
        "Cannot read the time {value!r}.",
    ),
}


def finding(rule: str, line: int, *, column: str = "", value: str = "", **said: str) -> Finding:
    """A finding with its texts filled in.

    >>> finding("when_unparsed", 7, value="추후").message_en
    "Cannot read the time '추후'."
    """
    severity, ko, en = RULES[rule]
    words = {"column": column, "value": value, **said}
    return Finding(rule, severity, line, column, value, ko.format(**words), en.format(**words))
