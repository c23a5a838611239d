-- How far has each programme come, in its latest reported quarter and before?
-- Grain: one row per programme and quarter.
select
    programme_id,
    period,
    planned_pct,
    actual_pct,
    programme_status,
    origin,
    row_number() over (partition by programme_id order by period desc) = 1 as is_latest
from staging.programme_progress
order by programme_id, period
