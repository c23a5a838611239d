-- What is every observation, said so that it needs no other table?
-- Grain: one row per observation. Bound: $indicator (an indicator's id, or null for all).
select
    observation.indicator_id,
    indicator.indicator_code,
    indicator.name_ko as indicator_name_ko,
    indicator.name_en as indicator_name_en,
    observation.area,
    place.name_ko as area_name_ko,
    place.code_legal,
    place.code_kostat,
    observation.period,
    observation.breakdown,
    observation.value,
    indicator.unit_id as unit,
    observation.obs_status,
    observation.origin,
    observation.source_id,
    coalesce(measure.publisher, source.publisher_ko) as publisher,
    coalesce(measure.table_id, source.table_id) as table_id,
    source.licence,
    observation.vintage
from core.observation
inner join catalogue.indicator using (indicator_id)
inner join catalogue.area as place using (area)
inner join catalogue.source as source on source.source_id = observation.source_id
left join catalogue.indicator_series_part as part
    on part.indicator_id = observation.indicator_id
    and part.priority = observation.priority
    and part.part = 1
left join catalogue.measure as measure
    on measure.source_id = part.source_id and measure.measure_id = part.measure_id
where $indicator is null or observation.indicator_id = $indicator
order by indicator.position, place.position, observation.period, observation.breakdown
