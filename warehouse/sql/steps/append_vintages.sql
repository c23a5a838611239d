-- What is new, changed or gone since the last vintage?
-- Grain: one row per changed observation, appended. Bound values: $vintage, $indicators.
-- Reads the temporary table `candidate` (grain of observation_candidates).
-- A vintage is later than the one before it, also where the clock stands still or goes back.
insert into core.observation_vintage
with latest as (
    select *
    from core.observation_vintage
    where list_contains($indicators, indicator_id)
    qualify row_number() over (partition by indicator_id, area, period, breakdown order by vintage desc) = 1
)
select
    candidate.indicator_id, candidate.area, candidate.period, candidate.breakdown,
    greatest($vintage::timestamp, latest.vintage + interval 1 microsecond) as vintage,
    candidate.value, candidate.obs_status, candidate.origin, candidate.source_id, candidate.priority,
    candidate.note, candidate.file, candidate.line,
    false as is_withdrawn
from candidate
left join latest using (indicator_id, area, period, breakdown)
where latest.indicator_id is null
    or latest.is_withdrawn
    or candidate.value is distinct from latest.value
    or candidate.obs_status != latest.obs_status
    or candidate.origin != latest.origin
    or candidate.source_id != latest.source_id
union all
select
    latest.indicator_id, latest.area, latest.period, latest.breakdown,
    greatest($vintage::timestamp, latest.vintage + interval 1 microsecond) as vintage,
    null as value, 'M' as obs_status, latest.origin, latest.source_id, latest.priority,
    null as note, latest.file, latest.line,
    true as is_withdrawn
from latest
anti join candidate using (indicator_id, area, period, breakdown)
where not latest.is_withdrawn
order by all
