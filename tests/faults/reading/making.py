"""Small files of our own making: a clean form, its spoiled copies, official-looking tables.

The figures are made up so that they can be worked out in the head: district n (1 Jongno-gu ...
25 Gangdong-gu) has dust 33.0 + 0.2 n - k in the k-th year from 2020, the city 35.6 - k; walkers
1000 n + 10 k, the city their sum; parks 20 + n percent; growth belongs to the city alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from indicators.catalogue import Catalogue, load_catalogue
from indicators.catalogue.models import NaturalLimits

COLUMNS = ("indicator", "area", "area_code", "code_system", "period", "breakdown", "value", "unit",
           "status", "note")  # fmt: skip
YEARS = range(2020, 2026)
Row = dict[str, str]
Change = Callable[[list[Row]], None]


@cache
def catalogue() -> Catalogue:
    """The real areas and units with four made-up indicators and no sources."""
    real = load_catalogue()
    like = real.indicator("pm25_annual_mean")
    common: dict[str, Any] = {"baseline": None, "series": [], "frequency": "annual",
                              "publication_lag_months": 4, "caveats": []}  # fmt: skip
    made = [
        ("dust", "I-11-6-1", "먼지", "ug_per_m3", "rate", ["city", "districts"], (0, None)),
        ("walkers", "I-11-2-1", "보행자", "persons", "additive", ["city", "districts"], (0, None)),
        ("parks", "I-11-7-1", "공원 비율", "percent", "rate", ["city", "districts"], (0, 100)),
        ("growth", "I-08-1-1", "성장률", "percent", "rate", ["city"], (None, None)),
    ]
    cards = [
        like.model_copy(
            update={
                **common, "id": card_id, "code": code, "unit": unit, "aggregation": how,
                "name": like.name.model_copy(update={"ko": name}), "areas": areas,
                "natural_limits": NaturalLimits(min=limits[0], max=limits[1]),
            }
        )
        for card_id, code, name, unit, how, areas, limits in made
    ]  # fmt: skip
    return replace(real, indicators=tuple(cards), sources=(), programmes=(), corrections=())


def districts() -> list[tuple[int, str]]:
    """(n, Korean name) in the order of the codes."""
    named = [area.name.ko for area in catalogue().areas if area.kind == "district"]
    return list(enumerate(named, 1))


def row(indicator: str, area: str, period: object, value: object, **more: str) -> Row:
    """One line of the form."""
    unit = {"dust": "ug_per_m3", "walkers": "persons"}.get(indicator, "percent")
    plain = {"indicator": indicator, "area": area, "period": str(period), "value": str(value),
             "breakdown": "total", "unit": unit}  # fmt: skip
    return {name: "" for name in COLUMNS} | plain | more


def dust(*, years: Iterable[int] = YEARS) -> list[Row]:
    """Complete and clean: 26 areas a year."""
    return [
        row("dust", name, year, f"{value - (year - 2020):.1f}")
        for year in years
        for name, value in [
            ("서울특별시", 35.6),
            *((name, 33 + 0.2 * n) for n, name in districts()),
        ]
    ]


def walkers(*, years: Iterable[int] = YEARS) -> list[Row]:
    """Complete and clean: the city is the sum of its districts."""
    return [
        row("walkers", name, year, value)
        for year in years
        for name, value in [
            ("서울특별시", 325_000 + 250 * (year - 2020)),
            *((name, 1000 * n + 10 * (year - 2020)) for n, name in districts()),
        ]
    ]


def growth(*values: object, last: int = 2025) -> list[Row]:
    """The city's growth, year by year up to the last."""
    first = last + 1 - len(values)
    return [row("growth", "서울특별시", first + k, value) for k, value in enumerate(values)]


def as_csv(
    rows: Sequence[Row], *, encoding: str = "utf-8", separator: str = ",",
    columns: Sequence[str] = COLUMNS, named: dict[str, str] | None = None, above: str = "",
    below: str = "",
) -> bytes:  # fmt: skip
    """The form as a text file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow([(named or {}).get(name, name) for name in columns])
    writer.writerows([[line.get(name, "") for name in columns] for line in rows])
    return (above + text.getvalue() + below).encode(encoding)


def spoiled(rows: list[Row], change: Change, **how: Any) -> bytes:
    """The form with something done to its lines."""
    change(rows)
    return as_csv(rows, **how)


def setting(at: int, **fields: str) -> Change:
    """Set fields of the data line `at` (from 0; it stands on line at + 2 of the file)."""

    def change(rows: list[Row]) -> None:
        rows[at] |= fields

    return change


def each(**fields: Callable[[Row], str]) -> Change:
    """Set fields of every line."""

    def change(rows: list[Row]) -> None:
        for line in rows:
            line |= {name: make(line) for name, make in fields.items()}

    return change


def lines(*texts: str, encoding: str = "utf-8") -> bytes:
    """A text file, line by line."""
    return "\n".join([*texts, ""]).encode(encoding)


def workbook(cells: Sequence[Sequence[Any]], finish: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with one sheet; `finish` does the rest (merges, formats, hidden rows)."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "자료"
    for line in cells:
        sheet.append(list(line))
    if finish is not None:
        finish(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def form_cells(rows: Sequence[Row]) -> list[list[Any]]:
    """The form's cells, figures as numbers."""
    return [list(COLUMNS)] + [
        [float(line[name]) if name == "value" and line[name] else line[name] for name in COLUMNS]
        for line in rows
    ]


def official(
    header: Sequence[str], value: Callable[[int], str], *, total: str | None = None,
    above: Sequence[str] = (), below: Sequence[str] = (), encoding: str = "utf-8",
    total_label: str = "합계",
) -> bytes:  # fmt: skip
    """An official table with the districts down: `value(n)` is the rest of district n's line."""
    body = [f"{name},{value(n)}" for n, name in districts()]
    totals = [f"{total_label},{total}"] if total is not None else []
    return lines(*above, *header, *totals, *body, *below, encoding=encoding)
