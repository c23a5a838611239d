"""The plain long layout of figures: measure, area, period, breakdown, value, unit, status, note.

Every row keeps its file and line. Nothing is dropped here: a cell that cannot be a number stays
as text, and the quality rules say why it is refused.
"""

from __future__ import annotations

import csv
import io

import pandas as pd

from pipelines.reading.errors import EmptyFile, ReadingError

COLUMNS = ("measure", "area", "period", "breakdown", "value", "unit", "status", "note")
_REQUIRED = ("measure", "area", "period", "value", "unit")
_DEFAULTS = {"breakdown": "total", "status": "A", "note": ""}
# What a plain number looks like; anything else in the value column is text. [0-9], because \d takes
# full-width digits too; no more digits than a number can hold.
NUMBER = r"^-?[0-9]{1,18}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?$"


def read_observations(content: bytes, *, file: str) -> pd.DataFrame:
    """Read a CSV file in the plain long layout.

    Returns:
        One row per line: the layout's columns as text (blank = missing value), `value_number`
        (float where the text is a plain number), `line` (from 1, as an editor counts), `file`,
        `sheet` (empty for CSV), `row_text` (the line as it stands) and `row_id` (0, 1, ...).

    Raises:
        ReadingError: the file cannot be decoded, is empty or broken off, or lacks a column.
    """
    rows = _rows(_decode(content, file), file)
    if not rows:
        raise EmptyFile(file)
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "line", "row_text"])
    frame["file"], frame["sheet"] = file, ""
    frame["value"] = frame["value"].where(frame["value"] != "", None)
    is_number = frame["value"].str.match(NUMBER, na=False)
    frame["value_number"] = pd.to_numeric(frame["value"].where(is_number), errors="coerce")
    frame["row_id"] = range(len(frame))
    return frame


def _rows(text: str, file: str) -> list[dict[str, object]]:
    # strict: a quote that is never closed would swallow every line after it
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, object]] = []
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        _require(header, file)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            row: dict[str, object] = {
                name: named.get(name) or _DEFAULTS.get(name, "") for name in COLUMNS
            }
            rows.append({**row, "line": reader.line_num, "row_text": ",".join(cells)})
    except csv.Error as error:
        raise ReadingError(
            file,
            reader.line_num,
            f"CSV로 읽을 수 없습니다({error}).",
            f"Not readable as CSV ({error}).",
            "닫히지 않은 따옴표가 있는지 확인해 주세요.",
            "Look for a quotation mark that is not closed.",
        ) from error
    return rows


def _decode(content: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadingError(
        file,
        0,
        "글자 부호화를 읽을 수 없습니다.",
        "The text encoding cannot be read.",
        "UTF-8 또는 CP949로 저장해 다시 보내 주세요.",
        "Save it as UTF-8 or CP949 and send it again.",
    )


def _require(header: list[str], file: str) -> None:
    missing = [name for name in _REQUIRED if name not in header]
    if missing:
        names = ", ".join(missing)
        raise ReadingError(
            file,
            1,
            f"필수 열이 없습니다: {names}",
            f"Required columns are missing: {names}",
            f"첫 줄을 다음 열 이름으로 고쳐 주세요: {', '.join(COLUMNS)}",
            f"Put these column names in the first line: {', '.join(COLUMNS)}",
        )
