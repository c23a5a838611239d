"""What a finding says: the rule's text, filled with what stands in the row and around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.catalogue import Catalogue
from pipelines.checking.expected import Expectations
from pipelines.checking.report import CheckFinding
from pipelines.quality import neighbours
from pipelines.quality.rules import Rule, filled
from pipelines.reading.files import Books
from pipelines.reading.personal import masked
from pipelines.reading.reading import Reading
from pipelines.reading.sheet import column_letter

_SHOWN = 60
# Which text column a finding points at, where the rule names another or several.
_FIELD = {"row": "value", "measure": "indicator"}
_PROBLEMS = {
    "error": (" 수식 오류입니다.", " It is a formula's error."),
    "uncomputed": (
        " 계산값이 저장되지 않은 수식입니다. 엑셀에서 열어 저장하거나 값으로 붙여 넣어 주세요.",
        " It is a formula without a saved value; open and save it in a spreadsheet program.",
    ),
}


class Teller:
    """Makes findings of one sheet."""

    def __init__(
        self, rows: pd.DataFrame, reading: Reading, catalogue: Catalogue, books: Books
    ) -> None:
        self._rows = rows
        self._reading = reading
        self._books = books
        self._catalogue = catalogue
        self._expectations: Expectations | None = None
        self._judged: dict[str, pd.Series] = {}
        self._groups: dict[tuple[str, ...], Any] = {}
        self._limits: dict[str, Any] | None = None
        self._near: dict[tuple[str, str], str | None] = {}

    def finding(self, rule: Rule, row: Mapping[str, Any]) -> CheckFinding:
        """One finding; personal data is never shown, whatever the finding is about."""
        said = self._words(rule, row)
        words = _Words({name: masked(text) for name, text in said.items()})
        column = self._column(rule, row)
        place = self._place(column, row)
        value = _shown(row.get(column))
        return CheckFinding(
            rule=rule.id,
            severity=rule.severity,
            sheet=self._reading.sheet.name,
            row=int(row["line"]),
            column=column,
            value=masked(value),
            message_ko=rule.message.ko.format_map(words),
            message_en=rule.message.en.format_map(words),
            cell=f"{column_letter(place)}{int(row['line'])}" if place else "",
            is_refusing=rule.is_refusing,
        )

    def _column(self, rule: Rule, row: Mapping[str, Any]) -> str:
        if rule.id in ("F04", "C05") or rule.column == "row":
            return self._culprit(rule, row)
        name = rule.column.split(",")[0].strip()
        name = _FIELD.get(name, name)
        if name == "area" and not _text(row.get("area")):
            return "area_code"
        return name

    def _culprit(self, rule: Rule, row: Mapping[str, Any]) -> str:
        """The column in which the text that a rule about the whole row found stands."""
        if rule.id == "F04":
            return str(row["blank_key"]).split(", ")[0]
        found = next(
            (_text(row.get(name)) for name in ("dated", "unsafe_text", "broken_text")
             if rule.id != "C05" and _text(row.get(name))),
            "",
        )  # fmt: skip
        fields = ("indicator", "area", "area_code", "code_system", "period", "breakdown", "unit",
                  "status", "note", "value")  # fmt: skip
        return next((name for name in fields if found and row.get(name) == found), "value")

    def _place(self, column: str, row: Mapping[str, Any]) -> int:
        if column == "value":
            return int(row["value_column"])
        place = self._reading.places.get(column)
        return place + 1 if place is not None else 0

    def _words(self, rule: Rule, row: Mapping[str, Any]) -> dict[str, str]:
        words = {str(name): _shown(value) for name, value in row.items()}
        words["name"] = _text(row.get("indicator_name")) or _text(row.get("indicator"))
        special = getattr(self, f"_for_{rule.id.lower()}", None)
        if special is not None:
            self._limits = filled(rule, {"districts": len(self._books.areas.districts)}).get(
                "limits"
            )
            words |= special(row)
        return words

    # --- words for single rules --------------------------------------------------------------

    def _for_c01(self, row: Mapping[str, Any]) -> dict[str, str]:
        if self._expectations is None:
            sheet = self._reading.sheet
            self._expectations = Expectations(
                self._catalogue, str(self._reading.layout), sheet.file
            )
        return self._hint("indicator", _text(row["indicator"]), self._expectations.suggest)

    def _for_c02(self, row: Mapping[str, Any]) -> dict[str, str]:
        return self._hint("area", _text(row["bad_area"]), self._books.areas.suggest)

    def _hint(self, kind: str, text: str, suggest: Any) -> dict[str, str]:
        if (kind, text) not in self._near:
            self._near[kind, text] = suggest(text)
        near = self._near[kind, text]
        if near is None:
            return {"near_ko": "", "near_en": ""}
        return {"near_ko": f" 혹시 '{near}'입니까?", "near_en": f" Did you mean '{near}'?"}

    def _for_c03(self, row: Mapping[str, Any]) -> dict[str, str]:
        slug = _text(row["code_slug"])
        return {"code_name": self._books.areas.name_ko.get(slug, slug)}

    def _for_c04(self, row: Mapping[str, Any]) -> dict[str, str]:
        present = set(self._group(row)["area_slug"])
        areas = self._books.areas
        missing = [areas.name_ko[area.slug] for area in areas.areas
                   if area.slug in areas.districts - present]  # fmt: skip
        return {"n": str(len(areas.districts & present)), "list": ", ".join(missing)}

    def _group(self, row: Mapping[str, Any], names: list[str] | None = None) -> pd.DataFrame:
        """The rows that agree with this one in some columns."""
        names = names or neighbours.GROUP
        key = tuple(names)
        if key not in self._groups:
            self._groups[key] = self._rows.groupby(names, sort=False).indices
        return self._rows.iloc[self._groups[key].get(tuple(row[name] for name in names), [])]

    def _for_c05(self, row: Mapping[str, Any]) -> dict[str, str]:
        twins = self._group(row, neighbours.KEY)
        others = [str(line) for line in twins["line"] if line != row["line"]][:5]
        is_same = twins["value_plain"].astype(str).nunique() == 1
        return {
            "others": ", ".join(others),
            "same_ko": ": 값도 같습니다" if is_same else ": 값이 서로 다릅니다",
            "same_en": ", with the same value" if is_same else ", with another value",
        }

    def _for_i01(self, row: Mapping[str, Any]) -> dict[str, str]:
        ko, en = _PROBLEMS.get(_text(row["value_problem"]), ("", ""))
        return {"why_ko": ko, "why_en": en, "value_shown": _shown(row["value"]) or "(수식)"}

    def _for_i02(self, row: Mapping[str, Any]) -> dict[str, str]:
        value, status = _text(row["value"]), _text(row["status"])
        shown = f"'{value}'" if value else "빈칸(blank)"
        return {"sym": f"{shown}, 상태(status) '{status}'" if status else shown}

    def _for_i04(self, row: Mapping[str, Any]) -> dict[str, str]:
        own = _text(row["value_unit"])
        shown = _text(row["unit"]) or "빈칸(blank)"
        expected = _text(row["expected_unit"])
        symbol = self._books.units.shown(expected)
        same = symbol == expected or not symbol
        return {
            "unit_shown": f"{shown} / {own}" if own and own != shown else shown,
            "expected_shown": expected if same else f"{expected}, {symbol}",
        }

    def _for_i04s(self, row: Mapping[str, Any]) -> dict[str, str]:
        return {"pct": f"{float(row['value_number']) * 100:g}"}

    def _for_f03(self, row: Mapping[str, Any]) -> dict[str, str]:
        said = _text(row["unit"])
        return {"unit_said": f"({said})" if said else ""}

    def _for_t01(self, row: Mapping[str, Any]) -> dict[str, str]:
        ko, en = _PERIOD_WHY.get(_period_trouble(row), ("", ""))
        return {"why_ko": ko, "why_en": en}

    def _for_t04(self, row: Mapping[str, Any]) -> dict[str, str]:
        return {"near": str(self._value_of("near_misses", row))}

    def _for_i09(self, row: Mapping[str, Any]) -> dict[str, str]:
        return {"pct": f"{self._value_of('jumps', row):+.0f}"}

    def _for_i12(self, row: Mapping[str, Any]) -> dict[str, str]:
        return {"power": f"{self._value_of('slips', row):.0f}"}

    def _for_i12d(self, row: Mapping[str, Any]) -> dict[str, str]:
        times = self._value_of("outsized", row)
        return {"times": f"×{times:,.0f}" if times > 0 else f"÷{-times:,.0f}"}

    def _for_i13(self, row: Mapping[str, Any]) -> dict[str, str]:
        return {"n": f"{self._value_of('copies', row):.0f}"}

    def _for_i14(self, row: Mapping[str, Any]) -> dict[str, str]:
        return {"diff": f"{self._value_of('sums', row):+,.10g}"}

    _for_i14w = _for_i14

    def _for_i15(self, row: Mapping[str, Any]) -> dict[str, str]:
        return {"range": str(self._value_of("outside_range", row))}

    def _value_of(self, judge: str, row: Mapping[str, Any]) -> Any:
        """What a judge says of the row, by the thresholds of the rule that is being told."""
        if judge not in self._judged:
            found = neighbours.JUDGES[judge](self._rows, **(self._limits or {}))
            self._judged[judge] = found.set_axis(self._rows["row_id"])
        return self._judged[judge].loc[row["row_id"]]


_PERIOD_WHY = {
    "two_years": (" 두 해에 걸친 시점은 시작 연도를 적고 note에 밝혀 주세요.",
                  " For a period over two years write the first and say so in the note."),
    "ambiguous": (" 두 가지로 읽힐 수 있습니다(두 해 또는 월).",
                  " It can be read in two ways (two years, or a month)."),
    "half": (" 반기는 아직 쓰지 않습니다.", " Half-years are not in use."),
    "day": (" 하루가 아니라 연·분기·월을 적어 주세요.",
            " Write a year, quarter or month, not a day."),
    "span": (" 여러 해의 값은 쓰지 않습니다.", " Spans of years are not in use."),
    "serial": (" 엑셀 날짜의 일련번호로 보입니다.", " It looks like a spreadsheet's date number."),
    "decimal": (" 연도인지 월(2024.1 = 1월 또는 10월)인지 알 수 없습니다.",
                " It may be a year or a month (2024.1: January or October)."),
}  # fmt: skip


def _period_trouble(row: Mapping[str, Any]) -> str:
    text, kind = _text(row["period"]), _text(row["period_kind"])
    if kind != "unreadable":
        return kind
    if text.isdigit() and 30_000 < int(text) < 60_000:
        return "serial"
    whole, _, part = text.partition(".")
    return "decimal" if whole.isdigit() and len(whole) == 4 and part.isdigit() else ""


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _shown(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return ""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
