-- What money does each programme have, and what share is spent?
-- Grain: one row per programme, fiscal year and as-of date. Rate: spent / current budget, in per cent.
select
    programme_id,
    fiscal_year,
    as_of,
    budget_krw,
    current_budget_krw,
    spent_krw,
    balance_krw,
    case when current_budget_krw > 0 then 100.0 * spent_krw / current_budget_krw end as execution_rate_pct,
    origin,
    row_number() over (partition by programme_id order by as_of desc) = 1 as is_latest
from staging.programme_budget
order by programme_id, as_of
