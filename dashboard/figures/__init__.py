"""Drawings: rows of a release in, a plotly figure (a dict) or a Dash component out.

Nothing here asks a release, keeps state or reads the clock. Each drawing has its description in
words beside it; the component or chart that is shown carries it as its accessible name.

    plotly figures   indicator_line, programme_quadrant, quarter_bars
    components       tile_map, boundary_map, strip, milestone_bar, money_bar
    descriptions     describe_line, describe_districts (both maps and the strip),
                     describe_milestone, describe_quadrant, describe_quarters, describe_money
    helpers          can_be_drawn (is a line worth drawing?), district_values (what maps take)

The styles are in assets/figures.css, the script for inline SVG in assets/figures.js.
"""

from dashboard.figures.describe import describe_districts, describe_line
from dashboard.figures.districts import district_values
from dashboard.figures.line import can_be_drawn, indicator_line
from dashboard.figures.maps import boundary_map, tile_map
from dashboard.figures.milestones import describe_milestone, milestone_bar
from dashboard.figures.programmes import (
    describe_money,
    describe_quadrant,
    describe_quarters,
    money_bar,
    programme_quadrant,
    quarter_bars,
)
from dashboard.figures.strip import strip

__all__ = [
    "boundary_map",
    "can_be_drawn",
    "describe_districts",
    "describe_line",
    "describe_milestone",
    "describe_money",
    "describe_quadrant",
    "describe_quarters",
    "district_values",
    "indicator_line",
    "milestone_bar",
    "money_bar",
    "programme_quadrant",
    "quarter_bars",
    "strip",
    "tile_map",
]
