"""How a figure is judged: pure functions on plain tables, parameterised by a method's file.

Nothing here looks anything up: direction, target, window and thresholds are arguments.
"""

from indicators.methods.assess import assess
from indicators.methods.config import Method, load_method, method_ids
from indicators.methods.freshness import is_stale

__all__ = ["Method", "assess", "is_stale", "load_method", "method_ids"]
