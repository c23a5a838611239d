-- Where do the districts lie?
-- Grain: one row per district, ring and point.
from catalogue.area_boundary
order by area, ring, point
