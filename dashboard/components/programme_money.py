"""A programme's rates and money, each rate with its formula and this row's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components import badges, prose, tables
from dashboard.figures import money_bar
from dashboard.format import day, money, number, percent, period, won_exact
from dashboard.rows import Row
from dashboard.texts import Words


def key_figures(words: Words, row: Row) -> html.Dl:
    """Achievement, current budget, spent, execution; 미제출 where nothing was returned."""
    return prose.facts(
        [
            (words("column.achievement"), _achievement(words, row)),
            (words("column.current_budget"), _money(words, row, "current_budget_krw")),
            (words("column.spent"), _money(words, row, "spent_krw")),
            (words("column.execution"), _execution(words, row)),
        ],
        "key-figures",
    )


def section(words: Words, row: Row, budget: Sequence[Row]) -> html.Section:
    """The money by as-of date, and the formula with the latest numbers."""
    if not budget:
        content: list[Any] = [
            html.P(words("programme.no_budget"), className="hole"),
            html.P(words("programme.formula_execution"), className="formula"),
        ]
        return prose.section(words("programme.budget"), content, id="budget")
    latest = budget[-1]
    content = [
        money_bar(latest, words.lang),
        html.P(formula(words, latest), className="formula"),
        html.P(words("programme.terms"), className="small"),
        tables.table(
            words,
            caption=words("programme.budget_caption", name=words.pick(row, "name")),
            is_sample=any(entry["origin"] == "sample" for entry in budget),
            columns=[
                tables.Column(words("column.as_of")),
                tables.Column(words("column.fiscal_year")),
                tables.Column(words("column.budget"), is_number=True),
                tables.Column(words("column.current_budget"), is_number=True),
                tables.Column(words("column.spent"), is_number=True),
                tables.Column(words("column.balance"), is_number=True),
                tables.Column(words("column.execution"), is_number=True),
            ],
            rows=[_line(words, entry) for entry in reversed(budget)],
        ),
    ]
    return prose.section(words("programme.budget"), content, id="budget")


def formula(words: Words, entry: Row) -> str:
    """집행률 = 지출액 ÷ 예산현액, with this row's numbers."""
    if entry["execution_rate_pct"] is None:
        return words("programme.formula_execution")
    return words(
        "programme.formula_worked",
        spent=won_exact(entry["spent_krw"], words.lang),
        current=won_exact(entry["current_budget_krw"], words.lang),
        rate=percent(entry["execution_rate_pct"]),
        as_of=day(entry["as_of"], words.lang),
    )


def _line(words: Words, entry: Row) -> list[Any]:
    rate = entry["execution_rate_pct"]
    return [
        day(entry["as_of"], words.lang),
        str(entry["fiscal_year"]),
        *[
            html.Span(money(entry[name], words.lang), title=won_exact(entry[name], words.lang))
            for name in ("budget_krw", "current_budget_krw", "spent_krw", "balance_krw")
        ],
        words("none.value") if rate is None else percent(rate),
    ]


def _unsent(words: Words) -> html.Span:
    return html.Span(words("programme_status.not_submitted"), className="key-words")


def _sampled(words: Words, row: Row) -> list[Any]:
    return [" ", badges.sample(words)] if row["origin"] == "sample" else []


def _achievement(words: Words, row: Row) -> list[Any]:
    rate = row["achievement_rate_pct"]
    if rate is None:
        return [_unsent(words)]
    return [
        html.Span(percent(rate), className="key-number"),
        html.Span(
            words(
                "programme.achievement_worked",
                actual=number(row["actual_pct"], 1),
                planned=number(row["planned_pct"], 1),
                period=period(row["progress_period"], words.lang),
            ),
            className="key-note",
        ),
        html.Span(_sampled(words, row), className="key-note"),
    ]


def _money(words: Words, row: Row, name: str) -> list[Any]:
    if row[name] is None:
        return [_unsent(words)]
    return [
        html.Span(money(row[name], words.lang), className="key-number"),
        html.Span(
            words("programme.as_of", date=day(row["as_of"], words.lang), year=row["fiscal_year"]),
            className="key-note",
        ),
        html.Span(_sampled(words, row), className="key-note"),
    ]


def _execution(words: Words, row: Row) -> list[Any]:
    if row["execution_rate_pct"] is None:
        return [_unsent(words)]
    return [
        html.Span(percent(row["execution_rate_pct"]), className="key-number"),
        html.Span(words("programme.execution_is_divided"), className="key-note"),
        html.Span(_sampled(words, row), className="key-note"),
    ]
