-- What does the plan want to reach?
-- Grain: one row per target. Bound: $goal (a goal's code, or null for all).
select
    target.*,
    (select count(*) from catalogue.indicator where indicator.target_code = target.target_code) as indicators,
    (select count(*) from catalogue.programme_target as served where served.target_code = target.target_code) as programmes
from catalogue.target
where $goal is null or goal_code = $goal
order by position
