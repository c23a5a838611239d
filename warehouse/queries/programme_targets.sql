-- Which targets does the programme serve?
-- Grain: one row per target. Bound: $programme.
select target.*
from catalogue.programme_target as served
inner join catalogue.target using (target_code)
where served.programme_id = $programme
order by served.position
