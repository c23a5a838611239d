"""Values with unit and year, as text; holes are said in words."""

from __future__ import annotations

from dashboard.format import number, with_unit
from dashboard.rows import Row
from dashboard.texts import Words


def value_text(words: Words, row: Row, value: float | None) -> str:
    """A value in the decimals and unit of the row's indicator, or 자료없음."""
    if value is None:
        return words("none.value")
    return with_unit(number(value, row["decimals"] or 0), symbol(words, row), words.lang)


def symbol(words: Words, row: Row) -> str:
    """The unit's symbol; blank for plain ratios and indices."""
    return words.pick(row, "symbol") or ""


def year_text(words: Words, year: int | None) -> str:
    return "" if year is None else words("year", year=year)


def target_text(words: Words, row: Row) -> str:
    """The judged target: value, or range, and year; blank where there is none."""
    if row["target_value"] is None:
        return ""
    value = value_text(words, row, row["target_value"])
    upper = row["target_upper"]
    if upper is not None and upper != row["target_value"]:
        value = words("target.range", lower=value, upper=value_text(words, row, upper))
    return words("target.by", value=value, year=row["target_year"])


def is_nation(row: Row) -> bool:
    """Whether the row's figures are the nation's, standing in for Seoul's."""
    return row["best_origin"] == "proxy"


def has_progress(row: Row) -> bool:
    """Whether it can be said how far Seoul has come from the base to the target."""
    if is_nation(row) or row["progress_pct"] is None or row["base_year"] == row["last_year"]:
        return False
    return not is_broken(row, row["base_year"])


def is_broken(row: Row, since: int | None) -> bool:
    """Whether the definition has changed since a year, so that its value does not compare."""
    broken = row["break_year"]
    return broken is not None and since is not None and since < broken
