"""Tables as CSV that a spreadsheet opens without harm and a program reads without guessing.

UTF-8 with a byte order mark (Excel shows broken Hangul without it), CRLF, a header line, ISO dates,
plain numbers without separators, nothing for what is missing. A text that a spreadsheet would run
as a formula gets an apostrophe in front; numbers are never touched.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, cast

import numpy as np
import pandas as pd

BOM = b"\xef\xbb\xbf"
# A spreadsheet reads a cell that begins with one of these as a formula; so do East Asian editions
# with the wide forms.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What binary fractions add to a decimal number lies beyond this many digits.
_DIGITS = 12
_BETWEEN = ";"

_Writer = Callable[[Any], str]


def to_csv(frame: pd.DataFrame, labels: Mapping[str, str] | None = None) -> bytes:
    """A whole table as CSV.

    Args:
        frame: the table.
        labels: what to write in the header for a column; a column without one keeps its name.
    """
    return b"".join(stream_csv(frame, labels))


def stream_csv(
    frame: pd.DataFrame, labels: Mapping[str, str] | None = None, *, rows_at_once: int = 2_000
) -> Iterator[bytes]:
    """A table as CSV, piece by piece."""
    named = labels or {}
    columns = [str(column) for column in frame.columns]
    writers = [_writer(frame.iloc[:, place]) for place in range(len(columns))]
    yield BOM + _lines([[neutral(named.get(column, column)) for column in columns]])
    for start in range(0, len(frame), rows_at_once):
        piece = frame.iloc[start : start + rows_at_once]
        cells = [
            [write(value) for value in piece.iloc[:, place].tolist()]
            for place, write in enumerate(writers)
        ]
        yield _lines(zip(*cells, strict=True))


def neutral(text: str) -> str:
    """A text that no spreadsheet runs as a formula.

    >>> neutral("=1+1"), neutral("-"), neutral("I-11-6-1"), neutral("−3")
    ("'=1+1", "'-", 'I-11-6-1', '−3')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def plain_number(value: float) -> str:
    """A number without exponent, separators or the dust of binary fractions.

    >>> plain_number(0.1 + 0.2), plain_number(1e-7), plain_number(2e15), plain_number(-3.0)
    ('0.3', '0.0000001', '2000000000000000', '-3')
    """
    rounded = float(f"{value:.{_DIGITS}g}")
    return str(np.format_float_positional(rounded, trim="-"))


def _lines(rows: Any) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def _writer(column: pd.Series[Any]) -> _Writer:
    """How a column's cells are written; decided once, so that a column looks alike throughout."""
    if pd.api.types.is_datetime64_any_dtype(column):
        known = column.dropna()
        if bool((known == known.dt.normalize()).all()):
            return _day
        return _moment
    return _cell


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple | np.ndarray):
        items = cast("Iterable[Any]", value)
        return neutral(_BETWEEN.join(_cell(item) for item in items))
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, int | np.integer):
        return str(int(cast("int", value)))
    if isinstance(value, float | np.floating):
        return plain_number(float(cast("float", value)))
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return neutral(str(value))


def _day(value: Any) -> str:
    return "" if value is pd.NaT else value.strftime("%Y-%m-%d")


def _moment(value: Any) -> str:
    """A moment of the store, which keeps UTC."""
    return "" if value is pd.NaT else value.strftime("%Y-%m-%dT%H:%M:%SZ")
