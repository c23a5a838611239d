-- How many observations are official, derived, proxy or sample?
-- Grain: one row per origin, always all four.
select origin, coalesce(observations, 0) as observations
from (values ('official', 1), ('derived', 2), ('proxy', 3), ('sample', 4)) as known (origin, position)
left join (
    select origin, count(*) as observations
    from core.observation
    where value is not null
    group by origin
) using (origin)
order by position
