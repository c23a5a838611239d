"""Made-up rows, shaped as a release gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

DISTRICTS = 25


def indicator(**more: Any) -> dict[str, Any]:
    """An indicator's row; without more, monitored because it has no target."""
    return {
        "indicator_id": "dust",
        "name_ko": "먼지(PM) 농도",
        "name_en": "Dust (PM)",
        "symbol_ko": "㎍/㎥",
        "symbol_en": "µg/m³",
        "decimals": 1,
        "direction": "down",
        "frequency": "annual",
        "custodian_ko": "시험과",
        "custodian_en": "Test division",
        "assessment": "monitoring",
        "reason": "no_target",
        "trend": None,
        "trend_pct_per_year": None,
        "is_sensitive": False,
        **dict.fromkeys(
            (
                "base_year", "base_value", "last_year", "last_value", "target_year",
                "target_value", "target_upper", "target_basis", "progress_pct", "pace_from_year",
                "actual_pace_per_year", "required_pace_per_year", "pace_ratio",
            )
        ),
        **more,
    }  # fmt: skip


def paced(**more: Any) -> dict[str, Any]:
    """An indicator that is judged by pace: 30 in 2015, 24 in 2022, 18 wanted in 2030."""
    return (
        indicator(
            assessment="delayed",
            reason="pace",
            base_year=2015,
            base_value=30.0,
            last_year=2022,
            last_value=24.0,
            pace_from_year=2017,
            target_year=2030,
            target_value=18.0,
            target_basis="official",
            progress_pct=50.0,
            actual_pace_per_year=-0.4,
            required_pace_per_year=-0.8,
            pace_ratio=0.5,
        )
        | more
    )


def observations(
    values: Mapping[str, float | None],
    *,
    kind: str = "city",
    origin: str = "official",
    status: dict[str, str] | None = None,
    breakdown: str = "total",
) -> pd.DataFrame:
    """A series: period -> value."""
    return pd.DataFrame(
        [
            {
                "area": {"city": "seoul", "nation": "korea"}.get(kind, kind),
                "area_kind": kind if kind in ("city", "nation") else "district",
                "period": period,
                "breakdown": breakdown,
                "value": value,
                "obs_status": (status or {}).get(period, "A"),
                "origin": origin,
            }
            for period, value in values.items()
        ],
        columns=["area", "area_kind", "period", "breakdown", "value", "obs_status", "origin"],
    )


def milestones(*rows: tuple[int, float | None, str]) -> pd.DataFrame:
    """Targets: year, value, basis."""
    return pd.DataFrame(
        [
            {"year": year, "value": value, "upper_value": None, "basis": basis}
            for year, value, basis in rows
        ],
        columns=["year", "value", "upper_value", "basis"],
    )


def areas() -> pd.DataFrame:
    """The city and its districts on a grid of five by five."""
    city = {"area": "seoul", "area_kind": "city", "name_ko": "서울특별시", "name_en": "Seoul"}
    districts = [
        {
            "area": f"d{number}-gu",
            "area_kind": "district",
            "name_ko": f"가나{number}구",
            "name_en": f"D{number}-gu",
            "tile_row": number // 5 + 1,
            "tile_column": number % 5 + 1,
        }
        for number in range(DISTRICTS)
    ]
    frame = pd.DataFrame([city, *districts])
    return frame.astype({"tile_row": "Int32", "tile_column": "Int32"})


def district_values(*, missing: int | None = None) -> pd.DataFrame:
    """District n has the value 10 + n; the city 22."""
    rows: list[dict[str, Any]] = [
        {"area": f"d{number}-gu", "value": 10.0 + number, "period": "2023"}
        for number in range(DISTRICTS)
        if number != missing
    ]
    return pd.DataFrame([{"area": "seoul", "value": 22.0, "period": "2023"}, *rows])
