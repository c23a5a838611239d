-- What did the city's work reports announce, and for when?
-- Grain: one row per document, task and announced step.
from staging.work_milestone
order by document_id, line
