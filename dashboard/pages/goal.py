"""`/goals/<n>`: is this goal on track, and what is being done? Targets, indicators, programmes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard import theme
from dashboard.components import (
    badges,
    indicator_list,
    programme_list,
    prose,
    tallies,
    values,
)
from dashboard.components.attributes import aria
from dashboard.components.links import goal_path, indicator_path, link
from dashboard.figures import milestone_bar
from dashboard.rows import Row, records
from dashboard.texts import Words
from dashboard.visit import Page, Visit
from warehouse.queries import Release

PATH = "/goals/<int:number>"


def page(visit: Visit, number: int) -> Page | None:
    words, release = visit.words, visit.release
    goals = records(release.goals())
    goal = next((row for row in goals if row["goal_number"] == number), None)
    if goal is None:
        return None
    targets = records(release.targets(goal["goal_code"]))
    indicators = _by_target(records(release.indicators(goal["goal_code"])))
    programmes = records(release.programmes(goal["goal_code"]))
    serving = _serving(release, programmes)
    name = words("goal.full", number=number, name=words.pick(goal, "short_name"))
    return Page(
        title=name,
        description=words("goal.description", name=words.pick(goal, "name")),
        sample="part" if programme_list.has_sample(programmes) else "",
        body=[
            _head(visit, goal),
            _contents(words, targets, indicators),
            *[
                _target(
                    words,
                    target,
                    indicators.get(target["target_code"], []),
                    serving.get(target["target_code"], []),
                )
                for target in targets
            ],
            _neighbours(words, goals, number),
        ],
    )


def _by_target(rows: Sequence[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["target_code"], []).append(row)
    return grouped


def _serving(release: Release, programmes: Sequence[Row]) -> dict[str, list[Row]]:
    """Programmes by the target that they serve, in the plan's order."""
    served: dict[str, set[str]] = {}
    for entry in records(release.table("catalogue.programme_target")):
        served.setdefault(entry["target_code"], set()).add(entry["programme_id"])
    return {
        target: [row for row in programmes if row["programme_id"] in ids]
        for target, ids in served.items()
    }


def _head(visit: Visit, goal: Row) -> html.Div:
    words = visit.words
    counts = tallies.assessments_of(goal)
    own = goal["origin_official"] + goal["origin_derived"]
    return html.Div(
        [
            html.Div(
                str(goal["goal_number"]),
                className="goal-number goal-number--l",
                style={"background": goal["colour"], "color": goal["text_colour"]},
                **aria(hidden="true"),
            ),
            html.Div(
                [
                    html.H1(
                        [
                            html.Span(
                                words("goal.numbered", number=goal["goal_number"]) + " ",
                                className="h1-kicker",
                            ),
                            words.pick(goal, "name"),
                        ],
                        tabIndex="-1",
                    ),
                    html.P(
                        prose.rich(
                            words(
                                "goal.sentence",
                                targets=goal["targets"],
                                indicators=goal["indicators"],
                                own=own,
                                proxy=goal["origin_proxy"],
                                none=goal["origin_none"],
                                programmes=goal["programmes"],
                            )
                        ),
                        className="lead",
                    ),
                    tallies.strip("assessment", counts, class_name="strip--large"),
                    tallies.assessment_line(words, counts),
                    html.P(
                        [
                            words(f"goal.name_{goal['name_status']}"),
                            " ",
                            words("goal.section", section=words.pick(goal, "section")),
                            " ",
                            prose.csv_link(
                                words, visit.export(f"/export/goals/{goal['goal_number']}.csv")
                            ),
                        ],
                        className="small",
                    ),
                ]
            ),
        ],
        className="goal-head",
    )


def _contents(
    words: Words, targets: Sequence[Row], indicators: Mapping[str, Sequence[Row]]
) -> html.Nav:
    return html.Nav(
        html.Ol(
            [
                html.Li(
                    html.A(
                        [
                            html.Span(target["target_code"], className="code"),
                            " ",
                            words.pick(target, "name"),
                            html.Span(
                                " ".join(
                                    theme.ASSESSMENTS[row["assessment"]].symbol
                                    for row in indicators.get(target["target_code"], [])
                                ),
                                className="contents-marks",
                                **aria(hidden="true"),
                            ),
                        ],
                        href=f"#{target['target_code']}",
                    )
                )
                for target in targets
            ]
        ),
        className="contents",
        **aria(label=words("goal.contents")),
    )


def _target(
    words: Words, target: Row, indicators: Sequence[Row], programmes: Sequence[Row]
) -> html.Section:
    code = target["target_code"]
    measured: Any = (
        html.Ul([_indicator(words, row) for row in indicators], className="indicator-cards")
        if indicators
        else html.P(words("goal.no_indicators"), className="hole")
    )
    served: Any = (
        programme_list.short_list(words, programmes)
        if programmes
        else html.P(words("goal.no_programmes"), className="hole")
    )
    return html.Section(
        [
            html.H2(
                [html.Span(code, className="code"), " ", words.pick(target, "name")],
                id=f"{code}-heading",
            ),
            html.P(words.pick(target, "text"), className="target-text"),
            html.H3(words("goal.indicators", count=len(indicators))),
            measured,
            html.H3(words("goal.programmes", count=len(programmes))),
            served,
        ],
        id=code,
        className="target",
        **aria(labelledby=f"{code}-heading"),
    )


def _indicator(words: Words, row: Row) -> html.Li:
    nation = values.is_nation(row)
    return html.Li(
        [
            html.Div(
                [
                    html.H4(
                        link(
                            words,
                            indicator_path(row["indicator_code"]),
                            words.pick(row, "name"),
                            "card-link",
                        )
                    ),
                    html.Span(row["indicator_code"], className="code"),
                ],
                className="indicator-card-name",
            ),
            html.Div(
                [indicator_list.latest(words, row), badges.origin(words, row["best_origin"])],
                className="indicator-card-value",
            ),
            html.Div(_progress(words, row), className="indicator-card-progress"),
            html.Div(
                [
                    badges.assessment(words, row["assessment"]),
                    badges.trend(words, row["trend"]) if row["trend"] else None,
                    badges.stale(words) if row["is_stale"] else None,
                ],
                className="indicator-card-marks",
            ),
        ],
        className="indicator-card indicator-card--nation" if nation else "indicator-card",
    )


def _progress(words: Words, row: Row) -> Any:
    """The bar from base to target where both are known for Seoul; else what is missing."""
    if values.has_progress(row):
        return milestone_bar(row, words.lang)
    target = values.target_text(words, row)
    if target:
        return html.Span(words("target.is", target=target), className="small")
    return html.Span(words("target.none"), className="small muted")


def _neighbours(words: Words, goals: Sequence[Row], number: int) -> html.Nav:
    items = [
        html.Li(
            link(
                words,
                goal_path(goal["goal_number"]),
                [
                    badges.goal_tile(
                        words, goal["goal_number"], goal["colour"], goal["text_colour"]
                    ),
                    html.Span(words.pick(goal, "short_name"), className="goal-tile-name"),
                ],
                "goal-tile",
            ),
            **(aria(current="page") if goal["goal_number"] == number else {}),
        )
        for goal in goals
    ]
    return html.Nav(
        [html.H2(words("goal.others")), html.Ul(items, className="goal-tiles")],
        className="section",
        **aria(label=words("goal.others")),
    )
