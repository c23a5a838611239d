"""`/indicators`: which indicators are off track, stale or missing? A list with filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import html

from dashboard import theme
from dashboard.components import badges, filters, indicator_list, prose, tables, values
from dashboard.components.attributes import data
from dashboard.components.links import goal_path, indicator_path, link
from dashboard.rows import Row, records
from dashboard.selection import chosen
from dashboard.texts import Words
from dashboard.visit import Page, Visit

PATH = "/indicators"
MENU = 20
MENU_TEXT = "menu.indicators"

_ORIGINS = ("official", "derived", "proxy", "none")
_FRESH = ("fresh", "stale")
_AREAS = ("districts",)
_FILE_FILTERS = {"goal", "assessment", "trend", "origin"}


def page(visit: Visit) -> Page:
    words = visit.words
    goals = {str(row["goal_number"]): row for row in records(visit.release.goals())}
    choice = _choice(visit, goals)
    every = records(visit.release.indicators())
    rows = [row for row in every if _fits(row, choice, words.lang)]
    return Page(
        title=words("indicators.title"),
        description=words("indicators.description"),
        body=[
            html.H1(words("indicators.title"), tabIndex="-1"),
            html.P(
                prose.rich(words("indicators.sentence", all=len(every), shown=len(rows))),
                className="lead",
                **data(result="list"),
            ),
            _form(visit, goals, choice),
            _table(words, goals, rows)
            if rows
            else html.P(words("filter.nothing"), className="hole"),
            html.P(_file(visit, choice)),
        ],
    )


def _file(visit: Visit, choice: dict[str, str]) -> html.A:
    """The list as a file: the chosen rows where the file knows every filter, else all of them."""
    chosen_ = {name: value for name, value in choice.items() if value}
    is_known = chosen_.keys() <= _FILE_FILTERS
    label = "indicators.csv_chosen" if chosen_ and is_known else "indicators.csv"
    href = visit.export("/export/indicators.csv", **(chosen_ if is_known else {}))
    return prose.csv_link(visit.words, href, visit.words(label))


def _choice(visit: Visit, goals: dict[str, Row]) -> dict[str, str]:
    """The filters of the address; what is not known is left out."""
    query = visit.query
    return {
        "goal": chosen(query, "goal", goals),
        "assessment": chosen(query, "assessment", (*theme.ASSESSMENTS, "off_track")),
        "trend": chosen(query, "trend", theme.TRENDS),
        "origin": chosen(query, "origin", _ORIGINS),
        "fresh": chosen(query, "fresh", _FRESH),
        "area": chosen(query, "area", _AREAS),
        "q": query.get("q", ""),
    }


def _fits(row: Row, choice: dict[str, str], lang: str) -> bool:
    tests: dict[str, Callable[[str], bool]] = {
        "goal": lambda value: row["goal_code"] == f"G-{int(value):02d}",
        "assessment": lambda value: (
            row["assessment"] in theme.OFF_TRACK
            if value == "off_track"
            else row["assessment"] == value
        ),
        "trend": lambda value: row["trend"] == value,
        "origin": lambda value: row["best_origin"] == value,
        "fresh": lambda value: (
            row["last_year"] is not None and row["is_stale"] == (value == "stale")
        ),
        "area": lambda value: row["districts"] > 0,
        "q": lambda value: _mentions(row, value, lang),
    }
    return all(tests[name](value) for name, value in choice.items() if value)


def _mentions(row: Row, text: str, lang: str) -> bool:
    """Every word of the search is in the indicator's code or name."""
    haystack = f"{row['indicator_code']} {row['name_ko']} {row['name_en']}".casefold()
    return all(word in haystack for word in text.casefold().split())


def _form(visit: Visit, goals: dict[str, Row], choice: dict[str, str]) -> html.Form:
    words = visit.words
    any_ = ("", words("filter.any"))
    fields = [
        filters.text("q", words("indicators.search"), choice["q"]),
        filters.select(
            "goal",
            words("filter.goal"),
            [any_, *[(n, f"{n}. {words.pick(row, 'short_name')}") for n, row in goals.items()]],
            choice["goal"],
        ),
        filters.select(
            "assessment",
            words("filter.assessment"),
            [
                any_,
                ("off_track", words("filter.off_track")),
                *[(code, words(f"assessment.{code}")) for code in theme.ASSESSMENTS],
            ],
            choice["assessment"],
        ),
        filters.select(
            "trend",
            words("filter.trend"),
            [any_, *[(code, words(f"trend.{code}")) for code in theme.TRENDS]],
            choice["trend"],
        ),
        filters.select(
            "origin",
            words("filter.origin"),
            [any_, *[(code, words(f"origin.{code}")) for code in _ORIGINS]],
            choice["origin"],
        ),
        filters.select(
            "fresh",
            words("filter.fresh"),
            [any_, *[(code, words(f"filter.fresh_{code}")) for code in _FRESH]],
            choice["fresh"],
        ),
        filters.select(
            "area",
            words("filter.area"),
            [any_, ("districts", words("filter.area_districts"))],
            choice["area"],
        ),
    ]
    return filters.form(words, visit.address, fields, label=words("indicators.filter"))


def _table(words: Words, goals: dict[str, Row], rows: Sequence[Row]) -> html.Div:
    by_code = {row["goal_code"]: row for row in goals.values()}
    return tables.table(
        words,
        caption=words("indicators.caption", shown=len(rows)),
        is_caption_shown=False,
        stacks=True,
        columns=[
            tables.Column(words("column.indicator")),
            tables.Column(words("column.goal"), is_mark=True),
            tables.Column(words("column.latest")),
            tables.Column(words("column.target")),
            tables.Column(words("column.assessment"), is_mark=True),
            tables.Column(words("column.trend"), is_mark=True),
            tables.Column(words("column.origin"), is_mark=True),
            tables.Column(words("column.districts"), is_number=True),
        ],
        rows=[_cells(words, by_code[row["goal_code"]], row) for row in rows],
    )


def _cells(words: Words, goal: Row, row: Row) -> list[Any]:
    tile = link(
        words,
        goal_path(goal["goal_number"]),
        badges.goal_tile(words, goal["goal_number"], goal["colour"], goal["text_colour"]),
        "tile-link",
    )
    latest = [indicator_list.latest(words, row)]
    if row["is_stale"]:
        latest += [" ", badges.stale(words)]
    return [
        html.Span(
            [
                link(words, indicator_path(row["indicator_code"]), words.pick(row, "name")),
                html.Span(row["indicator_code"], className="code"),
            ],
            className="named",
        ),
        tile,
        html.Span(latest),
        values.target_text(words, row) or tables.blank(words("none.target")),
        badges.assessment(words, row["assessment"]),
        badges.trend(words, row["trend"]) if row["trend"] else tables.blank(words("trend.unknown")),
        badges.origin(words, row["best_origin"]),
        str(row["districts"]) if row["districts"] else tables.blank("–"),
    ]
