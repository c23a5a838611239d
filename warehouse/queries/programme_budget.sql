-- What money does the programme have?
-- Grain: one row per as-of date; money in won. Bound: $programme.
select * exclude (programme_id)
from core.programme_budget
where programme_id = $programme
order by as_of
