-- What is each indicator's value today, for every area and period?
-- Grain: one row per indicator, area, period and breakdown; the latest vintage, withdrawn ones left out.
-- An indicator that has left the catalogue keeps its vintages and is not shown.
select * exclude (is_withdrawn)
from core.observation_vintage
semi join catalogue.indicator using (indicator_id)
qualify row_number() over (partition by indicator_id, area, period, breakdown order by vintage desc) = 1
    and not is_withdrawn
order by indicator_id, area, period, breakdown
