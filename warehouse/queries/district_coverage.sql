-- How many indicators have Seoul's own figures for every district?
-- Grain: one row.
select count(*) as indicators
from marts.indicator_coverage
where best_origin in ('official', 'derived')
    and districts = (select count(*) from catalogue.area where area_kind = 'district')
