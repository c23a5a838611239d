-- What is new, changed or gone since the last vintage?
-- Grain: one row per changed observation, appended. Bound values: $vintage, $indicators.
-- Reads the temporary table `candidate` (grain of observation_candidates).
insert into core.observation_vintage
with latest as (
    select *
    from core.observation_vintage
    where list_contains($indicators, indicator_id)
    qualify row_number() over (partition by indicator_id, area, period, breakdown order by vintage desc) = 1
),
standing as (
    from latest where not is_withdrawn
)
select
    candidate.indicator_id, candidate.area, candidate.period, candidate.breakdown,
    $vintage as vintage,
    candidate.value, candidate.obs_status, candidate.origin, candidate.source_id, candidate.priority,
    candidate.note, candidate.file, candidate.line,
    false as is_withdrawn
from candidate
left join standing using (indicator_id, area, period, breakdown)
where standing.indicator_id is null
    or candidate.value is distinct from standing.value
    or candidate.obs_status != standing.obs_status
    or candidate.origin != standing.origin
    or candidate.source_id != standing.source_id
union all
select
    standing.indicator_id, standing.area, standing.period, standing.breakdown,
    $vintage as vintage,
    null as value, 'M' as obs_status, standing.origin, standing.source_id, standing.priority,
    null as note, standing.file, standing.line,
    true as is_withdrawn
from standing
anti join candidate using (indicator_id, area, period, breakdown)
order by all
