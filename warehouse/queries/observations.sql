-- What are the indicator's values?
-- Grain: one row per area, period and breakdown. Bound: $indicator.
select
    observation.area,
    place.area_kind,
    place.name_ko as area_name_ko,
    place.name_en as area_name_en,
    place.code_legal,
    place.code_kostat,
    observation.period,
    left(observation.period, 4)::integer as year,
    observation.breakdown,
    observation.value,
    observation.obs_status,
    observation.origin,
    observation.source_id,
    observation.vintage,
    observation.note
from core.observation
inner join catalogue.area as place using (area)
where indicator_id = $indicator
order by place.position, observation.period, observation.breakdown
