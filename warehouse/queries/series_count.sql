-- How many series does the release hold?
-- Grain: one row. A series is an indicator, an area and a breakdown with at least one value.
select count(*) as series
from (
    select distinct indicator_id, area, breakdown
    from core.observation
    where value is not null
)
