-- What does each document say about the plan?
-- Grain: one row per document, newest first.
from catalogue.plan_document
order by published_on desc
