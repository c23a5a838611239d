-- How far has the programme come?
-- Grain: one row per quarter. Bound: $programme.
select * exclude (programme_id)
from core.programme_progress
where programme_id = $programme
order by period
