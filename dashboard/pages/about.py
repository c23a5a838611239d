"""`/about`: how states are set, what the origins mean, what this site cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard import theme
from dashboard.components import badges, prose, tables
from dashboard.components.links import link
from dashboard.format import day, number, percent
from dashboard.rows import Row, first, records
from dashboard.texts import Words
from dashboard.visit import Page, Visit
from indicators.methods import load_method

PATH = "/about"
MENU = 50
MENU_TEXT = "menu.about"


def page(visit: Visit) -> Page:
    words, release = visit.words, visit.release
    plan = first(release.plan()) or {}
    return Page(
        title=words("about.title"),
        description=words("about.description"),
        body=[
            html.H1(words("about.title"), tabIndex="-1"),
            html.P(words("about.lead"), className="lead"),
            _catalogue(words, plan, records(release.documents())),
            _assessments(words),
            _programmes(words),
            _origins(words),
            _limits(words),
            _law(words, records(release.table("catalogue.legal_basis"))),
            _licences(words),
            _accessibility(words),
        ],
    )


def _catalogue(words: Words, plan: Row, documents: Sequence[Row]) -> html.Section:
    stated = ("goals", "targets", "indicators", "programmes")
    table = tables.table(
        words,
        caption=words("about.documents_caption"),
        stacks=True,
        columns=[
            tables.Column(words("column.document")),
            tables.Column(words("column.date")),
            *[tables.Column(words(f"count.{name}"), is_number=True) for name in stated],
            tables.Column(words("column.note")),
        ],
        rows=[
            [
                words.pick(row, "title"),
                html.Span(day(row["published_on"], words.lang), className="nowrap"),
                *[_count(row[f"stated_{name}"]) for name in stated],
                words.pick(row, "note") or "",
            ]
            for row in documents
        ],
    )
    return prose.section(
        words("about.catalogue"),
        [html.P(words.pick(plan, "catalogue_note")), html.P(words("about.documents")), table],
        id="catalogue",
    )


def _count(value: int | None) -> Any:
    return tables.blank("–") if value is None else number(value)


def _assessments(words: Words) -> html.Section:
    method = load_method()
    rows = [
        [badges.assessment(words, code), words(f"assessment_means.{code}", **_cuts())]
        for code in theme.ASSESSMENTS
    ]
    return prose.section(
        words("about.assessments"),
        [
            html.P(words("about.method_name", name=_text(words, method.name))),
            html.P(_text(words, method.source)),
            html.P(words("about.formula"), className="formula"),
            tables.table(
                words,
                caption=words("about.assessments_caption"),
                columns=[
                    tables.Column(words("column.assessment")),
                    tables.Column(words("column.rule_words")),
                ],
                rows=rows,
            ),
            html.P(
                words(
                    "about.trend",
                    cut=number(_trend_cut(), 0),
                    years=method.window.years,
                )
            ),
            _parts(words),
            html.P(words("about.no_score")),
        ],
        id="method",
    )


def _cuts() -> dict[str, Any]:
    """The thresholds of the method's file, as the texts name them."""
    method = load_method()
    cuts = method.target_rule.ladder.cuts

    def least(assessment: str) -> float:
        return min((cut.at for cut in cuts if cut.means == assessment), default=0.0)

    return {
        "on_track": percent(100 * least("on_track"), 0),
        "stagnating": percent(100 * least("delayed"), 0),
        "observations": method.minimum.observations,
        "span": method.minimum.span_years,
    }


def _trend_cut() -> float:
    """From how many per cent a year a change counts as improving."""
    cuts = load_method().change_rule.ladder.cuts
    return min((cut.at for cut in cuts if cut.trend == "improving"), default=0.0)


def _parts(words: Words) -> html.Div:
    """The method's parts, where each comes from, and how well we know it."""
    return tables.table(
        words,
        caption=words("about.parts_caption"),
        stacks=True,
        columns=[
            tables.Column(words("column.part")),
            tables.Column(words("column.source_text")),
            tables.Column(words("column.verification")),
        ],
        rows=[
            [_text(words, part.part), part.source, words(f"verification.{part.verification}")]
            for part in load_method().parts
        ],
    )


def _text(words: Words, both: Any) -> str:
    return getattr(both, words.lang)


def _programmes(words: Words) -> html.Section:
    return prose.section(
        words("about.programmes"),
        [
            html.P(words("about.programmes_text")),
            html.P(words("programme.formula_execution"), className="formula"),
            html.P(words("programme.formula_achievement"), className="formula"),
            html.P(words("programme.terms")),
        ],
        id="programmes",
    )


def _origins(words: Words) -> html.Section:
    rows = [[badges.origin(words, code), words(f"origin_means.{code}")] for code in theme.ORIGINS]
    return prose.section(
        words("about.origins"),
        [
            html.P(words("about.origins_text")),
            tables.table(
                words,
                caption=words("about.origins_caption"),
                columns=[
                    tables.Column(words("column.origin")),
                    tables.Column(words("column.meaning")),
                ],
                rows=rows,
            ),
        ],
        id="origins",
    )


def _limits(words: Words) -> html.Section:
    keys = [f"limit.{number_}" for number_ in range(1, 7)]
    return prose.section(
        words("about.limits"),
        [html.Ul([html.Li(prose.rich(words(key))) for key in keys], className="caveats")],
        id="limits",
    )


def _law(words: Words, rows: Sequence[Row]) -> html.Section:
    return prose.section(
        words("about.law"),
        [html.Ul([html.Li(words.pick(row, "text")) for row in rows], className="caveats")],
        id="law",
    )


def _licences(words: Words) -> html.Section:
    return prose.section(
        words("about.licences"),
        [
            html.P(words("about.licences_text")),
            html.P(words("about.licences_boundaries")),
            html.P(words("about.licences_font")),
            html.P(link(words, "/data", words("about.licences_table"), "more")),
        ],
        id="licences",
    )


def _accessibility(words: Words) -> html.Section:
    return prose.section(
        words("about.accessibility"),
        [html.P(words("about.accessibility_text"))],
        id="accessibility",
    )
