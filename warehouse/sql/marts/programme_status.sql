-- Where does each programme stand in work and money?
-- Grain: one row per programme; without a return the status is 'not_submitted' (미제출).
select
    programme.programme_id,
    programme.programme_code,
    coalesce(progress.programme_status, 'not_submitted') as programme_status,
    progress.period as progress_period,
    progress.planned_pct,
    progress.actual_pct,
    case when progress.planned_pct > 0 then 100.0 * progress.actual_pct / progress.planned_pct end as achievement_rate_pct,
    budget.fiscal_year,
    budget.as_of,
    budget.budget_krw,
    budget.current_budget_krw,
    budget.spent_krw,
    budget.balance_krw,
    budget.execution_rate_pct,
    coalesce(progress.origin, budget.origin) as origin
from catalogue.programme
left join core.programme_progress as progress
    on progress.programme_id = programme.programme_id and progress.is_latest
left join core.programme_budget as budget
    on budget.programme_id = programme.programme_id and budget.is_latest
order by programme.position
