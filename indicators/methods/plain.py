"""The plain table: one line per series and period, so that anybody can check a method.

A line has `series`, `period`, `value`. What is said of a series beside its values may stand on
any or all of its lines, and must say the same wherever it stands. Names of columns are read
without regard to case, blanks and underscores; `COLUMNS` gives the other names that are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

# column -> other names for it, folded
COLUMNS: dict[str, tuple[str, ...]] = {
    "series": ("seriesid", "id", "indicatorid", "indicator"),
    "period": ("year", "time", "timeperiod"),
    "value": ("obsvalue",),
    "is_break": ("break",),
    "direction": (),
    "kind": (),
    "two_sided": (),
    "base_year": ("baselineyear", "baseyear"),
    "base_value": ("baseline", "baselinevalue", "base"),
    "target_year": (),
    "target_value": ("target",),
    "target_upper": ("upper",),
    "optimum": ("best", "upperbound"),
    "lower_bound": ("worst",),
    "green": ("greenthreshold", "togreen"),
    "red": ("redthreshold", "toorange"),
    "window_start": ("periodstart",),
    "window_end": ("periodend",),
    "natural_min": ("limitmin",),
    "natural_max": ("limit", "naturallimit", "limitmax"),
    "spread": ("sd", "standarddeviation"),
    "name_ko": (),
    "name_en": ("name",),
    "unit": ("units",),
    "decimals": (),
}
REQUIRED = ("series", "period", "value")
_WORDS = ("series", "direction", "kind", "two_sided", "name_ko", "name_en", "unit")
_OF_A_LINE = ("period", "value", "is_break")
_DIRECTIONS = {
    **dict.fromkeys(("up", "1", "+1", "1.0", "positive", "higher", "increase"), "up"),
    **dict.fromkeys(("down", "-1", "−1", "-1.0", "negative", "lower", "decrease"), "down"),
    **dict.fromkeys(("range", "none"), None),
}
_YEAR = re.compile(r"^\s*(\d{4})(?:\.0+)?(?:\s*[-.Qq/ ]\s*Q?\d{1,2})?\s*$")
_YES = {"1", "true", "yes", "y", "b"}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line of the table (1 = the header), in both languages."""

    line: int
    ko: str
    en: str


