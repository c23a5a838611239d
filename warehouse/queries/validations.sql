-- What did each rule find?
-- Grain: one row per source and rule.
from quality.validation
order by source_id, rule_id
