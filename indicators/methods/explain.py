"""Why? Every assessment tells its reason in one sentence and shows its sum with its own numbers.

Page, CSV and print use the same text. The words stand in `text/{ko,en}.yaml`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from indicators.korean import Word
from indicators.methods.config import Method, read_yaml

Language = Literal["ko", "en"]
_TEXT = Path(__file__).with_name("text")
_PACED = ("pace", "slipped", "deadline_passed")


@dataclass(frozen=True)
class Label:
    """How a series is called and written: names, unit symbols, decimals."""

    name_ko: str
    name_en: str
    unit_ko: str = ""
    unit_en: str = ""
    decimals: int = 2

    def name(self, language: Language) -> str:
        """The series' name in a language."""
        return self.name_ko if language == "ko" else self.name_en

    def unit(self, language: Language) -> str:
        """The unit's symbol as it stands after a number."""
        if language == "ko":
            return self.unit_ko
        spaced = bool(self.unit_en) and self.unit_en != "%"
        return f" {self.unit_en}" if spaced else self.unit_en


@dataclass(frozen=True)
class Explanation:
    """One sentence and the worked calculation (one step a line), in both languages."""

    why_ko: str
    why_en: str
    working_ko: str
    working_en: str


@cache
def words(language: Language) -> dict[str, Any]:
    """The texts of a language."""
    found: dict[str, Any] = read_yaml(_TEXT / f"{language}.yaml")
    return found


def explain(row: Mapping[str, Any], label: Label, method: Method) -> Explanation:
    """Explain one row of `assess` (with the projection's columns where they are known)."""
    return Explanation(
        *(_why(row, label, method, language) for language in ("ko", "en")),
        *(_working(row, label, method, language) for language in ("ko", "en")),
    )


def _why(row: Mapping[str, Any], label: Label, method: Method, language: Language) -> str:
    texts = words(language)
    blanks = _blanks(row, label, method, language)
    stale = bool(row.get("is_stale")) and not _is_hole(row.get("last_year"))
    blanks["stale"] = texts["stale"].format(**blanks) if stale else ""
    return texts["why"][_key(row, method)].format(**blanks)


def _key(row: Mapping[str, Any], method: Method) -> str:
    reason = str(row["reason"])
    trend = row.get("trend")
    if reason in ("no_target", "no_direction"):
        return f"{reason}_trend" if isinstance(trend, str) and not _is_hole(row["trend_pct_per_year"]) else reason
    if reason == "target_met":
        return "target_met_slipping" if trend == "worsening" else reason
    if reason != "pace":
        return reason
    kind = method.target_rule.kind
    away = kind == "pace_ratio" and not float(row["statistic"]) >= 0
    return "pace_ratio_away" if away else kind


def _working(row: Mapping[str, Any], label: Label, method: Method, language: Language) -> str:
    texts = words(language)["working"]
    blanks = _blanks(row, label, method, language)
    return "\n".join(texts[step].format(**blanks) for step in _steps(row, method))


def _steps(row: Mapping[str, Any], method: Method) -> list[str]:
    steps: list[str] = []
    if row["reason"] == "target_met":
        steps.append("met")
    if row["reason"] in _PACED:
        kind = method.pace.kind
        rule = method.target_rule.kind
        if rule != "likelihood":
            steps.append(f"actual_{kind}")
        if rule == "pace_ratio":
            slipped = row["reason"] == "slipped" and kind == "linear"
            steps.append("required_now" if slipped else f"required_{kind}")
        steps += [rule, "cuts"]
    if not _is_hole(row.get("trend_pct_per_year")) and isinstance(row.get("trend"), str):
        is_slope = row.get("trend_basis") == "relative_slope"
        steps += ["trend"] if is_slope else ["trend_pair"] if row.get("trend_basis") == "sign_pair" else []
    if not _is_hole(row.get("projected_value")):
        steps.append("projection")
    if not _is_hole(row.get("meet_probability")):
        steps.append("chance")
    return steps


