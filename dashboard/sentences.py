"""One indicator in one sentence: what it is, what became of it, and why it is judged as it is.

Sentences say their own numbers. What is not known is said to be unknown; a proxy is never called
Seoul's. The texts stand in `text/sentences.*.yaml`.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from dashboard.figures.series import Indicator, Point, Track, as_row, main_track
from dashboard.format import number, period, signed, with_unit
from dashboard.rows import Row, records
from dashboard.texts import Words, load
from indicators.methods import load_method

# Reasons that come with a verdict against the target.
_JUDGED = ("target_met", "slipped", "deadline_passed", "pace")
_NOT_FINAL = ("P", "E", "B")
# What a unit says of its scale (점(5점), points of 5) does not belong to a difference.
_SCALE = re.compile(r"\(.*\)$| of \d+$")


def indicator_sentence(indicator: Indicator, observations: pd.DataFrame, lang: str) -> str:
    """Latest value, change since the base year, and the verdict with its reason."""
    row, words = as_row(indicator), load(lang)
    track = main_track(observations)
    if track is None:
        return _without_value(row, observations, words)
    value, note = value_text(row, track.last.value, words), _note(row, track, words)
    if value.endswith(")") and note.startswith("("):  # 2.8점(5점, 2017년보다 …)
        value, note = value[:-1], words("sentences.between") + note[1:]
    template = "value" if track.role == "city" else track.role
    name = words.pick(row, "name")
    return words(
        f"sentences.{template}",
        name=name,
        **({} if template == "proxy_nation" else {"place": _place(name, words)}),
        when=period(track.last.period, lang),
        value=value,
        note=note,
        reason=_reason(row, track, words),
    )


def reason_sentence(indicator: Indicator, observations: pd.DataFrame, lang: str) -> str:
    """Only why it is judged as it is, as a sentence of its own, with what the paces compare."""
    row, words = as_row(indicator), load(lang)
    track = main_track(observations)
    if track is None:
        return _without_value(row, observations, words)
    sentences = [_capital(_reason(row, track, words)) + "."]
    if row["reason"] == "pace" and _has_paces(row):
        years = ("from_year", "last_year", "base_year", "target_year")
        named = {**row, "from_year": row["pace_from_year"]}
        sentences.append(words("sentences.pace_basis", **{name: named[name] for name in years}))
        if track.has_break_after(float(row["pace_from_year"])):
            sentences.append(words("sentences.pace_broken"))
    if row.get("is_sensitive"):
        sentences.append(words("sentences.sensitive"))
    return " ".join(sentences)


def trend_sentence(indicator: Indicator, lang: str) -> str:
    """Where it has been heading of late, with its yearly rate, or why that cannot be said."""
    row, words = as_row(indicator), load(lang)
    if row["trend"] is None:
        return _no_trend(row, words)
    if row.get("trend_basis") == "sign_pair" or row["trend_pct_per_year"] is None:
        return words(f"sentences.trend.by_direction.{row['trend']}")
    rate = float(row["trend_pct_per_year"])
    if row["trend"] == "steady":
        return words("sentences.trend.steady", size=f"{signed(rate, 1)}%")
    values: dict[str, Any] = {"size": f"{number(abs(rate), 1)}%"}
    if row["trend"] in ("improving", "worsening"):
        values["moved"] = words(f"sentences.trend.{'up' if rate > 0 else 'down'}")
    return words(f"sentences.trend.{row['trend']}", **values)


def _no_trend(row: Row, words: Words) -> str:
    if row["reason"] in ("no_figures", "proxy_only"):
        kind = "proxy" if row["reason"] == "proxy_only" else "none"
        return words(f"sentences.trend.{kind}")
    return words("sentences.trend.too_few", **_minimum())


def _minimum() -> dict[str, int]:
    """What the method asks of a series before it judges its pace or trend."""
    minimum = load_method().minimum
    return {"needed": minimum.observations, "span": minimum.span_years}


def value_text(row: Row, value: float, words: Words) -> str:
    """A value in the indicator's decimals and unit."""
    return with_unit(number(value, row["decimals"] or 0), _symbol(row, words), words.lang)


def difference_text(row: Row, text: str, words: Words) -> str:
    """A difference with its unit: of shares in per cent, percentage points."""
    symbol = _SCALE.sub("", _symbol(row, words))
    if symbol != "%":
        return with_unit(text, symbol, words.lang)
    space = "" if words.lang == "ko" else " "
    return f"{text}{space}{words('sentences.points')}"


def _symbol(row: Row, words: Words) -> str:
    """The unit; blank where the name says it already (인구 십만 명당 …)."""
    symbol = str(words.pick(row, "symbol") or "")
    is_said = symbol and symbol in str(words.pick(row, "name") or "")
    return "" if is_said and words("sentences.per") in symbol else symbol


def _place(name: str, words: Words) -> str:
    """Whose value it is; blank where the name says it already."""
    place = words("sentences.seoul")
    return "" if place in name else words("sentences.place", place=place)


