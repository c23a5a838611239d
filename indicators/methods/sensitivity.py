"""What else could have been said: other methods, without the last figure, other windows, targets.

One table, one row per indicator and variant, so that a page can show in one place how firmly a
verdict stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from indicators.methods.assess import assess
from indicators.methods.config import Method, load_method, method_ids
from indicators.methods.words import Objects, is_word, only

WINDOWS = (3, 8, 10)
_KEPT = ["indicator_id", "assessment", "reason", "method_class", "trend", "statistic"]


def sensitivity(
    observations: pd.DataFrame,
    specs: pd.DataFrame,
    alternatives: pd.DataFrame,
    *,
    methods: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Judge every series in every variant.

    Args:
        observations: as for `assess`.
        specs: as for `assess`; what the default method judges.
        alternatives: other targets on the cards: `series`, `variant`, `target_year`,
            `target_value`, `target_upper`.
        methods: which methods are asked; all that have a file.

    Returns:
        `indicator_id`, `kind` (method, last_point, window, base, target), `variant`, what was
        found, `is_on_track` (None where the variant cannot say), and `differs` from the default.
    """
    usual = load_method()
    default = assess(observations, specs, usual)
    answer = dict(zip(default["indicator_id"], on_track(default["assessment"]), strict=True))
    parts: list[pd.DataFrame] = []
    asked = methods or method_ids()
    for kind, variant, frame in _variants(observations, specs, alternatives, asked):
        found = frame[_KEPT].copy()
        found.insert(1, "kind", kind)
        found.insert(2, "variant", variant)
        found["is_on_track"] = on_track(found["assessment"])
        usually = found["indicator_id"].map(answer)
        both = found["is_on_track"].notna() & usually.notna()
        found["differs"] = both & (found["is_on_track"] != usually)
        parts.append(found)
    return pd.concat(parts, ignore_index=True)


def _variants(
    observations: pd.DataFrame,
    specs: pd.DataFrame,
    alternatives: pd.DataFrame,
    methods: Sequence[str],
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    usual = load_method()
    for name in methods:
        yield "method", name, assess(observations, specs, load_method(name))
    yield "last_point", "without_last", assess(without_last(observations), specs, usual)
    for years in WINDOWS:
        yield "window", f"{years}_years", assess(observations, specs, with_window(usual, years))
    own = specs.assign(base_year=np.nan, base_value=np.nan)
    stated = specs["base_value"].notna()
    if stated.any():
        variant = f"first_since_{usual.base.year}"
        yield "base", variant, assess(observations, own[stated], usual)
    for variant, some in alternatives.groupby("variant", sort=False):
        other = specs[specs["series"].isin(some["series"])].set_index("series")
        targets = some.set_index("series")[["target_year", "target_value", "target_upper"]]
        other.loc[targets.index, list(targets.columns)] = targets.astype("float64")
        yield "target", str(variant), assess(observations, other.reset_index(), usual)


def without_last(observations: pd.DataFrame) -> pd.DataFrame:
    """Every series without its latest figure."""
    known = observations.dropna(subset=["value"])
    latest = known.groupby("series")["year"].transform("max")
    return known[known["year"] < latest]


def with_window(method: Method, years: int) -> Method:
    """The same method with another window."""
    window = method.window.model_copy(update={"years": years})
    return method.model_copy(update={"window": window})


def on_track(assessments: pd.Series) -> Objects:
    """True, False, or None where the assessment does not answer the question."""
    words = np.asarray(assessments, dtype=object)
    yes = is_word(words, "achieved", "on_track")
    return only(yes | is_word(words, "delayed", "worsening"), yes.astype(object))


def agreement(table: pd.DataFrame) -> pd.DataFrame:
    """How many methods were able to answer, and how many of them say 'on track'.

    Returns:
        One row per indicator: `methods_asked`, `methods_on_track`.
    """
    asked = table[(table["kind"] == "method") & table["is_on_track"].notna()]
    yes = asked["is_on_track"].astype(bool)
    grouped = yes.groupby(asked["indicator_id"])
    return pd.DataFrame({"methods_asked": grouped.size(), "methods_on_track": grouped.sum()})
