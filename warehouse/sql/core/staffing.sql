-- How many people does the office have, against its quota?
-- Grain: one row per document, as-of date, kind and grade.
from staging.staffing
order by all