def target_text(row: Row, words: Words) -> str:
    """The target that is judged, with year and whose it is."""
    lower, upper = row["target_value"], row["target_upper"]
    value = value_text(row, lower, words)
    if upper is not None and upper != lower:
        value = words(
            "sentences.target.range",
            lower=number(lower, row["decimals"] or 0),
            upper=value_text(row, upper, words),
        )
    basis = row.get("target_basis")
    basis = basis if basis in ("official", "k_sdg") else "official"
    return words(f"sentences.target.{basis}", value=value, year=row["target_year"])


def base_point(row: Row, track: Track) -> Point | None:
    """What the latest value is compared with: the plan's base year, else the value before.

    A proxy is compared with its own past: the plan's base value is Seoul's.
    """
    base_year, base_value = row.get("base_year"), row.get("base_value")
    if (
        track.role == "city"
        and base_year is not None
        and base_value is not None
        and base_year < int(track.last.at)
    ):
        return Point(str(base_year), float(base_year), float(base_value), "A")
    earlier = track.points[:-1]
    since = [point for point in earlier if base_year is not None and point.at >= base_year]
    return since[0] if since else (earlier[-1] if earlier else None)


def _without_value(row: Row, observations: pd.DataFrame, words: Words) -> str:
    """There is no figure for the city and no proxy: say what there is, and who owes the rest."""
    name = words.pick(row, "name")
    known = observations[observations["value"].notna()] if len(observations) else observations
    districts = [
        found
        for found in records(known)
        if found["area_kind"] == "district" and found["breakdown"] == "total"
    ]
    if districts:
        latest = max(found["period"] for found in districts)
        count = len({found["area"] for found in districts if found["period"] == latest})
        when = period(latest, words.lang)
        return words("sentences.districts_only", name=name, count=count, when=when)
    if len(known):
        return words("sentences.parts_only", name=name)
    custodian = words.pick(row, "custodian")
    return words("sentences.no_figures", name=name, custodian=custodian)


def _note(row: Row, track: Track, words: Words) -> str:
    """What stands in brackets behind the value: whether it is final, and how it changed."""
    notes: list[str] = []
    if track.last.status in _NOT_FINAL:
        notes.append(words(f"sentences.status.{track.last.status}"))
    change = _change(row, track, words)
    if change:
        notes.append(change)
    if not notes:
        return ""
    return words("sentences.note", notes=words("sentences.between").join(notes))


def _change(row: Row, track: Track, words: Words) -> str:
    base = base_point(row, track)
    if base is None:
        return ""
    if track.has_break_after(base.at):
        # where the verdict's reason says so too, once is enough
        return "" if row["reason"] == "series_break" else words("sentences.change.broken")
    decimals = row["decimals"] or 0
    change = track.last.value - base.value
    size = number(abs(change), decimals)
    kind = "higher" if change > 0 else "lower"
    if not size.strip("0.,"):
        kind = "same"
    values: dict[str, Any] = {"when": period(base.period, words.lang)}
    if kind != "same":
        values["size"] = difference_text(row, size, words)
    return words(f"sentences.change.{kind}", **values)


def _reason(row: Row, track: Track, words: Words) -> str:
    """The clause that says why; without a full stop."""
    reason = row["reason"]
    if reason == "too_few_observations":
        return words(
            "sentences.reason.too_few_observations",
            target=target_text(row, words),
            count=len(track.points),
            years=int(track.last.at) - int(track.points[0].at),
            **_minimum(),
        )
    if reason == "no_pace":
        return words("sentences.reason.no_pace", target=target_text(row, words))
    if reason == "series_break":
        years = {name: row[name] for name in ("break_year", "base_year")}
        return words("sentences.reason.series_break", **years)
    if reason in _JUDGED:
        return _judged(row, words)
    key = f"sentences.reason.{reason}"
    known = key in words.keys()  # noqa: SIM118 - words are called, not a mapping
    return words(key if known else "sentences.reason.other")


def _judged(row: Row, words: Words) -> str:
    """The clause of a verdict, with the numbers that led to it."""
    reason = row["reason"]
    values: dict[str, Any] = {
        "target": target_text(row, words),
        "assessment": words(f"assessment.{row['assessment']}"),
    }
    if reason == "slipped":
        values["base_year"] = row["base_year"]
    if reason == "pace":
        if not _has_paces(row):
            return words("sentences.reason.pace_bare", **values)
        reason = "pace_range" if row["direction"] == "range" else "pace"
        values["required"] = _pace(row, row["required_pace_per_year"], words)
        values["actual"] = _pace(row, row["actual_pace_per_year"], words)
        values["ratio"] = number(row["pace_ratio"], 2)
    return words(f"sentences.reason.{reason}", **values)


def _has_paces(row: Row) -> bool:
    names = ("required_pace_per_year", "actual_pace_per_year", "pace_ratio")
    return all(row.get(name) is not None for name in names)


def _pace(row: Row, value: float, words: Words) -> str:
    """A change per year, with enough decimals to tell it from nothing."""
    decimals = int(row["decimals"] or 0)
    while decimals < 6 and value and abs(value) < 10.0 ** (1 - decimals):
        decimals += 1
    text = difference_text(row, signed(value, decimals), words)
    return words("sentences.per_year", value=text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