def _blanks(
    row: Mapping[str, Any], label: Label, method: Method, language: Language
) -> dict[str, Any]:
    """Every blank of every text, filled with this row's numbers."""
    unit, digits = label.unit(language), label.decimals
    texts = words(language)
    growth = method.pace.kind == "growth"

    def value(key: str, more: int = 0) -> Word:
        return Word(_number(row.get(key), digits + more) + unit)

    def pace(key: str) -> Word:
        found = row.get(key)
        if growth:
            return Word(_percent(found, 2, signed=True))
        return Word(_number(found, digits + 2, signed=True) + unit)

    slipped = row.get("reason") == "slipped" and not growth
    needed = "required_from_now_per_year" if slipped else "required_pace_per_year"
    years = ("last_year", "base_year", "target_year", "break_year", "projected_year")
    return {
        **{key: _year(row.get(key)) for key in years},
        "from_year": _year(row.get("pace_from_year")),
        "to_year": _year(row.get("pace_to_year")),
        "name": Word(label.name(language)),
        "observations": row.get("observations", 0),
        "last": value("last_value"),
        "from": value("pace_from_value", 2),
        "to": value("last_value", 2),
        "base": value("base_value", 2),
        "target": Word(_target(row, digits) + unit),
        "expected": value("expected_value"),
        "actual": pace("actual_pace_per_year"),
        "required": pace("required_pace_per_year"),
        "required_now": pace("required_from_now_per_year"),
        "needed": pace(needed),
        "statistic": _number(row.get("statistic"), 2, signed=False),
        "statistic_pct": Word(_percent(row.get("statistic"), 0)),
        "trend_pct": Word(_percent(row.get("trend_pct_per_year"), 1, signed=True, whole=100.0)),
        "trend": texts["trend"].get(row.get("trend"), ""),
        "assessment": Word(texts["assessment"][row["assessment"]]),
        "comparison": _comparison(row),
        "runs": method.target_rule.runs,
        "cuts": _cuts(method, texts),
        "projected": value("projected_value"),
        "low": _number(row.get("projected_low80"), digits),
        "high": value("projected_high80"),
        "chance": _percent(row.get("meet_probability"), 0),
    }


def _comparison(row: Mapping[str, Any]) -> str:
    """The relation that a met target fulfils; a range is shown by its ends."""
    if not _is_hole(row.get("target_upper")):
        return "∈"
    last, target = float(row["last_value"]), row.get("target_value")
    return "≥" if _is_hole(target) or last >= float(target or 0.0) else "≤"


def _target(row: Mapping[str, Any], digits: int) -> str:
    low, high = row.get("target_value"), row.get("target_upper")
    if _is_hole(high) or high == low:
        return _number(low, digits)
    return f"{_number(low, digits)}~{_number(high, digits)}"


def _cuts(method: Method, texts: Mapping[str, Any]) -> str:
    """The thresholds with the words for what they mean."""
    parts = [
        f"{'>' if cut.exclusive else '≥'} {_number(cut.at, 2)} {texts['assessment'][cut.means]}"
        for cut in method.target_rule.ladder.cuts
    ]
    other = method.target_rule.ladder
    last = f"< {_number(other.cuts[-1].at, 2)} {texts['assessment'][other.otherwise.means]}"
    return ", ".join([*parts, last])


def _number(value: Any, decimals: int, *, signed: bool = False) -> str:
    if _is_hole(value):
        return "–"
    text = f"{float(value):{'+' if signed else ''},.{decimals}f}"
    # a rounded zero has no sign
    bare = text.lstrip("+-")
    if not bare.strip("0.,"):
        return bare
    return text.replace("-", "−")


def _percent(value: Any, decimals: int, *, signed: bool = False, whole: float = 1.0) -> str:
    if _is_hole(value):
        return "–"
    return _number(100.0 * float(value) / whole, decimals, signed=signed) + "%"


def _year(value: Any) -> str:
    return "–" if _is_hole(value) else str(int(value))


def _is_hole(value: Any) -> bool:
    if value is None:
        return True
    try:
        return not math.isfinite(float(value))
    except (TypeError, ValueError):
        return True
