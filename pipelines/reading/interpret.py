"""The text cells of a reading in our words: numbers, statuses, periods, areas.

Adds columns and drops nothing; whatever cannot be read leaves its column empty and the checks
say so. Every distinct text is read once, and every way of reading it is noted with its place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

import pandas as pd

from pipelines.reading.area_names import AreaBook, code_system, plain_code
from pipelines.reading.periods import Period, resolve
from pipelines.reading.reading import FIELDS, Reading
from pipelines.reading.sheet import Mark
from pipelines.reading.statuses import resolved_status, status_of
from pipelines.reading.trace import Trace
from pipelines.reading.values import Value, parse_value

_ASIDE = ("extra_cells", "dated", "percent_cell", "uncomputed", "is_hidden", "area_kind")
_Of = Callable[[Any], object]
_NO_VALUE = Value("", None, parse_value("").status)


def interpret(reading: Reading, areas: AreaBook) -> pd.DataFrame:
    """The reading's rows with their meaning.

    Added: value_plain, value_number, value_problem, value_unit, obs_status, confidentiality,
    period_text, period_kind, year, time, area_slug, area_kind, code_slug, code_problem,
    breakdown_text.
    """
    rows = reading.rows.copy()
    for name in (*FIELDS, *_ASIDE):
        texts = rows[name].astype(object) if name in rows else pd.Series(None, rows.index, object)
        rows[name] = texts.where(texts.notna(), None)
    _read_periods(rows, reading)
    _read_values(rows, reading.trace)
    _read_statuses(rows, reading.trace)
    _read_areas(rows, areas, reading.trace)
    rows["breakdown_text"] = rows["breakdown"].fillna("total")
    return rows


def _texts(column: pd.Series) -> list[str]:
    return [str(text) for text in column.dropna().unique()]


def texts_of(rows: pd.DataFrame, found: Iterable[object]) -> pd.Series:
    """A column of texts or None; left alone, pandas would make NaN of None."""
    return pd.Series(list(found), index=rows.index, dtype=object)


def _mapped(rows: pd.DataFrame, name: str, read: dict[str, Any], of: _Of) -> pd.Series:
    """What each cell of a column reads as; an empty cell reads as None."""
    known = {text: of(found) for text, found in read.items()}
    return texts_of(rows, (known.get(text) for text in rows[name]))


def _places(rows: pd.DataFrame, column: str) -> dict[Hashable, tuple[int, int]]:
    """Text -> (first line, how often)."""
    found = rows.groupby(column, sort=False)["line"].agg(["first", "size"])
    return {text: (int(first), int(size)) for text, first, size in found.itertuples()}


# --- periods -------------------------------------------------------------------------------------


def _read_periods(rows: pd.DataFrame, reading: Reading) -> None:
    dates = _date_cells(rows, reading)
    texts = rows["period"].where(dates == "", None)
    read = _by_indicator(rows["indicator"], texts)
    _note_periods(rows, read, reading.trace)
    for text in set(dates[dates != ""]):
        read["", text] = Period(text, "month" if "-" in text else "year", text, int(text[:4]))
    keys = [
        ("", date) if date else (indicator if isinstance(indicator, str) else "", text)
        for indicator, text, date in zip(rows["indicator"], texts, dates, strict=True)
    ]
    periods = [read.get(key) for key in keys]
    rows["period_text"] = texts_of(rows, (one.text or None if one else None for one in periods))
    rows["period_kind"] = texts_of(rows, (one.kind if one else None for one in periods))
    rows["year"] = pd.array([period.year if period else None for period in periods], "Float64")
    rows["time"] = pd.array([_time(period) if period else None for period in periods], "Float64")
    rows["period_mark"] = [period.mark if period else "" for period in periods]


def _by_indicator(indicators: pd.Series, texts: pd.Series) -> dict[tuple[str, str], Period]:
    """(indicator, label) -> period; the labels of one indicator are read together."""
    pairs = pd.DataFrame({"indicator": indicators.fillna(""), "text": texts}).dropna()
    pairs = pairs.drop_duplicates()
    read: dict[tuple[str, str], Period] = {}
    for indicator, group in pairs.groupby("indicator", sort=False):
        for text, period in resolve(map(str, group["text"])).items():
            read[str(indicator), text] = period
    return read


def _note_periods(rows: pd.DataFrame, read: dict[tuple[str, str], Period], trace: Trace) -> None:
    places = _places(rows, "period")
    noted: set[tuple[str, str]] = set()
    for (_, text), period in read.items():
        if period.how and (text, period.text) not in noted:
            noted.add((text, period.text))
            line, count = places[text]
            trace.note(period.how, line, column="period", value=text, read=period.text, count=count)


def _time(period: Period) -> float | None:
    if period.year is None or not period.is_read:
        return None
    if period.kind == "quarter":
        return period.year + (int(period.text[-1]) - 1) / 4
    if period.kind == "month":
        return period.year + (int(period.text[-2:]) - 1) / 12
    return float(period.year)


def _date_cells(rows: pd.DataFrame, reading: Reading) -> pd.Series:
    """Periods that a workbook saved as dates, read by the format they are shown in."""
    place = reading.places.get("period")
    marks = reading.sheet.marks
    if place is None or not marks:
        return pd.Series("", index=rows.index, dtype=object)
    found = [
        _shown_date(str(text), marks.get((line, place + 1)))
        for text, line in zip(rows["period"], rows["line"], strict=True)
    ]
    for line, text, read in zip(rows["line"], rows["period"], found, strict=True):
        mark = marks.get((line, place + 1))
        if read and mark is not None:
            reading.trace.note(
                "period_date_cell", line, column="period", value=str(text), read=read,
                how=mark.number_format,
            )  # fmt: skip
    return pd.Series(found, index=rows.index, dtype=object)


def _shown_date(text: str, mark: Mark | None) -> str:
    """2024-03 for a date shown without its day, 2024 for one shown as a year, else nothing."""
    if mark is None or not mark.is_date or len(text) != len("2024-03-01"):
        return ""
    shown = mark.number_format.casefold().replace("red", "")
    if "d" in shown or "y" not in shown or "h" in shown:
        return ""
    return text[:7] if "m" in shown else text[:4]


# --- values and statuses -------------------------------------------------------------------------


def _read_values(rows: pd.DataFrame, trace: Trace) -> None:
    is_percent = rows["percent_cell"].fillna(False).astype(bool)
    read = {text: parse_value(text) for text in _texts(rows.loc[~is_percent, "value"])}
    shown = {
        text: parse_value(text, is_percent=True) for text in _texts(rows.loc[is_percent, "value"])
    }
    _note_values(rows[~is_percent], read, trace)
    _note_values(rows[is_percent], shown, trace)
    values = [
        (shown if percent else read).get(text, _NO_VALUE)
        for text, percent in zip(rows["value"], is_percent, strict=True)
    ]
    rows["value_plain"] = texts_of(rows, (value.plain for value in values))
    rows["value_number"] = pd.array(
        [None if value.number is None else float(value.number) for value in values],
        dtype="Float64",
    )
    rows["value_problem"] = [value.problem for value in values]
    rows["value_unit"] = texts_of(rows, (value.unit or None for value in values))
    rows["value_status"] = [value.obs_status for value in values]
    rows["value_mark"] = [value.mark for value in values]
    rows["confidentiality"] = [value.confidentiality for value in values]
    rows["is_absent"] = [value.number is None and not value.problem for value in values]
    is_uncomputed = rows["uncomputed"].fillna(False).astype(bool)
    rows.loc[is_uncomputed, "value_problem"] = "uncomputed"
    rows.loc[is_uncomputed, "value_plain"] = "="
    rows.loc[is_uncomputed, "is_absent"] = False


def _note_values(rows: pd.DataFrame, read: dict[str, Value], trace: Trace) -> None:
    interesting = {text for text, value in read.items() if value.hows}
    if not interesting:
        return
    places = _places(rows[rows["value"].isin(interesting)], "value")
    for text in interesting:
        line, count = places[text]
        value = read[text]
        shown = value.obs_status if value.plain is None else value.plain
        shown += f" ({value.mark})" if value.mark else ""
        for how in value.hows:
            said = {"symbol": text} if how == "symbol_read" else {}
            trace.note(how, line, column="value", value=text, read=shown, count=count, **said)


def _read_statuses(rows: pd.DataFrame, trace: Trace) -> None:
    read = {text: status_of(text) for text in _texts(rows["status"])}
    places = _places(rows, "status")
    for text, status in read.items():
        if status is not None and status != text:
            line, count = places[text]
            trace.note("status_name", line, column="status", value=text, read=status, count=count)
    rows["status_given"] = _mapped(rows, "status", read, lambda status: status)
    rows["status_known"] = rows["status_given"].fillna(rows["status"])
    columns = ("status_given", "value_status", "period_mark", "is_absent", "value_problem")
    rows["obs_status"] = texts_of(
        rows,
        (
            resolved_status(given, from_value, mark, is_absent=absent, has_problem=bool(problem))
            for given, from_value, mark, absent, problem in zip(
                *(rows[name] for name in columns), strict=True
            )
        ),
    )
    is_hidden = rows["obs_status"].isin(["Q"])
    rows["confidentiality"] = rows["confidentiality"].where(~is_hidden, "C")


# --- areas ---------------------------------------------------------------------------------------


def _read_areas(rows: pd.DataFrame, areas: AreaBook, trace: Trace) -> None:
    found = {text: areas.find(text) for text in _texts(rows["area"])}
    places = _places(rows, "area")
    for text, area in found.items():
        if area.how and area.slug is not None:
            line, count = places[text]
            trace.note(
                area.how,
                line,
                column="area",
                value=text,
                read=areas.name_ko[area.slug],
                count=count,
            )
    rows["area_slug"] = _mapped(rows, "area", found, lambda area: area.slug)
    rows["area_kind"] = _mapped(rows, "area", found, lambda area: area.kind)
    if rows["area_code"].isna().all():
        rows["code_slug"] = rows["code_problem"] = texts_of(rows, [None] * len(rows))
        return
    codes = [
        _code(code, system, slug, areas)
        for code, system, slug in zip(
            rows["area_code"], rows["code_system"], rows["area_slug"], strict=True
        )
    ]
    rows["code_slug"] = texts_of(rows, (slug for slug, _, _ in codes))
    rows["code_problem"] = texts_of(rows, (problem for _, problem, _ in codes))
    for line, text, code in zip(rows["line"], rows["area_code"], codes, strict=True):
        if code[2]:
            read = areas.name_ko.get(str(code[0]), "")
            trace.note(code[2], line, column="area_code", value=str(text), read=read)
    _note_cleaned_codes(rows, trace)
    _take_area_from_code(rows, areas, trace)


def _note_cleaned_codes(rows: pd.DataFrame, trace: Trace) -> None:
    places = _places(rows, "area_code")
    for text in _texts(rows["area_code"]):
        plain = plain_code(text)
        if plain is not None and plain != text:
            line, count = places[text]
            trace.note(
                "code_cleaned", line, column="area_code", value=text, read=plain, count=count
            )


def _code(
    code: object, system: object, slug: object, areas: AreaBook
) -> tuple[str | None, str | None, str]:
    """(slug by the code, problem, assumption) of one area code."""
    if not isinstance(code, str) or not code:
        return None, None, ""
    known = code_system(system) if isinstance(system, str) else None
    if isinstance(system, str) and system and known is None:
        return None, "system", ""
    if known is not None:
        found = areas.find_code(code, known)
        return found, None if found else "code", ""
    return _bare_code(code, slug, areas)


def _bare_code(code: str, slug: object, areas: AreaBook) -> tuple[str | None, str | None, str]:
    """A code without its system: the area's name may tell which it is; the code never does."""
    candidates = areas.candidates(code)
    if not candidates:
        return None, "code", ""
    if slug in candidates.values():
        is_plain = len(set(candidates.values())) == 1
        return str(slug), None, "" if is_plain else "code_system_from_name"
    if isinstance(slug, str):
        return next(iter(candidates.values())), None, ""
    if len(plain_code(code) or "") != 5:
        return next(iter(candidates.values())), None, ""
    return None, "bare", ""


def _take_area_from_code(rows: pd.DataFrame, areas: AreaBook, trace: Trace) -> None:
    is_blank = rows["area"].isna() & rows["code_slug"].notna()
    if not is_blank.any():
        return
    first = rows[is_blank].iloc[0]
    trace.note(
        "area_from_code", int(first["line"]), column="area_code", value=str(first["area_code"]),
        read=areas.name_ko[str(first["code_slug"])], count=int(is_blank.sum()),
    )  # fmt: skip
    rows.loc[is_blank, "area_slug"] = rows.loc[is_blank, "code_slug"]
    rows.loc[is_blank, "area_kind"] = "area"
