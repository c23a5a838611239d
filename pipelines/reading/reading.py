"""What comes out of one sheet: rows, where each stood, what was assumed, what was set aside."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from pipelines.reading.errors import ReadingError
from pipelines.reading.sheet import Sheet, column_letter
from pipelines.reading.trace import Trace

# The text columns of every reading, whatever its layout; None where the sheet has none.
FIELDS = (
    "indicator", "area", "area_code", "code_system", "period", "breakdown", "value", "unit",
    "status", "note",
)  # fmt: skip


@dataclass
class Reading:
    """One sheet as it reads.

    `rows` has one row per figure: FIELDS as text, `line` and `value_column` (from 1) and `row_id`.
    `refusal` says why no row could be made of it; its rows are then `lost_rows`.
    `lines` counts the sheet's lines by what they are; together they are all its filled lines.
    """

    sheet: Sheet
    layout: str | None
    rows: pd.DataFrame
    places: dict[str, int] = field(default_factory=dict[str, int])
    header_line: int = 0
    lines: dict[str, int] = field(default_factory=dict[str, int])
    refusal: ReadingError | None = None
    lost_rows: int = 0

    @property
    def trace(self) -> Trace:
        return self.sheet.trace

    def cell_name(self, line: int, column: int) -> str:
        """'C7' in a workbook and in a text file (as a spreadsheet would open it)."""
        return f"{column_letter(column)}{line}" if column > 0 and line > 0 else ""


def empty_rows() -> pd.DataFrame:
    """No rows, with the columns of a reading."""
    return pd.DataFrame(columns=["row_id", "line", "value_column", *FIELDS])


def refused(sheet: Sheet, error: ReadingError, layout: str | None = None) -> Reading:
    """A sheet that could not be read: each of its lines under the header counts as refused."""
    filled = [
        line for line, cells in zip(sheet.lines, sheet.rows, strict=True) if any(cells)
    ]  # fmt: skip
    lost = sum(line > error.line for line in filled)
    return Reading(
        sheet,
        layout,
        empty_rows(),
        header_line=error.line,
        lines={"refused": lost, "above": len(filled) - lost},
        refusal=error,
        lost_rows=lost,
    )
