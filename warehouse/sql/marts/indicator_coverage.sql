-- What figures does each indicator have, how old are they, and from where?
-- Grain: one row per indicator (also those without any figure). `best_origin` counts Seoul's own figures
-- before a proxy: official > derived > proxy > none. `districts` = districts with a figure in the latest such year.
with seoul as (
    select
        indicator_id,
        min(case origin when 'official' then 1 when 'derived' then 2 when 'sample' then 4 end) as rank_best,
        max(period) filter (area = 'seoul') as last_city_period,
        max(period) filter (area_kind = 'district') as last_district_period,
        max(period) as last_period,
        min(period) as first_period,
        count(*) as observations,
        count(distinct period) as periods
    from core.observation
    inner join catalogue.area using (area)
    where area_kind in ('city', 'district') and origin != 'proxy' and value is not null
    group by indicator_id
),
districts as (
    select observation.indicator_id, count(distinct area) as districts
    from core.observation
    inner join catalogue.area using (area)
    inner join seoul on seoul.indicator_id = observation.indicator_id and period = last_district_period
    where area_kind = 'district' and value is not null
    group by observation.indicator_id
),
proxy as (
    select indicator_id, max(period) as last_proxy_period, min(period) as first_proxy_period, count(*) as proxy_observations
    from core.observation
    where origin = 'proxy' and value is not null
    group by indicator_id
)
select
    indicator.indicator_id,
    indicator.goal_code,
    case seoul.rank_best
        when 1 then 'official' when 2 then 'derived' when 4 then 'sample'
        else case when proxy.indicator_id is not null then 'proxy' else 'none' end
    end as best_origin,
    coalesce(seoul.observations, 0) as observations,
    coalesce(seoul.periods, 0) as periods,
    coalesce(districts.districts, 0) as districts,
    coalesce(seoul.first_period, proxy.first_proxy_period) as first_period,
    coalesce(seoul.last_period, proxy.last_proxy_period) as last_period,
    seoul.last_city_period,
    seoul.last_district_period,
    proxy.last_proxy_period,
    coalesce(proxy.proxy_observations, 0) as proxy_observations
from catalogue.indicator
left join seoul using (indicator_id)
left join districts using (indicator_id)
left join proxy using (indicator_id)
order by indicator.position
