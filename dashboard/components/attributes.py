"""Attributes with a hyphen in their name, which Python's keywords cannot hold."""

from __future__ import annotations

from typing import Any


def aria(**values: str) -> dict[str, Any]:
    """``**aria(label="…", hidden="true")`` for aria-label, aria-hidden."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """``**data(result="list")`` for data-result."""
    return {f"data-{name}": value for name, value in values.items()}
