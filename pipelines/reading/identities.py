"""What must hold between the figures of one table: totals, balances and printed rates.

Nothing is corrected here. What does not hold becomes a finding that shows both numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.reading.findings import Finding, finding
from pipelines.reading.numbers import NumberStatus


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole number (persons, won) as it stands in the document and as it reads."""

    raw: str
    value: int | None
    status: NumberStatus
    line: int

    @property
    def addend(self) -> int | None:
        """What the figure adds to a sum: '-' (there is none) adds nothing, a hole is unknown."""
        return 0 if self.status is NumberStatus.NOT_APPLICABLE else self.value


def check_sum(column: str, total: Figure, parts: Sequence[Figure]) -> Iterator[Finding]:
    """A total is the sum of its parts."""
    said = total.addend
    known = [part.addend for part in parts if part.addend is not None]
    if said is None or not parts or len(known) < len(parts):
        yield finding("sum_unchecked", total.line, column=column, value=total.raw)
    elif said != sum(known):
        yield _differs("sum_differs", total.line, column, said, sum(known))


def check_balance(column: str, budget: Figure, spent: Figure, balance: Figure) -> Iterator[Finding]:
    """A balance is what was budgeted less what was spent."""
    amounts = (budget.addend, spent.addend, balance.addend)
    if amounts[0] is None or amounts[1] is None or amounts[2] is None:
        return
    expected = amounts[0] - amounts[1]
    if amounts[2] != expected:
        yield _differs("balance_differs", balance.line, column, amounts[2], expected)


def check_rate(
    column: str, spent: Figure, budget: Figure, printed: Decimal | None
) -> Iterator[Finding]:
    """A printed rate is what the amounts give, rounded to as many decimals as are printed."""
    if printed is None or spent.value is None or not budget.value:
        return
    exponent = printed.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    expected = rate_pct(spent.value, budget.value, decimals)
    if printed != expected:
        yield finding(
            "rate_differs", spent.line, column=column, value=str(printed), expected=str(expected)
        )


def rate_pct(part: int, whole: int, decimals: int) -> Decimal:
    """`part` as a percentage of `whole`, a half rounded away from zero, as offices do.

    >>> rate_pct(103_358, 357_200, 1), rate_pct(1, 8, 0)
    (Decimal('28.9'), Decimal('13'))
    """
    scaled = 100 * 10**decimals * abs(part)
    digits = (2 * scaled + abs(whole)) // (2 * abs(whole))
    sign = -1 if (part < 0) != (whole < 0) and digits else 1
    return Decimal(sign * digits).scaleb(-decimals)


def _differs(rule: str, line: int, column: str, said: int, expected: int) -> Finding:
    return finding(rule, line, column=column, value=f"{said:,}", expected=f"{expected:,}")
