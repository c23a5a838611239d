-- What is each district's value, and the city's, in the latest year in which most districts have one?
-- Grain: one row per indicator and district. Bound: $least (how many districts are most).
with yearly as (
    select
        indicator_id,
        area,
        area_kind,
        left(period, 4)::integer as year,
        arg_max(value, period) as value,
        max(period) as period
    from core.observation
    inner join catalogue.area using (area)
    where breakdown = 'total' and value is not null and origin != 'proxy' and area_kind in ('city', 'district')
    group by indicator_id, area, area_kind, year
),
latest as (
    select indicator_id, max(year) as year
    from (
        select indicator_id, year
        from yearly
        where area_kind = 'district'
        group by indicator_id, year
        having count(*) >= $least
    )
    group by indicator_id
)
select
    district.indicator_id,
    district.area,
    district.period,
    district.year,
    district.value,
    city.value as city_value
from yearly as district
inner join latest using (indicator_id, year)
left join yearly as city
    on city.indicator_id = district.indicator_id and city.year = district.year and city.area_kind = 'city'
inner join catalogue.area on area.area = district.area
where district.area_kind = 'district'
order by district.indicator_id, area.position
