-- What is each indicator's value today, for every area and period?
-- Grain: one row per indicator, area, period and breakdown; the latest vintage, withdrawn ones left out.
select * exclude (is_withdrawn)
from core.observation_vintage
qualify row_number() over (partition by indicator_id, area, period, breakdown order by vintage desc) = 1
    and not is_withdrawn
order by indicator_id, area, period, breakdown
