"""Columns of words: numpy's object arrays with None for "nothing to say"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from indicators.methods.matrix import Booleans, Integers

Objects = npt.NDArray[np.object_]


def none(count: int) -> Objects:
    """A column that says nothing."""
    return np.full(count, None, dtype=object)


def only(condition: Booleans, words: Objects | str | bool) -> Objects:
    """The words where the condition holds, None elsewhere."""
    found = none(len(condition))
    found[condition] = words[condition] if isinstance(words, np.ndarray) else words
    return found


def either(condition: Booleans, words: Objects | str, otherwise: Objects) -> Objects:
    """The words where the condition holds, the other ones elsewhere."""
    found = otherwise.copy()
    found[condition] = words[condition] if isinstance(words, np.ndarray) else words
    return found


def first_true(
    tests: Sequence[tuple[Booleans, Objects | str]], otherwise: Objects | str
) -> Objects:
    """The words of the first test that holds."""
    count = len(tests[0][0])
    found = none(count)
    found[:] = otherwise
    for condition, words in reversed(tests):
        found = either(condition, words, found)
    return found


def is_word(words: Objects, *wanted: str) -> Booleans:
    """Where a column says one of these words."""
    found = np.zeros(len(words), dtype=bool)
    for word in wanted:
        found |= words == word
    return found


def named(rungs: Integers, names: list[str | None]) -> Objects:
    """The word of each number; None for -1."""
    table = none(len(names) + 1)
    table[: len(names)] = names
    return table[rungs]
