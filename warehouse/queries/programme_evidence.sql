-- Which public documents show the programme?
-- Grain: one row per document. Bound: $programme.
select * exclude (programme_id)
from catalogue.programme_evidence
where programme_id = $programme
order by position
