"""The text cells of a reading in our words: numbers, statuses, periods, areas.

Adds columns and drops nothing; whatever cannot be read leaves its column empty and the checks
say so. Every distinct text is read once, and every way of reading it is noted with its place.
"""

from __future__ import annotations

import pandas as pd

from pipelines.reading.area_names import AreaBook
from pipelines.reading.interpret_areas import read_areas
from pipelines.reading.periods import Period, resolve
from pipelines.reading.reading import FIELDS, Reading
from pipelines.reading.sheet import Mark
from pipelines.reading.statuses import resolved_status, status_of
from pipelines.reading.texts import mapped, places, texts_of, unique_texts
from pipelines.reading.trace import Trace
from pipelines.reading.values import Value, parse_value

_ASIDE = ("extra_cells", "dated", "percent_cell", "uncomputed", "is_hidden", "area_kind")
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
    read_areas(rows, areas, reading.trace)
    rows["breakdown_text"] = rows["breakdown"].fillna("total")
    return rows


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
    found_at = places(rows, "period")
    noted: set[tuple[str, str]] = set()
    for (_, text), period in read.items():
        if period.how and (text, period.text) not in noted:
            noted.add((text, period.text))
            line, count = found_at[text]
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
    read = {text: parse_value(text) for text in unique_texts(rows.loc[~is_percent, "value"])}
    shown = {
        text: parse_value(text, is_percent=True)
        for text in unique_texts(rows.loc[is_percent, "value"])
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
    found_at = places(rows[rows["value"].isin(interesting)], "value")
    for text in interesting:
        line, count = found_at[text]
        value = read[text]
        shown = value.obs_status if value.plain is None else value.plain
        shown += f" ({value.mark})" if value.mark else ""
        for how in value.hows:
            said = {"symbol": text} if how == "symbol_read" else {}
            trace.note(how, line, column="value", value=text, read=shown, count=count, **said)


def _read_statuses(rows: pd.DataFrame, trace: Trace) -> None:
    read = {text: status_of(text) for text in unique_texts(rows["status"])}
    found_at = places(rows, "status")
    for text, status in read.items():
        if status is not None and status != text:
            line, count = found_at[text]
            trace.note("status_name", line, column="status", value=text, read=status, count=count)
    rows["status_given"] = mapped(rows, "status", read, lambda status: status)
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
