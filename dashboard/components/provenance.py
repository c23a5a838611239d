"""What an indicator means and where its figures come from: the producer's words, then ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard.components import badges, prose
from dashboard.format import day
from dashboard.rows import Row, records
from dashboard.texts import Words
from dashboard.visit import Visit


def sections(visit: Visit, row: Row) -> list[Any]:
    """Definition, sources and reservations of an indicator."""
    words, release = visit.words, visit.release
    sources = records(release.indicator_sources(row["indicator_id"]))
    caveats = {
        caveat["caveat_id"]: words.pick(caveat, "text") for caveat in records(release.caveats())
    }
    return [
        prose.section(words("meaning.heading"), [_meaning(words, row)], id="meaning"),
        prose.section(words("source.heading"), _sources(words, row, sources), id="sources"),
        *_caveats(words, row, sources, caveats),
    ]


def _meaning(words: Words, row: Row) -> html.Dl:
    sdgs = [
        words(f"field.{name}", codes=", ".join(codes))
        for name in ("un_indicators", "k_sdg_indicators")
        if (codes := row[name])
    ]
    return prose.facts(
        [
            (words("field.definition"), words.pick(row, "definition")),
            (words("field.formula"), words.pick(row, "formula")),
            (words("field.unit"), words.pick(row, "unit_name")),
            (words("field.direction"), words(f"direction.{row['direction']}")),
            (words("field.baseline"), _baseline(words, row)),
            (words("field.frequency"), words(f"frequency.{row['frequency']}")),
            (
                words("field.lag"),
                words("field.lag_months", months=row["publication_lag_months"]),
            ),
            (words("field.custodian"), words.pick(row, "custodian")),
            (words("field.publication"), _publication(words, row)),
            (words("field.sdgs"), html.Ul([html.Li(text) for text in sdgs]) if sdgs else None),
            (words("field.notes"), words.pick(row, "notes")),
        ]
    )


def _baseline(words: Words, row: Row) -> str:
    from dashboard.components.values import value_text

    if row["baseline_value"] is None:
        return ""
    return words(
        "field.baseline_is",
        year=row["baseline_year"],
        value=value_text(words, row, row["baseline_value"]),
    )


def _publication(words: Words, row: Row) -> list[Any]:
    made: list[Any] = [f"{words.pick(row, 'publisher')}, {words.pick(row, 'published_table')}"]
    if row["published_table_id"]:
        made += [" ", html.Code(row["published_table_id"])]
    if row["published_url"]:
        made += [" ", prose.outside_link(words, row["published_url"], words("field.open"))]
    return made


def _sources(words: Words, row: Row, sources: list[Row]) -> list[Any]:
    if not sources:
        return [html.P(words("source.none"), className="hole")]
    return [html.Div([_source(words, source) for source in sources], className="source-cards")]


def _source(words: Words, source: Row) -> html.Article:
    note = words.pick(source, "licence_note")
    licence = prose.in_korean(words, source["licence"])
    producer = prose.facts(
        [
            (words("field.publisher"), _publisher(words, source)),
            (words("field.table"), prose.in_korean(words, source["measure_table"])),
            (
                words("field.table_id"),
                html.Code(source["measure_table_id"]) if source["measure_table_id"] else None,
            ),
            (words("field.measure"), words.pick(source, "measure")),
            (
                words("field.licence"),
                [licence, html.Br(), note] if note else licence,
            ),
            (
                words("field.url"),
                prose.outside_link(words, source["url"], source["url"]) if source["url"] else None,
            ),
        ]
    )
    ours = prose.facts(
        [
            (words("field.obtained"), prose.in_korean(words, source["obtained_from"])),
            (words("field.retrieved"), day(source["retrieved_on"], words.lang)),
            (words("field.processing"), words.pick(source, "processing")),
            (words("field.series_formula"), words.pick(source, "formula")),
            (words("field.measure_note"), words.pick(source, "measure_note")),
        ]
    )
    return html.Article(
        [
            html.H3([words.pick(source, "name"), " ", badges.origin(words, source["origin"])]),
            html.Div(
                [
                    html.Div([html.H4(words("source.producer")), producer]),
                    html.Div([html.H4(words("source.ours")), ours]),
                ],
                className="source-sides",
            ),
        ],
        className="source-card",
    )


def _publisher(words: Words, source: Row) -> Any:
    """Who made this measure: the source's publisher, unless the measure names another."""
    named = source["measure_publisher"]
    if named == source["publisher_ko"]:
        return words.pick(source, "publisher")
    return prose.in_korean(words, named)


def _caveats(
    words: Words, row: Row, sources: list[Row], texts: Mapping[str, str]
) -> list[html.Section]:
    """Reservations of the indicator, its series and its sources, each once, in that order."""
    named = list(row["caveats"])
    for source in sources:
        named += [*source["series_caveats"], *source["caveats"]]
    unique = list(dict.fromkeys(named))
    if not unique:
        return []
    items = html.Ul([html.Li(texts[caveat]) for caveat in unique], className="caveats")
    return [prose.section(words("caveat.heading"), [items], id="caveats")]
