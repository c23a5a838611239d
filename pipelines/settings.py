"""Where things lie and what is allowed: read once at the edge, passed down as a value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indicators.catalogue import CARDS

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Settings:
    """Everything that a run needs to know of its surroundings.

    home: state (raw, warehouse, releases, exports, Dagster's home); `SDG_HOME`, default `var/`.
    data: figures that ship with the project.
    cards: the catalogue. `SDG_CARDS` names another folder; otherwise the one that
        `sdg catalogue import` made (`<home>/catalogue`) comes before the one that ships.
    is_sample_allowed: whether sample figures may enter; false in production.
    keep_releases: how many releases stay on disk; `SDG_KEEP_RELEASES`.
    """

    home: Path
    data: Path = PROJECT / "data"
    cards: Path = CARDS
    is_sample_allowed: bool = True
    keep_releases: int = 20

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Settings from `SDG_*` variables."""
        home = Path(environment.get("SDG_HOME", PROJECT / "var")).expanduser().resolve()
        return cls(
            home=home,
            data=Path(environment.get("SDG_DATA", PROJECT / "data")).expanduser().resolve(),
            cards=Path(environment.get("SDG_CARDS") or _cards(home)).expanduser().resolve(),
            is_sample_allowed=environment.get("SDG_SAMPLE", "1") not in ("0", "false", "no"),
            keep_releases=int(environment.get("SDG_KEEP_RELEASES", "20")),
        )


def imported_cards(home: Path) -> Path:
    """Where `sdg catalogue import` puts the city's own catalogue."""
    return home / "catalogue"


def _cards(home: Path) -> Path:
    imported = imported_cards(home)
    return imported if (imported / "plan.yaml").is_file() else CARDS
