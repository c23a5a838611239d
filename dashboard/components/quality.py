"""What is known of the figures' quality: origins, sources and licences, refusals, rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard.components import badges, charts, prose, tables
from dashboard.format import day, number
from dashboard.rows import Row
from dashboard.texts import Words


def origins(words: Words, counts: Mapping[str, int]) -> html.Section:
    """Observations by origin, each with what the word means."""
    return prose.section(
        words("data.origins"),
        [
            tables.table(
                words,
                caption=words("data.origins_caption"),
                is_caption_shown=False,
                columns=[
                    tables.Column(words("column.origin")),
                    tables.Column(words("column.meaning")),
                    tables.Column(words("column.observations"), is_number=True),
                ],
                rows=[
                    [badges.origin(words, code), words(f"origin_means.{code}"), number(count)]
                    for code, count in counts.items()
                ],
            )
        ],
        id="origins",
    )


def sources(words: Words, rows: Sequence[Row]) -> html.Section:
    """Every source with publisher, licence, how the copy was obtained, accepted rows."""
    notes = list(dict.fromkeys(filter(None, (words.pick(row, "licence_note") for row in rows))))
    return prose.section(
        words("data.sources", count=len(rows)),
        [
            html.P(words("data.sources_text"), className="small"),
            tables.table(
                words,
                caption=words("data.sources_caption"),
                is_caption_shown=False,
                stacks=True,
                columns=[
                    tables.Column(words("column.source")),
                    tables.Column(words("field.publisher")),
                    tables.Column(words("field.licence")),
                    tables.Column(words("field.obtained")),
                    tables.Column(words("field.retrieved")),
                    tables.Column(words("column.accepted"), is_number=True),
                    tables.Column(words("column.quarantined"), is_number=True),
                ],
                rows=[_source(words, row, notes) for row in rows],
            ),
            html.H3(words("data.licence_notes"), id="licence-notes"),
            html.Ol(
                [html.Li(note, id=f"licence-note-{n}") for n, note in enumerate(notes, 1)],
                className="numbered",
            ),
        ],
        id="sources",
    )


def quarantine(words: Words, rows: Sequence[Row]) -> html.Section:
    """The rows that were refused, with their reason."""
    if not rows:
        content: list[Any] = [html.P(words("data.no_quarantine"))]
    else:
        content = [
            html.P(words("data.quarantine_text"), className="small"),
            tables.table(
                words,
                caption=words("data.quarantine_caption", count=len(rows)),
                is_caption_shown=False,
                stacks=True,
                columns=[
                    tables.Column(words("column.place")),
                    tables.Column(words("column.value_given")),
                    tables.Column(words("column.rule")),
                    tables.Column(words("column.reason")),
                    tables.Column(words("column.known")),
                ],
                rows=[_refused(words, row) for row in rows],
            ),
        ]
    return prose.section(words("data.quarantine", count=len(rows)), content, id="quarantine")


def rules(words: Words, rows: Sequence[Row]) -> html.Section:
    """How many checks ran, and those that found something."""
    broken = [row for row in rows if not row["is_passed"]]
    content: list[Any] = [
        html.P(words("data.rules_text", checks=number(len(rows)), broken=number(len(broken))))
    ]
    if broken:
        content.append(
            charts.details(
                words("data.rules_show"),
                tables.table(
                    words,
                    caption=words("data.rules_caption"),
                    stacks=True,
                    columns=[
                        tables.Column(words("column.source")),
                        tables.Column(words("column.rule")),
                        tables.Column(words("column.severity")),
                        tables.Column(words("column.reason")),
                        tables.Column(words("column.rows"), is_number=True),
                    ],
                    rows=[
                        [
                            html.Code(row["source_id"]),
                            html.Code(row["rule_id"]),
                            words(f"severity.{row['severity']}"),
                            words.pick(row, "message"),
                            number(row["failed_rows"]),
                        ]
                        for row in broken
                    ],
                ),
            )
        )
    return prose.section(words("data.rules"), content, id="rules")


def _source(words: Words, row: Row, notes: Sequence[str]) -> list[Any]:
    note = words.pick(row, "licence_note")
    licence = prose.in_korean(words, row["licence"])
    number_ = notes.index(note) + 1 if note else 0
    footnote = html.A(words("data.licence_note", number=number_), href=f"#licence-note-{number_}")
    return [
        html.Span(
            [
                prose.outside_link(words, row["url"], words.pick(row, "name"))
                if row["url"]
                else words.pick(row, "name"),
                html.Span(row["source_id"], className="code"),
            ],
            className="named",
        ),
        words.pick(row, "publisher"),
        html.Span([licence, " ", footnote] if note else licence),
        html.Span(prose.in_korean(words, row["obtained_from"]), className="small"),
        html.Span(day(row["retrieved_on"], words.lang), className="nowrap"),
        words("none.value") if row["accepted"] is None else number(row["accepted"]),
        words("none.value") if row["quarantined"] is None else number(row["quarantined"]),
    ]


def _refused(words: Words, row: Row) -> list[Any]:
    return [
        words("data.place", file=row["file"], line=row["line"], column=row["column_name"]),
        html.Code(row["value_text"]) if row["value_text"] else words("none.blank"),
        html.Code(row["rule_id"]),
        words.pick(row, "reason"),
        words("known.acknowledged" if row["is_acknowledged"] else "known.open"),
    ]
