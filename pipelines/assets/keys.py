"""Names that the assets share."""

import dagster as dg

ASSESSMENT = "marts.indicator_assessment"
PROJECTION = "marts.indicator_projection"
SENSITIVITY = "marts.sensitivity"
TARGETS = "marts.target_assessment"
GOALS = "marts.goal_assessment"
DISTRICTS = "marts.district_position"
OBSERVATION = "core.observation"

# What the methods write; everything else in core and marts is made by SQL.
JUDGED = (ASSESSMENT, PROJECTION, SENSITIVITY, TARGETS, GOALS, DISTRICTS)


def key_of(table: str) -> dg.AssetKey:
    """The asset of a table."""
    return dg.AssetKey(table.split("."))
