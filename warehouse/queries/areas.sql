-- Which areas are there?
-- Grain: one row per area in official order.
from catalogue.area
order by position
