"""Why? Every assessment tells its reason in one sentence and shows its sum with its own numbers.

Page, CSV and print use the same text. The words stand in `text/{ko,en}.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from indicators.korean import Word
from indicators.methods.config import Method, read_yaml
from indicators.methods.numerals import finer, is_hole, number, percent, year

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

    def told(self, text: str, language: Language) -> Word:
        """A number with its unit, as it is said: 천 명당 0.89, 33.0㎍/㎥, 33.0 µg/m³."""
        if language == "ko":
            is_rate = self.unit_ko.endswith("당")
            return Word(f"{self.unit_ko} {text}" if is_rate else f"{text}{self.unit_ko}")
        spaced = bool(self.unit_en) and self.unit_en != "%"
        return Word(f"{text} {self.unit_en}" if spaced else f"{text}{self.unit_en}")


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
    stale = bool(row.get("is_stale")) and not is_hole(row.get("last_year"))
    blanks["stale"] = texts["stale"].format(**blanks) if stale else ""
    return texts["why"][_key(row, method)].format(**blanks)


def _key(row: Mapping[str, Any], method: Method) -> str:
    reason = str(row["reason"])
    trend = row.get("trend")
    if reason in ("no_target", "no_direction"):
        has_trend = isinstance(trend, str) and not is_hole(row["trend_pct_per_year"])
        return f"{reason}_trend" if has_trend else reason
    if reason == "target_met":
        return _met_key(row)
    if reason != "pace":
        return reason
    kind = method.target_rule.kind
    away = kind == "pace_ratio" and not float(row["statistic"]) >= 0
    return "pace_ratio_away" if away else kind


def _met_key(row: Mapping[str, Any]) -> str:
    """A met target that is getting worse, or is likelier than not to be lost, says so."""
    if row.get("trend") == "worsening":
        return "target_met_slipping"
    chance = row.get("meet_probability")
    is_at_risk = not is_hole(chance) and float(chance or 0.0) < 0.5
    return "target_met_at_risk" if is_at_risk else "target_met"


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
    if not is_hole(row.get("trend_pct_per_year")) and isinstance(row.get("trend"), str):
        shown = {"relative_slope": ["trend"], "sign_pair": ["trend_pair"]}
        steps += shown.get(str(row.get("trend_basis")), [])
    if not is_hole(row.get("projected_value")):
        steps.append("projection")
    if not is_hole(row.get("meet_probability")):
        steps.append("chance")
    return steps


def _blanks(
    row: Mapping[str, Any], label: Label, method: Method, language: Language
) -> dict[str, Any]:
    """Every blank of every text, filled with this row's numbers."""
    texts = words(language)
    years = ("last_year", "base_year", "target_year", "break_year", "projected_year")
    return {
        **{key: year(row.get(key)) for key in years},
        "from_year": year(row.get("pace_from_year")),
        "to_year": year(row.get("pace_to_year")),
        "name": Word(label.name(language)),
        "observations": row.get("observations", 0),
        **_values(row, label, language),
        **_paces(row, label, method, language),
        "statistic": number(row.get("statistic"), 2),
        "statistic_pct": Word(percent(row.get("statistic"), 0)),
        "trend_pct": Word(percent(row.get("trend_pct_per_year"), 1, signed=True, whole=100.0)),
        "trend": texts["trend"].get(row.get("trend"), ""),
        "assessment": Word(texts["assessment"][row["assessment"]]),
        "comparison": _comparison(row),
        "runs": method.target_rule.runs,
        "cuts": _cuts(method, texts),
        "chance": _chance(row.get("meet_probability"), texts["chance"]),
    }


def _values(row: Mapping[str, Any], label: Label, language: Language) -> dict[str, Any]:
    """Values with their unit for sentences, and bare and finer for sums."""
    digits = label.decimals

    def told(key: str) -> Word:
        return label.told(number(row.get(key), digits), language)

    def bare(key: str) -> str:
        return number(row.get(key), finer(row.get(key), digits))

    low, high = (number(row.get(f"projected_{end}80"), digits) for end in ("low", "high"))
    return {
        "last": told("last_value"),
        "target": label.told(_target(row, digits), language),
        "expected": told("expected_value"),
        "projected": told("projected_value"),
        "band": label.told(f"{low}~{high}", language),
        "last_plain": bare("last_value"),
        "target_plain": bare("target_value"),
        "expected_plain": bare("expected_value"),
        "from": bare("pace_from_value"),
        "to": bare("last_value"),
        "base": bare("base_value"),
    }


def _paces(
    row: Mapping[str, Any], label: Label, method: Method, language: Language
) -> dict[str, Any]:
    """Paces a year: growth in per cent, anything else in the series' unit."""
    growth = method.pace.kind == "growth"
    slipped = row.get("reason") == "slipped" and not growth
    needed = "required_from_now_per_year" if slipped else "required_pace_per_year"

    def bare(key: str) -> str:
        found = row.get(key)
        if growth and key != "required_from_now_per_year":
            return percent(found, 2, signed=True)
        return number(found, finer(found, label.decimals), signed=True)

    def told(key: str) -> Word:
        text = bare(key)
        return Word(text) if text.endswith("%") else label.told(text, language)

    return {
        "actual": told("actual_pace_per_year"),
        "required": told("required_pace_per_year"),
        "required_now": told("required_from_now_per_year"),
        "actual_exact": bare("actual_pace_per_year"),
        "required_exact": bare("required_pace_per_year"),
        "needed_exact": bare(needed),
    }


def _comparison(row: Mapping[str, Any]) -> str:
    """The relation that a met target fulfils; a range is shown by its ends."""
    if not is_hole(row.get("target_upper")):
        return "∈"
    last, target = float(row["last_value"]), row.get("target_value")
    return "≥" if is_hole(target) or last >= float(target or 0.0) else "≤"


def _target(row: Mapping[str, Any], digits: int) -> str:
    low, high = row.get("target_value"), row.get("target_upper")
    if is_hole(high) or high == low:
        return number(low, digits)
    return f"{number(low, digits)}~{number(high, digits)}"


def _cuts(method: Method, texts: Mapping[str, Any]) -> str:
    """The thresholds between what the classes mean; classes that mean the same are one."""
    ladder = method.target_rule.ladder
    lowest = {cut.means: cut for cut in ladder.cuts if cut.means != ladder.otherwise.means}
    parts = [
        f"{'>' if cut.exclusive else '≥'} {number(cut.at, 2)} {texts['assessment'][means]}"
        for means, cut in lowest.items()
    ]
    other = texts["assessment"][ladder.otherwise.means]
    return ", ".join([*parts, texts["below"].format(other=other)])


def _chance(value: Any, limits: Mapping[str, str]) -> str:
    """A chance in whole per cent; never quite 0 or 100."""
    if is_hole(value):
        return percent(value, 0)
    if float(value) < 0.01:
        return limits["low"]
    return limits["high"] if float(value) > 0.99 else percent(value, 0)
