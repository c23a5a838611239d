-- Which counts are behind a district's computed rate?
-- Grain: one row per indicator, district and year; only where the counts give the rate again.
with counted as (
    select
        observation.indicator_id,
        observation.area,
        left(observation.period, 4)::integer as year,
        any_value(observation.value) as value,
        any_value(series.scale) as scale,
        sum(figure.value) as events,
        count(figure.value) = any_value(series.parts) as is_whole,
        any_value((
            select arg_min(whole.value, abs(left(whole.period, 4)::integer - left(observation.period, 4)::integer))
            from staging.figure as whole
            where whole.source_id = series.per_source_id
                and whole.measure_id = series.per_measure_id
                and whole.area = observation.area
                and whole.breakdown = 'total'
                and whole.value is not null
        )) as exposure
    from core.observation
    inner join catalogue.area on area.area = observation.area and area_kind = 'district'
    inner join catalogue.indicator_series as series
        on series.indicator_id = observation.indicator_id and series.priority = observation.priority
    inner join catalogue.indicator_series_part as part
        on part.indicator_id = observation.indicator_id and part.priority = observation.priority
    inner join staging.figure
        on figure.source_id = part.source_id
        and figure.measure_id = part.measure_id
        and figure.area = observation.area
        and figure.period = observation.period
        and figure.breakdown = 'total'
    where observation.breakdown = 'total'
        and observation.value is not null
        and series.per_measure_id is not null
        and length(observation.period) = 4
    group by observation.indicator_id, observation.area, observation.period
)
select indicator_id, area, year, events, exposure, scale
from counted
where is_whole and exposure > 0 and abs(scale * events / exposure - value) <= 1e-6 * greatest(1, abs(value))
order by indicator_id, area, year
