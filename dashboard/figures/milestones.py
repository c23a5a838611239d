"""Targets: which ones have a number, and how far it is from the base to the target."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.figures.look import as_image
from dashboard.figures.series import Indicator, as_row
from dashboard.format import number, percent, with_unit
from dashboard.rows import Row, records
from dashboard.texts import Words, load

# Base and target stand here (per cent of the width); beyond them there is room to run over.
_BASE_AT, _TARGET_AT = 16.0, 84.0
_EDGE = 4.0
_SIGNS = {"base": "○", "now": "●", "target": "◇"}


def valued(milestones: pd.DataFrame) -> list[Row]:
    """The milestones that have a number, one a year: the plan's own before the nation's."""
    if milestones.empty:
        return []
    rows = [row for row in records(milestones) if row["value"] is not None]
    by_year = {row["year"]: row for row in sorted(rows, key=lambda row: row["basis"] == "official")}
    return [by_year[year] for year in sorted(by_year)]


def milestone_bar(indicator: Indicator, lang: str) -> Any:
    """Base, latest and target on one line; the target is always on the right.

    Without a numeric target or a base, across a change of definition, or with a proxy (whose values
    are not Seoul's), it says so instead.
    """
    row, words = as_row(indicator), load(lang)
    missing = _missing(row)
    if missing:
        return html.Span(words(f"figures.milestone.{missing}"), className="fig-nothing")
    progress = float(row["progress_pct"])
    at = _BASE_AT + (_TARGET_AT - _BASE_AT) * progress / 100
    shown = min(max(at, _EDGE), 100 - _EDGE)
    side = "behind" if at < _BASE_AT else "beyond" if at > _TARGET_AT else "between"
    line = html.Div(
        [
            html.Span(className="fig-milestone-way", style=_way(shown)),
            _sign("base", _BASE_AT),
            _sign("target", _TARGET_AT),
            _sign(f"now fig-milestone-sign--{side}", shown),
        ],
        className="fig-milestone-line",
    )
    texts = html.Div(
        [
            _text(words, "base", row["base_year"], _value(row, row["base_value"], words)),
            _text(words, "now", row["last_year"], _value(row, row["last_value"], words)),
            _text(words, "target", row["target_year"], _target(row, words)),
        ],
        className="fig-milestone-texts",
    )
    return html.Div(
        [line, texts],
        className=f"fig-milestone fig-milestone--{side}",
        **as_image(describe_milestone(indicator, lang)),
    )


def describe_milestone(indicator: Indicator, lang: str) -> str:
    """What `milestone_bar` shows."""
    row, words = as_row(indicator), load(lang)
    missing = _missing(row)
    if missing:
        return words(f"figures.milestone.{missing}") + "."
    progress = float(row["progress_pct"])
    base = words(
        "figures.describe.milestone.base",
        year=row["base_year"],
        value=_value(row, row["base_value"], words),
        last_year=row["last_year"],
        last=_value(row, row["last_value"], words),
    )
    values: dict[str, Any] = {"target": _target(row, words), "target_year": row["target_year"]}
    kind = "back" if progress < 0 else "forward"
    if row["reason"] == "target_met":
        kind = "met"
    elif kind == "forward":
        values["progress"] = percent(progress, 0)
    return f"{base} {words(f'figures.describe.milestone.{kind}', **values)}"


def _missing(row: Row) -> str:
    """Why there is no way from base to target to be drawn; blank if there is."""
    if row["target_value"] is None:
        return "no_target"
    if row["reason"] == "proxy_only":
        return "not_seoul"
    needed = ("base_year", "base_value", "last_value", "progress_pct")
    if any(row.get(name) is None for name in needed) or row["base_year"] == row["last_year"]:
        return "no_base"
    broken = row.get("break_year") is not None and row["base_year"] < row["break_year"]
    return "broken" if broken else ""


def _way(shown: float) -> dict[str, str]:
    """The bar from the base to the latest value."""
    left, right = sorted((_BASE_AT, shown))
    return {"left": f"{left:.1f}%", "width": f"{right - left:.1f}%"}


def _sign(kind: str, at: float) -> html.Span:
    return html.Span(
        className=f"fig-milestone-sign fig-milestone-sign--{kind}", style={"left": f"{at:.1f}%"}
    )


def _text(words: Words, kind: str, year: int, value: str) -> html.Span:
    said = f"{words(f'figures.milestone.{kind}')} {words('figures.milestone.at', year=year)}"
    head = f"{_SIGNS[kind]} {said}"
    return html.Span(
        [html.Span(head, className="fig-milestone-head"), html.Span(value)],
        className=f"fig-milestone-text fig-milestone-text--{kind}",
    )


def _value(row: Row, value: float, words: Words) -> str:
    symbol = str(words.pick(row, "symbol") or "")
    return with_unit(number(value, row["decimals"] or 0), symbol, words.lang)


def _target(row: Row, words: Words) -> str:
    upper = row["target_upper"]
    if upper is None or upper == row["target_value"]:
        return _value(row, row["target_value"], words)
    lower = number(row["target_value"], row["decimals"] or 0)
    return words("figures.milestone.range", lower=lower, upper=_value(row, upper, words))
