-- What did work reports announce?
-- Grain: one row per step.
from core.work_milestone
order by document_id, line
