"""`/`: how does Seoul stand? One sentence, the counts, the 17 goals, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard import theme
from dashboard.components import indicator_list, programme_list, prose, tallies
from dashboard.components.attributes import aria
from dashboard.components.goal_card import goal_card
from dashboard.components.links import link
from dashboard.rows import Row, first, records
from dashboard.texts import Words
from dashboard.visit import Page, Visit

PATH = "/"
MENU = 10
MENU_TEXT = "menu.overview"

_LONG = 6  # lines of a list before it says "and n more"


def page(visit: Visit) -> Page:
    words, release = visit.words, visit.release
    goals = records(release.goals())
    indicators = records(release.indicators())
    programmes = records(release.programmes())
    return Page(
        title=words("overview.title"),
        description=words("site.description"),
        body=[
            html.Div(
                [
                    _standing(words, goals, indicators),
                    _release_card(visit, indicators),
                ],
                className="hero",
            ),
            _goals(visit, goals),
            _to_look_at(words, indicators, programmes),
        ],
    )


def _standing(words: Words, goals: Sequence[Row], indicators: Sequence[Row]) -> html.Div:
    counts = tallies.summed(goals, tuple(theme.ASSESSMENTS))
    trends = {code: sum(row["trend"] == code for row in indicators) for code in tallies.TRENDS}
    return html.Div(
        [
            html.H1(words("overview.heading"), tabIndex="-1"),
            html.P(prose.rich(_sentence(words, counts, trends, indicators)), className="lead"),
            html.Div(
                [
                    html.H2(words("overview.assessments"), className="bar-heading"),
                    tallies.strip("assessment", counts, class_name="strip--large"),
                    tallies.legend(words, "assessment", counts, query="assessment"),
                ],
                className="bar",
            ),
            html.Div(
                [
                    html.H2(words("overview.trends"), className="bar-heading"),
                    tallies.strip("trend", trends, class_name="strip--large"),
                    tallies.legend(words, "trend", trends, query="trend"),
                ],
                className="bar",
            ),
        ],
        className="hero-main",
    )


def _sentence(
    words: Words, counts: dict[str, int], trends: dict[str, int], indicators: Sequence[Row]
) -> str:
    own = sum(row["best_origin"] in ("official", "derived") for row in indicators)
    judged = sum(counts[code] for code in theme.JUDGED)
    parts = [
        words("overview.sentence_own", indicators=len(indicators), own=own),
        words("overview.sentence_trend", known=sum(trends.values()), **trends),
    ]
    if judged:
        off = sum(counts[code] for code in theme.OFF_TRACK)
        parts.append(words("overview.sentence_judged", judged=judged, good=judged - off, off=off))
    else:
        parts.append(words("overview.sentence_unjudged"))
    return " ".join(parts)


def _release_card(visit: Visit, indicators: Sequence[Row]) -> html.Aside:
    words, manifest = visit.words, visit.release.manifest
    plan = first(visit.release.plan()) or {}
    best = {
        code: sum(row["best_origin"] == code for row in indicators)
        for code in ("official", "derived", "proxy", "none")
    }
    promised = [
        html.Li(
            [
                html.Span(words(f"count.{name}"), className="count-name"),
                html.Span(
                    words(
                        "count.of",
                        computed=manifest.counts[name],
                        promised=plan[f"promised_{name}"],
                    ),
                    className="count-value",
                ),
            ]
        )
        for name in ("goals", "targets", "indicators", "programmes", "districts")
    ]
    return html.Aside(
        [
            html.H2(words("overview.figures"), className="bar-heading"),
            tallies.strip("origin", best, class_name="strip--large"),
            tallies.legend(words, "origin", best, query="origin"),
            html.H2(words("overview.counts"), className="bar-heading"),
            html.Ul(promised, className="counts"),
            _working_note(words, plan),
        ],
        className="hero-aside",
        **aria(label=words("overview.figures")),
    )


def _working_note(words: Words, plan: Row) -> Any:
    if plan.get("catalogue_status") != "working":
        return None
    return html.Details(
        [
            html.Summary(words("working.title")),
            html.P(words.pick(plan, "catalogue_note")),
            html.P(words("working.counts", document=plan["promise_document"])),
        ],
        className="working",
    )


def _goals(visit: Visit, goals: Sequence[Row]) -> html.Section:
    words = visit.words
    legend = html.Li(
        [
            html.H3(words("overview.reading")),
            html.P(words("overview.reading_strip")),
            html.P(words("overview.reading_colour")),
            html.P(prose.csv_link(words, visit.export("/export/overview.csv"))),
        ],
        className="goal-card goal-card--legend",
    )
    cards = [goal_card(words, goal) for goal in goals]
    return prose.section(
        words("overview.goals", goals=len(goals)),
        [html.Ul([*cards, legend], className="goal-grid")],
        id="goals",
    )


def _to_look_at(words: Words, indicators: Sequence[Row], programmes: Sequence[Row]) -> html.Section:
    off = [row for code in theme.OFF_TRACK for row in indicators if row["assessment"] == code]
    falling = [row for row in indicators if row["trend"] == "worsening"]
    stale = sorted(
        (row for row in indicators if row["is_stale"] and row["last_year"]),
        key=lambda row: row["last_year"],
    )
    lagging = [row for row in programmes if row["programme_status"] in ("lagging", "suspended")]
    columns = [
        [
            _box(words, "off_track", off, "assessment", {"assessment": "off_track"}),
            _programmes_box(words, lagging),
        ],
        [_box(words, "falling", falling, "trend", {"trend": "worsening"})],
        [_box(words, "stale", stale, "age", {"fresh": "stale"})],
    ]
    return prose.section(
        words("overview.look"),
        [
            html.Div(
                [html.Div(boxes, className="box-column") for boxes in columns], className="boxes"
            )
        ],
        id="look",
    )


def _box(
    words: Words, name: str, rows: Sequence[Row], shows: str, query: dict[str, str]
) -> html.Div:
    content: list[Any] = [
        html.H3(words(f"look.{name}", count=len(rows))),
        html.P(words(f"look.{name}_means"), className="box-means"),
    ]
    if rows:
        content.append(indicator_list.short_list(words, rows[:_LONG], shows=shows))
    else:
        content.append(html.P(words("look.empty")))
    if len(rows) > _LONG:
        content.append(
            html.P(link(words, "/indicators", words("look.all", count=len(rows)), "more", **query))
        )
    return html.Div(content, className="box")


def _programmes_box(words: Words, rows: Sequence[Row]) -> html.Div:
    content: list[Any] = [
        html.H3(words("look.programmes", count=len(rows))),
        html.P(words("look.programmes_means"), className="box-means"),
    ]
    if programme_list.has_sample(rows):
        content.append(html.P(words("sample.short"), className="sample-line"))
    if rows:
        content.append(programme_list.short_list(words, rows[:_LONG]))
    else:
        content.append(html.P(words("look.empty")))
    content.append(html.P(link(words, "/programmes", words("look.all_programmes"), "more")))
    return html.Div(content, className="box")
