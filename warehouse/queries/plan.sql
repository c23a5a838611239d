-- What does the plan promise?
-- Grain: one row.
from catalogue.plan
