-- What did the city's work reports state of budget and spending?
-- Grain: one row per document, as-of date and budget subject. Money in won.
from staging.budget_line
order by document_id, as_of, line
