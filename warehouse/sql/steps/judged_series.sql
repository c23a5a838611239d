-- Which yearly series is judged for each indicator: the city's own, or else the nation's as a proxy?
-- Grain: one row per indicator and year; the latest period of a year stands for it.
with yearly as (
    select
        indicator_id,
        area,
        left(period, 4)::integer as year,
        arg_max(value, period) as value,
        any_value(origin = 'proxy') as is_proxy,
        bool_or(obs_status = 'B') as is_break
    from core.observation
    where breakdown = 'total' and value is not null
        and (area = 'seoul' or (area = 'korea' and origin = 'proxy'))
    group by indicator_id, area, year, origin = 'proxy'
)
select indicator_id, year, value, is_proxy, is_break
from yearly
qualify is_proxy = min(is_proxy) over (partition by indicator_id)
order by indicator_id, year
