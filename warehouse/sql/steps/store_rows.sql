-- What does the store hold, beside the limits that no value of an indicator can cross?
-- Grain: one row per observation.
select observation.*, indicator.natural_min, indicator.natural_max
from core.observation
left join catalogue.indicator using (indicator_id)
