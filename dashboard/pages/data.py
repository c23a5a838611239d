"""`/data`: everything to take away; what was refused and why; which releases there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dash import html

from dashboard.components import prose, quality, tables
from dashboard.format import day, money, number, percent
from dashboard.rows import Row, records
from dashboard.texts import Words
from dashboard.visit import Page, Visit

PATH = "/data"
MENU = 40
MENU_TEXT = "menu.data"

# Files and the table of the release whose rows they carry, where it is one table.
_FILES = (
    ("overview", "marts.goal_status"),
    ("targets", "catalogue.target"),
    ("indicators", "catalogue.indicator"),
    ("observations", "core.observation"),
    ("programmes", "catalogue.programme"),
    ("sources", "catalogue.source"),
    ("quarantine", "quality.quarantine"),
    ("budget-lines", "core.budget_line"),
    ("plan", ""),
    ("columns", ""),
)


def page(visit: Visit) -> Page:
    words, release = visit.words, visit.release
    manifest = release.manifest
    return Page(
        title=words("data.title"),
        description=words("data.description"),
        sample="part" if manifest.rows["core.programme_progress"] else "",
        body=[
            html.H1(words("data.title"), tabIndex="-1"),
            html.P(
                prose.rich(
                    words(
                        "data.sentence",
                        observations=number(sum(manifest.origins.values())),
                        series=number(int(release.series_count()["series"].iloc[0])),
                        districts=int(release.district_coverage()["indicators"].iloc[0]),
                    )
                ),
                className="lead",
            ),
            _files(visit),
            quality.origins(words, manifest.origins),
            quality.sources(words, records(release.sources())),
            quality.quarantine(words, records(release.quarantine())),
            quality.rules(words, records(release.validations())),
            _release(words, manifest),
            _budget(visit, records(release.budget_lines())),
        ],
    )


def _files(visit: Visit) -> html.Section:
    words, manifest = visit.words, visit.release.manifest
    rows = []
    for name, key in _FILES:
        file = f"{name}.csv"
        rows.append(
            [
                prose.csv_link(words, visit.export(f"/export/{file}"), file),
                words(f"file.{name.replace('-', '_')}"),
                number(manifest.rows[key]) if key else tables.blank("–"),
            ]
        )
    return prose.section(
        words("data.files"),
        [
            html.P(words("data.files_text"), className="small"),
            tables.table(
                words,
                caption=words("data.files_caption"),
                is_caption_shown=False,
                stacks=True,
                columns=[
                    tables.Column(words("column.file")),
                    tables.Column(words("column.content")),
                    tables.Column(words("column.rows"), is_number=True),
                ],
                rows=rows,
            ),
        ],
        id="files",
    )


def _release(words: Words, manifest: Any) -> html.Section:
    built = datetime.fromisoformat(manifest.built_at)
    return prose.section(
        words("data.release"),
        [
            html.P(words("data.release_text"), className="small"),
            prose.facts(
                [
                    (words("footer.release"), html.Code(manifest.version)),
                    (words("footer.as_of"), manifest.as_of),
                    (words("data.built"), f"{day(built.date(), words.lang)} {built:%H:%M} UTC"),
                    (words("data.revision"), manifest.revision),
                    (words("footer.content"), html.Code(manifest.content, className="long-code")),
                ]
            ),
        ],
        id="release",
    )


def _budget(visit: Visit, rows: Sequence[Row]) -> html.Section:
    words = visit.words
    if not rows:
        content: list[Any] = [html.P(words("data.no_budget"), className="hole")]
    else:
        content = [
            html.P(words("data.budget_text"), className="small"),
            tables.table(
                words,
                caption=words("data.budget_caption", date=day(rows[0]["as_of"], words.lang)),
                columns=[
                    tables.Column(words("column.subject")),
                    tables.Column(words("column.budget"), is_number=True),
                    tables.Column(words("column.spent"), is_number=True),
                    tables.Column(words("column.balance"), is_number=True),
                    tables.Column(words("column.rate_computed"), is_number=True),
                    tables.Column(words("column.rate_printed"), is_number=True),
                ],
                rows=[_budget_line(words, row) for row in rows],
            ),
            html.P(prose.csv_link(words, visit.export("/export/budget-lines.csv"))),
        ]
    return prose.section(words("data.budget"), content, id="work-report")


def _budget_line(words: Words, row: Row) -> list[Any]:
    printed = row["printed_rate_pct"]
    return [
        words("data.total") if row["is_total"] else prose.in_korean(words, row["subject"]),
        money(row["budget_krw"], words.lang),
        money(row["spent_krw"], words.lang),
        money(row["balance_krw"], words.lang),
        percent(row["execution_rate_pct"], 2),
        words("none.value") if printed is None else percent(printed),
    ]
