-- What did work reports state of the budget?
-- Grain: one row per document, date and subject; money in won.
from core.budget_line
order by document_id, line