class PlainTableError(Exception):
    """The table cannot be judged; every fault is named."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        lines = [f"{each.line}행: {each.ko} / line {each.line}: {each.en}" for each in faults]
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class PlainTable:
    """Observations and specs as `assess` wants them; `extras` are names, units, decimals."""

    observations: pd.DataFrame
    specs: pd.DataFrame
    extras: pd.DataFrame


def read_plain(table: pd.DataFrame) -> PlainTable:
    """Read a plain table.

    Args:
        table: every cell as text, as a CSV file has it.

    Raises:
        PlainTableError: with every fault found.
    """
    frame = _named(table)
    faults: list[Fault] = []
    frame = frame.assign(
        year=_years(frame["period"], faults),
        value=_numbers(frame["value"], "value", faults),
    )
    numbers = [name for name in frame if name in COLUMNS and name not in (*_WORDS, *_OF_A_LINE)]
    for name in numbers:
        frame[name] = _numbers(frame[name], str(name), faults)
    if "direction" in frame:
        frame["direction"] = _directions(frame["direction"], faults)
    for row in frame.loc[frame["series"].isna(), "line"]:
        faults.append(Fault(int(row), "계열 이름이 없습니다.", "the series has no name."))
    specs = _specs(frame, faults)
    observations = _observations(frame, faults)
    if faults:
        raise PlainTableError(sorted(faults, key=lambda each: each.line))
    extras = ["name_ko", "name_en", "unit", "decimals"]
    return PlainTable(observations, specs.drop(columns=extras), specs[["series", *extras]])


def _fold(name: object) -> str:
    return re.sub(r"[\s_\-]", "", str(name)).lower()


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """Only the known columns, under our names; an exact name goes before another one."""
    folded: dict[str, Any] = {}
    for name in table.columns:
        folded.setdefault(_fold(name), name)
    found: dict[str, Any] = {}
    for column, others in COLUMNS.items():
        for candidate in (_fold(column), *others):
            if candidate in folded:
                found[column] = table[folded[candidate]]
                break
    missing = ", ".join(name for name in REQUIRED if name not in found)
    if missing:
        raise PlainTableError([Fault(1, f"열이 없습니다: {missing}", f"missing column: {missing}")])
    frame = pd.DataFrame(found).reset_index(drop=True)
    for name in (word for word in _WORDS if word in frame):
        text = frame[name].astype("string").str.strip()
        frame[name] = text.where(text != "")  # a blank cell says nothing
    frame["line"] = np.arange(len(frame)) + 2
    return frame


def _years(cells: pd.Series, faults: list[Fault]) -> list[float]:
    years: list[float] = []
    for row, cell in enumerate(cells.astype("string").fillna("")):
        match = _YEAR.match(str(cell))
        years.append(float(match[1]) if match else float("nan"))
        if not match:
            ko, en = f"시점을 읽을 수 없습니다: {cell}", f"not a period: {cell}"
            faults.append(Fault(row + 2, ko, en))
    return years


def _numbers(cells: pd.Series, column: str, faults: list[Fault]) -> pd.Series:
    text = cells.astype("string").str.strip()
    text = text.where(text != "")
    found = pd.to_numeric(text, errors="coerce").astype("float64")
    for row in np.flatnonzero((text.notna() & ~np.isfinite(found)).to_numpy(dtype=bool)):
        cell = text.iloc[int(row)]
        ko, en = f"{column}: 숫자가 아닙니다: {cell}", f"{column}: not a number: {cell}"
        faults.append(Fault(int(row) + 2, ko, en))
    return found


def _directions(cells: pd.Series, faults: list[Fault]) -> list[str | None]:
    found: list[str | None] = []
    for row, cell in enumerate(cells.astype("string").fillna("")):
        word = str(cell).strip().lower()
        if word and word not in _DIRECTIONS:
            ko = f"direction: up, down, range, none 가운데 하나여야 합니다: {cell}"
            en = f"direction: must be up, down, range or none: {cell}"
            faults.append(Fault(row + 2, ko, en))
        found.append((_DIRECTIONS.get(word) or word) if word else None)
    return found


def _specs(frame: pd.DataFrame, faults: list[Fault]) -> pd.DataFrame:
    """One row per series, in the order in which they first appear."""
    columns = [name for name in COLUMNS if name in frame and name not in ("series", *_OF_A_LINE)]
    for name in columns:
        said = frame[frame[name].notna()]
        differing = said.groupby("series", sort=False)[name].nunique()
        for series in differing[differing > 1].index:
            line = int(said.loc[said["series"] == series, "line"].iloc[0])
            ko = f"{series}: {name} 값이 줄마다 다릅니다."
            en = f"{series}: {name} differs from line to line."
            faults.append(Fault(line, ko, en))
    specs = frame.groupby("series", sort=False)[columns].first().reset_index()
    defaults = {"direction": None, "name_ko": None, "name_en": None, "unit": None, "decimals": None}
    for name, value in defaults.items():
        if name not in specs:
            specs[name] = value
    return specs


def _observations(frame: pd.DataFrame, faults: list[Fault]) -> pd.DataFrame:
    """The latest period of a year stands for it."""
    text = frame["period"].astype("string").str.strip()
    twice = frame.assign(text=text).duplicated(["series", "text"], keep="first")
    for line in frame.loc[twice, "line"]:
        ko, en = "같은 계열과 시점이 이미 있습니다.", "series and period are already there."
        faults.append(Fault(int(line), ko, en))
    frame = frame.assign(text=text).sort_values(["text"], kind="stable")
    frame = frame[frame["value"].notna() & frame["year"].notna()]
    frame = frame.drop_duplicates(["series", "year"], keep="last")
    columns = frame[["series", "year", "value"]].copy()
    columns["year"] = columns["year"].astype("int64")
    if "is_break" in frame:
        marked = frame["is_break"].astype("string").str.strip().str.lower()
        columns["is_break"] = marked.isin(_YES).to_numpy(dtype=bool)
    return columns.reset_index(drop=True)
