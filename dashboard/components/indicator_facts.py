"""The key figures of an indicator, and the honest box where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components import badges, prose, values
from dashboard.figures import milestone_bar
from dashboard.format import percent, signed, with_unit
from dashboard.rows import Row
from dashboard.texts import Words


def key_figures(words: Words, row: Row, milestones: Sequence[Row]) -> html.Dl:
    """Latest value, change, target, progress and pace as large figures."""
    nation = values.is_nation(row)
    pairs: list[tuple[str, Any]] = []
    if row["last_value"] is not None:
        pairs += [(words("key.nation" if nation else "key.latest"), _latest(words, row))]
        pairs += [(words("key.change"), _change(words, row))]
    pairs += [(words("key.target"), _targets(words, row, milestones))]
    if values.has_progress(row):
        pairs += [
            (
                words("key.progress"),
                [
                    html.Span(_progress(words, row["progress_pct"]), className="key-number"),
                    milestone_bar(row, words.lang),
                ],
            )
        ]
    if row["trend_pct_per_year"] is not None:
        pairs += [(words("key.trend"), _trend(words, row))]
    return prose.facts(pairs, "key-figures key-figures--nation" if nation else "key-figures")


def hole(words: Words, row: Row) -> html.Div:
    """There is no city figure: who publishes it, in which table, and what happens next."""
    table_id = row["published_table_id"]
    url = row["published_url"]
    has_districts = row["districts"] > 0
    return prose.notice(
        "hole",
        words("hole.title"),
        [
            html.P(words("hole.districts_only" if has_districts else "hole.text")),
            prose.facts(
                [
                    (words("field.publisher"), words.pick(row, "publisher")),
                    (words("field.table"), words.pick(row, "published_table")),
                    (words("field.table_id"), html.Code(table_id) if table_id else None),
                    (words("field.url"), prose.outside_link(words, url, url) if url else None),
                    (words("field.custodian"), words.pick(row, "custodian")),
                ]
            ),
        ],
    )


def _progress(words: Words, share: float) -> str:
    """The share of the way that is done; beyond both ends words say more than a number."""
    if share < 0:
        return words("key.backwards")
    return words("key.beyond") if share > 100 else percent(share, 0)


def _latest(words: Words, row: Row) -> list[Any]:
    return [
        html.Span(
            values.value_text(words, row, row["last_value"]),
            className="key-number",
        ),
        html.Span(
            [
                values.year_text(words, row["last_year"]),
                " ",
                badges.origin(words, row["best_origin"]),
                " " if row["is_stale"] else None,
                badges.stale(words) if row["is_stale"] else None,
            ],
            className="key-note",
        ),
    ]


def _change(words: Words, row: Row) -> Any:
    if row["previous_value"] is None:
        return None
    if values.is_broken(row, row["previous_year"]):
        return html.Span(words("key.broken", year=row["break_year"]), className="key-words")
    decimals = row["decimals"] or 0
    symbol = values.symbol(words, row)
    if symbol == "%":
        symbol = words("unit.points")
    change = round(row["last_value"], decimals) - round(row["previous_value"], decimals)
    return [
        html.Span(with_unit(signed(change, decimals), symbol, words.lang), className="key-number"),
        html.Span(
            words(
                "key.since",
                year=row["previous_year"],
                value=values.value_text(words, row, row["previous_value"]),
            ),
            className="key-note",
        ),
    ]


def _targets(words: Words, row: Row, milestones: Sequence[Row]) -> list[Any]:
    if not milestones:
        return [html.Span(words("key.no_target"), className="key-words")]
    made: list[Any] = []
    for step in milestones:
        judged = {
            **row,
            "target_value": step["value"],
            "target_upper": step["upper_value"],
            "target_year": step["year"],
        }
        text = values.target_text(words, judged) or words("target.in_words", year=step["year"])
        made.append(html.Span(text, className="key-number key-number--target"))
        basis = words(
            "target.basis", basis=words(f"basis.{step['basis']}"), document=step["document"]
        )
        made.append(html.Span(basis, className="key-note"))
        if words.pick(step, "note"):
            made.append(html.Span(words.pick(step, "note"), className="key-note"))
    return made


def _trend(words: Words, row: Row) -> list[Any]:
    return [
        html.Span(
            words("key.per_year", rate=f"{signed(row['trend_pct_per_year'], 1)}%"),
            className="key-number",
        ),
        html.Span(badges.trend(words, row["trend"]), className="key-note"),
    ]
