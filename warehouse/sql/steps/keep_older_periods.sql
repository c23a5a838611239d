-- Which figures are older than anything in the new answer? They stay: the service gives the latest periods only.
-- Grain: as staging.figure. Bound value: $source.
insert into staging.figure
with newest as (
    select measure_id, min(period) as first_period
    from staging.figure
    where source_id = $source
    group by measure_id
)
select last_good.*
from last_good
left join newest using (measure_id)
where (newest.measure_id is null or last_good.period < newest.first_period)
and (measure_id, area, period, breakdown) not in (
    select measure_id, area, period, breakdown
    from staging.figure
    where source_id = $source
)
