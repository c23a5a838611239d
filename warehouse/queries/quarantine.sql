-- Which rows were refused, and why?
-- Grain: one row per refused row and broken rule.
from quality.quarantine
order by source_id, file, line, rule_id
