"""Round limits for axes and classes, and their numbers as people read them."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor, log10

from dashboard.format import number
from dashboard.texts import Words

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
# From here on, numbers on a Korean axis are counted in 만.
_LARGE = 100_000
# From this step on, years on an axis are multiples of it.
_ROUND_YEARS = 5


def round_step(span: float, at_most: int) -> float:
    """The smallest round step that covers a span in at most so many pieces.

    >>> round_step(8, 5), round_step(0.9, 4), round_step(2300, 5)
    (2.0, 0.25, 500.0)
    """
    rough = span / at_most
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))


def round_limits(low: float, high: float, at_most: int) -> list[float]:
    """Round values from at or below `low` to at or above `high`, evenly spaced.

    >>> round_limits(17.2, 26.2, 5)
    [16.0, 18.0, 20.0, 22.0, 24.0, 26.0, 28.0]
    """
    if high <= low:
        return [low]
    step = round_step(high - low, at_most)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(count * step, 10) for count in range(first, last + 1)]


def decimals_of(values: list[float]) -> int:
    """How many decimals it takes to write values without losing any.

    >>> decimals_of([0.5, 0.75]), decimals_of([10.0, 20.0])
    (2, 0)
    """
    exponents = [
        Decimal(f"{value:.10f}").normalize().as_tuple().exponent for value in values if value
    ]
    return max([0, *(-exponent for exponent in exponents if isinstance(exponent, int))])


def axis_labels(values: list[float], words: Words, symbol: str = "") -> list[str]:
    """Numbers on an axis: in Korean, large ones in 만 and 억.

    What is already counted in thousands or more is not counted in 만 once more.

    >>> from dashboard.texts import load
    >>> axis_labels([0.0, 2_000_000.0], load("ko")), axis_labels([0.0, 2_000_000.0], load("en"))
    (['0', '200만'], ['0', '2,000,000'])
    >>> axis_labels([20_000.0, 25_000.0], load("ko"), "천원")
    ['20,000', '25,000']
    """
    top = max(abs(value) for value in values)
    is_counted = symbol.startswith(tuple(words("figures.axis.counted").split()))
    if words.lang == "ko" and top >= _LARGE and not is_counted:
        name, size = ("eok", 10**8) if top >= 10 * 10**8 else ("man", 10**4)
        scaled = [value / size for value in values]
        decimals = decimals_of(scaled)
        word = words(f"figures.axis.{name}")
        return [f"{number(value, decimals)}{word}" if value else "0" for value in scaled]
    decimals = decimals_of(values)
    return [number(value, decimals) for value in values]


def year_ticks(first: float, last: float, at_most: int = 7) -> list[int]:
    """Whole years for an axis, few enough for a telephone; counted back from the last year.

    Steps of five years and more stand on round years instead.

    >>> year_ticks(2014, 2022), year_ticks(2021, 2021), year_ticks(1989, 2019)
    ([2014, 2016, 2018, 2020, 2022], [2021], [1990, 1995, 2000, 2005, 2010, 2015])
    """
    begin, end = ceil(first), floor(last)
    step = next(step for step in (1, 2, 5, 10, 20, 50) if (end - begin) / step <= at_most - 1)
    if step >= _ROUND_YEARS:
        end -= end % step
    return list(range(end - (end - begin) // step * step, end + 1, step))
