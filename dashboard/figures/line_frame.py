"""The axes of an indicator's line: what must fit, and what is said of them."""

from __future__ import annotations

from typing import Any

from dashboard.figures import look
from dashboard.figures.series import Track
from dashboard.figures.ticks import axis_labels, round_limits, year_ticks
from dashboard.format import period
from dashboard.rows import Row
from dashboard.texts import Words

# An axis that would leave no more than this share of its height blank begins at zero.
_ZERO_WITHIN = 0.4
_PERIODS_SHOWN = 6


class Frame:
    """Where things are: first and last place in time, lowest and highest value."""

    def __init__(self, row: Row, lines: list[Track], goals: list[Row], words: Words) -> None:
        self._symbol = str(words.pick(row, "symbol") or "")
        self._words = words
        self._main = lines[0]
        points = [point for track in lines for point in track.points]
        self._is_yearly = all(len(point.period) == 4 for point in points)
        self._periods = {point.at: point.period for point in points}
        self.first = min(point.at for point in points)
        self.last = max([point.at for point in points] + [float(goal["year"]) for goal in goals])
        values = [point.value for point in points]
        values += [goal["value"] for goal in goals]
        values += [goal["upper_value"] for goal in goals if goal["upper_value"] is not None]
        self._limits = _limits(min(values), max(values))

    @property
    def _step(self) -> float:
        return self._limits[1] - self._limits[0]

    def is_near_bottom(self, value: float) -> bool:
        """Whether something written below a value would meet the axis."""
        return self._limits[0] == 0 and value < 0.6 * self._step

    def margin(self) -> dict[str, Any]:
        return look.with_room_above(2 if self._main.is_proxy else 1)

    def corner(self) -> dict[str, Any]:
        """Unit, whether the axis hides its zero, and first of all whether this is not Seoul."""
        words = self._words
        unit = self._symbol or words("figures.no_unit")
        is_cut = self._limits[0] > 0
        text = words("figures.unit_cut" if is_cut else "figures.unit", unit=unit)
        if self._main.is_proxy:
            role = words(f"figures.line.{self._main.role}")
            text = f"<b>{words('figures.not_seoul', role=role)}</b><br>{text}"
        return look.corner_note(text)

    def x_axis(self) -> dict[str, Any]:
        span = self.last - self.first
        margin = max(0.35, span * 0.04) if self._is_yearly else max(0.15, span * 0.06)
        return look.axis(
            range=[self.first - margin, self.last + margin], tickmode="array", **self._ticks()
        )

    def y_axis(self) -> dict[str, Any]:
        """With room above the highest and below the lowest number for what is written there."""
        below = 0.0 if self._limits[0] == 0 else 0.6 * self._step
        return look.value_axis(
            range=[self._limits[0] - below, self._limits[-1] + 0.45 * self._step],
            tickmode="array",
            tickvals=self._limits,
            ticktext=axis_labels(self._limits, self._words, self._symbol),
        )

    def _ticks(self) -> dict[str, Any]:
        if self._is_yearly:
            years = year_ticks(self.first, self.last)
            return {"tickvals": years, "ticktext": [str(year) for year in years]}
        places = sorted(self._periods)
        every = -(-len(places) // _PERIODS_SHOWN)
        kept = places[::-1][::every][::-1]
        texts = [period(self._periods[at], self._words.lang) for at in kept]
        return {"tickvals": kept, "ticktext": texts}


def _limits(low: float, high: float) -> list[float]:
    if low > 0 and low <= _ZERO_WITHIN * high:
        low = 0.0
    if low == high:
        low, high = low - abs(low or 1) * 0.1, high + abs(high or 1) * 0.1
    return round_limits(low, high, 5)
