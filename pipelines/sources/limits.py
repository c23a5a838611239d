"""How hard a publisher may be asked, and how long we wait: polite unless told otherwise."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Limits of one request.

    interval: the least pause between two requests to a host; a family may ask for a longer one
    unless `is_impolite` (tests and demonstrations against a stand-in of our own).
    """

    attempts: int = 4
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    total_seconds: float = 180.0
    wait_seconds: float = 1.0
    interval: float = 0.0
    is_impolite: bool = False
    max_bytes: int = 64 * 2**20
    cache_bytes: int = 256 * 2**20

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Limits:
        """Limits from `SDG_FETCH_*` variables; what is not set keeps its default."""
        seconds = float(environment.get("SDG_FETCH_TIMEOUT", cls.read_seconds))
        interval = environment.get("SDG_FETCH_INTERVAL")
        return cls(
            attempts=int(environment.get("SDG_FETCH_ATTEMPTS", cls.attempts)),
            connect_seconds=min(cls.connect_seconds, seconds),
            read_seconds=seconds,
            total_seconds=seconds * 6,
            wait_seconds=float(environment.get("SDG_FETCH_WAIT", cls.wait_seconds)),
            interval=float(interval) if interval else 0.0,
            is_impolite=interval == "0",
            max_bytes=int(
                float(environment.get("SDG_FETCH_MAX_MB", cls.max_bytes / 2**20)) * 2**20
            ),
        )
