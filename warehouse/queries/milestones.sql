-- Which values is the indicator to reach?
-- Grain: one row per year. Bound: $indicator.
select * exclude (indicator_id)
from catalogue.indicator_milestone
where indicator_id = $indicator
order by year
