"""One scale for a map of the districts: a few classes of equal width, light for low, dark for high.

Equal widths, not equal counts: districts that lie close together look alike. A district far from
all others (outside three times the middle half's spread) does not stretch the scale; the outermost
class is then open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from dashboard.figures.ticks import decimals_of, round_limits
from dashboard.format import number

_CLASSES = 5
_FAR = 3.0
_OUTLYING = 1.5
# Which of the five steps of colour a scale with fewer classes uses.
_STEPS = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True)
class Scale:
    """Class limits (one more than classes) and whether the outer classes are open."""

    limits: tuple[float, ...]
    is_open_below: bool
    is_open_above: bool

    @property
    def classes(self) -> int:
        return max(1, len(self.limits) - 1)

    def step(self, value: float) -> int:
        """The step of colour (1 lightest to 5 darkest) of a value."""
        inner = self.limits[1:-1]
        return _STEPS[self.classes][bisect_right(inner, value)]

    def steps(self) -> tuple[int, ...]:
        """The steps of colour in use, lightest first."""
        return _STEPS[self.classes]

    def bounds(self) -> list[tuple[float | None, float | None]]:
        """From and below of each class; None where it is open."""
        if len(self.limits) == 1:
            return [(self.limits[0], self.limits[0])]
        pairs: list[tuple[float | None, float | None]] = [
            (low, high) for low, high in zip(self.limits, self.limits[1:], strict=False)
        ]
        if self.is_open_below:
            pairs[0] = (None, pairs[0][1])
        if self.is_open_above:
            pairs[-1] = (pairs[-1][0], None)
        return pairs

    def written(self, value: float) -> str:
        """A limit with as many decimals as the scale's limits need."""
        return number(value, decimals_of(list(self.limits)))


def scale_of(values: Sequence[float]) -> Scale:
    """The scale for some values.

    >>> scale_of([17.2, 18.0, 19.5, 21.0, 22.4]).limits
    (16.0, 18.0, 20.0, 22.0, 24.0)
    >>> scale_of([7.0, 7.0]).limits
    (7.0,)
    """
    near = [value for value in values if not _is_outside(value, values, _FAR)]
    limits = _fitting(min(near), max(near))
    return Scale(
        tuple(limits),
        is_open_below=min(values) < limits[0],
        is_open_above=max(values) > limits[-1],
    )


def outliers(values: Sequence[float]) -> list[int]:
    """Positions of values further from the middle half than one and a half times its spread."""
    return [place for place, value in enumerate(values) if _is_outside(value, values, _OUTLYING)]


def _fitting(low: float, high: float) -> list[float]:
    """Round limits that make at most five classes."""
    for pieces in range(_CLASSES, 0, -1):
        limits = round_limits(low, high, pieces)
        if len(limits) <= _CLASSES + 1:
            return limits
    return [low, high]


def _is_outside(value: float, values: Sequence[float], reach: float) -> bool:
    if len(values) < 4:
        return False
    lower, _, upper = quantiles(values, n=4, method="inclusive")
    spread = reach * (upper - lower)
    return bool(spread) and not lower - spread <= value <= upper + spread
