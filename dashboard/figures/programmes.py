"""Programmes: work against money, quarter by quarter, and how much of the budget is spent.

Figures made for demonstration carry the word 견본 across the drawing and hatching in every bar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from dashboard import theme
from dashboard.figures import look
from dashboard.figures.look import Figure
from dashboard.figures.series import as_row
from dashboard.format import money, number, percent, period
from dashboard.rows import Row, records
from dashboard.texts import Words, load

_BEHIND = ("partial", "lagging")
_SIGNS = {
    "completed": "circle",
    "normal": "triangle-up",
    "partial": "square",
    "lagging": "triangle-down",
    "suspended": "x",
    "not_submitted": "circle-open",
}


def programme_quadrant(programmes: pd.DataFrame, lang: str) -> Figure:
    """Each programme by work (done ÷ planned) and money (execution rate)."""
    words = load(lang)
    rows = _placed(programmes)
    share = _elapsed(rows)
    traces = [
        _status_trace(words, status, [row for row in rows if row["programme_status"] == status])
        for status in theme.PROGRAMME_STATUSES
        if any(row["programme_status"] == status for row in rows)
    ]
    works = [row["achievement_rate_pct"] for row in rows] or [100.0]
    notes = [look.corner_note(words("figures.quadrant.money"))]
    if share is not None:
        text = words("figures.quadrant.elapsed", share=percent(share, 0))
        notes.append(
            look.note(
                text, xref="paper", x=0, y=share, xanchor="left", yanchor="bottom",
                bgcolor="rgba(255,255,255,0.8)",
            )
        )  # fmt: skip
    lines = [_line(x0=100, x1=100, yref="paper", y0=0, y1=1)]
    if share is not None:
        lines.append(_line(xref="paper", x0=0, x1=1, y0=share, y1=share))
    return {
        "data": traces,
        "layout": look.layout(
            xaxis=look.axis(
                range=[min(80.0, *works) - 4, max(110.0, *works) + 4],
                title={"text": words("figures.quadrant.work"), "font": {"size": 13}},
                ticksuffix="%",
            ),
            yaxis=look.value_axis(range=[0, 105], ticksuffix="%"),
            annotations=[*notes, *_mark(words, rows)],
            shapes=lines,
            legend={**look.layout()["legend"], "y": -0.24},
        ),
    }


def describe_quadrant(programmes: pd.DataFrame, lang: str) -> str:
    """What `programme_quadrant` shows."""
    words = load(lang)
    rows = _placed(programmes)
    share = _elapsed(rows)
    if not rows or share is None:
        return words("figures.describe.quadrant.none")
    late = {row["programme_id"] for row in rows if row["programme_status"] in _BEHIND}
    unspent = {row["programme_id"] for row in rows if row["execution_rate_pct"] < share}
    kind = "sample" if _is_sample(rows) else "official"
    return words(
        f"figures.describe.quadrant.{kind}",
        count=len(rows),
        late=len(late),
        unspent=len(unspent),
        both=len(late & unspent),
        share=percent(share, 0),
    )


def quarter_bars(progress: pd.DataFrame, lang: str) -> Figure:
    """Planned and actual progress, quarter by quarter; both add up within a year."""
    words = load(lang)
    rows = records(progress.sort_values("period"))
    labels = _quarter_labels(words, [row["period"] for row in rows])
    is_sample = _is_sample(rows)
    planned = _bars(words, rows, labels, "planned")
    planned["marker"] = {
        "color": look.PAPER,
        "line": {"color": look.SUBTLE, "width": 1.5},
    }
    actual = _bars(words, rows, labels, "actual")
    actual["marker"] = {"color": look.CITY, "line": {"color": look.CITY, "width": 1.5}}
    if is_sample:
        actual["marker"]["pattern"] = {
            "shape": "/",
            "fgcolor": look.CITY,
            "bgcolor": look.PAPER,
            "size": 7,
            "solidity": 0.45,
        }
    top = max(
        [100.0, *(row[name] or 0.0 for row in rows for name in ("planned_pct", "actual_pct"))]
    )
    return {
        "data": [planned, actual],
        "layout": look.layout(
            barmode="group",
            bargap=0.3,
            bargroupgap=0.08,
            xaxis=look.axis(type="category", ticks=""),
            yaxis=look.value_axis(range=[0, top * 1.05], tickvals=[0, 25, 50, 75, 100]),
            annotations=[look.corner_note(words("figures.quarters.axis")), *_mark(words, rows)],
            legend={**look.layout()["legend"], "y": -0.2},
        ),
    }


def describe_quarters(progress: pd.DataFrame, lang: str) -> str:
    """What `quarter_bars` shows."""
    words = load(lang)
    rows = [
        row
        for row in records(progress.sort_values("period"))
        if row["planned_pct"] is not None and row["actual_pct"] is not None
    ]
    if not rows:
        return words("figures.describe.quarters.none")
    last = rows[-1]
    text = words(
        f"figures.describe.quarters.{'last' if _is_sample(rows) else 'official_last'}",
        when=period(last["period"], lang),
        planned=percent(last["planned_pct"], 1),
        actual=percent(last["actual_pct"], 1),
    )
    worst = min(rows, key=lambda row: row["actual_pct"] - row["planned_pct"])
    gap = worst["actual_pct"] - worst["planned_pct"]
    if gap >= 0:
        return f"{text} {words('figures.describe.quarters.kept')}"
    when = period(worst["period"], lang)
    return f"{text} {words('figures.describe.quarters.worst', when=when, gap=number(gap, 1))}"


def money_bar(budget: Mapping[str, Any] | pd.Series, lang: str) -> Any:
    """How much of the current budget (예산현액) is spent, as one bar."""
    row, words = as_row(budget), load(lang)
    current, spent = row.get("current_budget_krw"), row.get("spent_krw")
    if not current or spent is None:
        return html.Span(words("figures.money.none"), className="fig-nothing")
    rate = 100.0 * spent / current
    filled = html.Span(className="fig-money-spent", style={"width": f"{min(rate, 100.0):.1f}%"})
    pieces: list[Any] = [filled]
    if row.get("origin") == "sample":
        mark = words("figures.sample_mark")
        pieces.append(html.Span(mark, className="fig-money-mark"))
    texts = [
        _money_text(words, "spent", f"{money(spent, lang)} ({percent(rate)})"),
        _money_text(words, "balance", money(current - spent, lang)),
        _money_text(words, "current", money(current, lang)),
    ]
    kind = " fig-money--sample" if row.get("origin") == "sample" else ""
    return html.Div(
        [
            html.Div(pieces, className="fig-money-line"),
            html.Div(texts, className="fig-money-texts"),
        ],
        className=f"fig-money{kind}",
        **look.as_image(describe_money(budget, lang)),
    )


def describe_money(budget: Mapping[str, Any] | pd.Series, lang: str) -> str:
    """What `money_bar` shows."""
    row, words = as_row(budget), load(lang)
    current, spent = row.get("current_budget_krw"), row.get("spent_krw")
    if not current or spent is None:
        return words("figures.describe.money.none")
    kind = "sample" if row.get("origin") == "sample" else "official"
    return words(
        f"figures.describe.money.{kind}",
        current=money(current, lang),
        spent=money(spent, lang),
        rate=percent(100.0 * spent / current),
        balance=money(current - spent, lang),
    )


def _placed(programmes: pd.DataFrame) -> list[Row]:
    """The programmes that have both numbers."""
    return [
        row
        for row in records(programmes)
        if row["achievement_rate_pct"] is not None and row["execution_rate_pct"] is not None
    ]


def _elapsed(rows: Sequence[Row]) -> float | None:
    """How much of the fiscal year has passed at the date of the money, in per cent."""
    days = [row["as_of"] for row in rows if isinstance(row["as_of"], date)]
    return 100.0 * max(days).month / 12 if days else None


def _is_sample(rows: Sequence[Row]) -> bool:
    return any(row.get("origin") == "sample" for row in rows)


def _mark(words: Words, rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [look.watermark(words)] if _is_sample(rows) else []


def _status_trace(words: Words, status: str, rows: Sequence[Row]) -> Figure:
    state = theme.PROGRAMME_STATUSES[status]
    name = words(f"programme_status.{status}")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [row["achievement_rate_pct"] for row in rows],
        "y": [row["execution_rate_pct"] for row in rows],
        "marker": {
            "symbol": _SIGNS[status],
            "size": 11,
            "color": state.fill,
            "line": {"color": look.PAPER, "width": 1},
        },
        "text": [
            words(
                "figures.quadrant.told",
                code=row["programme_code"],
                name=words.pick(row, "name"),
                work=percent(row["achievement_rate_pct"]),
                money=percent(row["execution_rate_pct"]),
                status=name,
            )
            for row in rows
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _line(**place: Any) -> dict[str, Any]:
    return {"type": "line", "line": {"color": look.FAINT, "width": 1.5, "dash": "dot"}, **place}


def _quarter_labels(words: Words, periods: Sequence[str]) -> list[str]:
    """Quarters; the year stands under the first of each year."""
    labels: list[str] = []
    for place, when in enumerate(periods):
        quarter = words("figures.quarters.quarter", number=when[5:])
        is_new = place == 0 or periods[place - 1][:4] != when[:4]
        year = words("figures.quarters.year", year=when[:4])
        # categories must differ from each other: unseen marks tell the years apart
        blank = "\u200b" * (int(when[:4]) % 100)
        labels.append(f"{quarter}<br>{year}" if is_new else f"{quarter}{blank}")
    return labels


def _bars(words: Words, rows: Sequence[Row], labels: Sequence[str], kind: str) -> Figure:
    name = words(f"figures.quarters.{kind}")
    values = [row[f"{kind}_pct"] for row in rows]
    told = [
        words(
            "figures.quarters.told",
            when=period(row["period"], words.lang),
            name=name,
            value=words("figures.missing") if value is None else percent(value, 1),
        )
        for row, value in zip(rows, values, strict=True)
    ]
    return {
        "type": "bar",
        "name": name,
        "x": list(labels),
        "y": values,
        "hovertext": told,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _money_text(words: Words, kind: str, value: str) -> html.Span:
    name = words(f"figures.money.{kind}")
    return html.Span(
        [html.Span(name, className="fig-money-head"), html.Span(value)],
        className=f"fig-money-text fig-money-text--{kind}",
    )
