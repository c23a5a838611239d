"""Intervals for shares and rates of small numbers, and pooling of years.

Sources: Wilson, E. B., Probable inference, the law of succession, and statistical inference,
JASA 22, 1927; Clopper, C. J. and Pearson, E. S., Biometrika 26, 1934; Garwood, F., Fiducial
limits for the Poisson distribution, Biometrika 28, 1936.
"""

from __future__ import annotations

import numpy as np

from indicators.methods.matrix import Floats
from indicators.methods.special import beta_quantile, gamma_quantile, normal_quantile


def wilson(events: Floats, trials: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson's interval of a share; holes where there are no trials.

    >>> [round(float(end[0]), 4) for end in wilson(np.array([0.0]), np.array([10.0]))]
    [0.0, 0.2775]
    """
    z = normal_quantile(0.5 + level / 2.0)
    count = np.where(trials > 0, trials, np.nan)
    share = events / count
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    reach = z / (1 + z**2 / count) * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2))
    low = np.where(events == 0, 0.0, np.maximum(middle - reach, 0.0))
    high = np.where(events == trials, 1.0, np.minimum(middle + reach, 1.0))
    return np.where(np.isnan(count), np.nan, low), np.where(np.isnan(count), np.nan, high)


def exact_share(events: Floats, trials: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Clopper's and Pearson's exact interval of a share.

    >>> [round(float(end[0]), 4) for end in exact_share(np.array([0.0]), np.array([10.0]))]
    [0.0, 0.3085]
    """
    tail = (1.0 - level) / 2.0
    with np.errstate(invalid="ignore"):
        low = beta_quantile(events, trials - events + 1.0, tail)
        high = beta_quantile(events + 1.0, trials - events, 1.0 - tail)
    known = trials > 0
    low = np.where(events == 0, 0.0, low)
    high = np.where(events == trials, 1.0, high)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def exact_count(events: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Garwood's exact interval of a count of independent events.

    >>> [round(float(end[0]), 3) for end in exact_count(np.array([10.0]))]
    [4.795, 18.39]
    """
    tail = (1.0 - level) / 2.0
    low = np.where(events > 0, gamma_quantile(np.maximum(events, 1e-300), tail), 0.0)
    return low, gamma_quantile(events + 1.0, 1.0 - tail)


def pooled_rate(
    events: Floats, exposure: Floats, scale: float, *, is_share: bool, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Rate and interval of each row when its columns (years) are taken together.

    A year counts only where events and exposure are both known. `is_share`: the events are part
    of the exposure (Wilson); otherwise they are counted on it (exact Poisson).
    """
    both = ~np.isnan(events) & ~np.isnan(exposure)
    total = np.where(both, events, 0.0).sum(axis=1)
    base = np.where(both, exposure, 0.0).sum(axis=1)
    base = np.where(base > 0, base, np.nan)
    if is_share:
        low, high = wilson(total, base, level)
    else:
        low, high = (end / base for end in exact_count(total, level))
    return scale * total / base, scale * low, scale * high
