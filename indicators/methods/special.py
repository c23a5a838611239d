"""The few functions of scipy that the methods use, with their types (scipy ships none)."""

from __future__ import annotations

from typing import Any, cast

from scipy import special as _scipy  # pyright: ignore[reportMissingTypeStubs]

from indicators.methods.matrix import Floats

_functions = cast(Any, _scipy)


def student_below(freedom: Floats, score: Floats) -> Floats:
    """The chance that Student's t stays below a score."""
    return _functions.stdtr(freedom, score)


def student_quantile(freedom: Floats, chance: float) -> Floats:
    """The score below which Student's t stays with this chance."""
    return _functions.stdtrit(freedom, chance)


def normal_quantile(chance: float) -> float:
    """The score below which a standard normal stays with this chance."""
    return float(_functions.ndtri(chance))


def expit(values: Floats) -> Floats:
    """From the logit scale to shares."""
    return _functions.expit(values)


def logit(shares: Floats) -> Floats:
    """From shares to the logit scale; infinite at 0 and 1."""
    return _functions.logit(shares)


def beta_quantile(a: Floats, b: Floats, chance: float) -> Floats:
    """Quantile of the beta distribution."""
    return _functions.betaincinv(a, b, chance)


def gamma_quantile(shape: Floats, chance: float) -> Floats:
    """Quantile of the gamma distribution with scale 1."""
    return _functions.gammaincinv(shape, chance)
