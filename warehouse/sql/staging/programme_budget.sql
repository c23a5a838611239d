-- How much money does each programme have, and how much is spent?
-- Grain: one row per programme, fiscal year and as-of date. Money in won.
create table if not exists staging.programme_budget (
    programme_id varchar not null,
    fiscal_year integer not null,
    as_of date not null,
    budget_krw bigint not null,
    current_budget_krw bigint not null,
    spent_krw bigint not null,
    balance_krw bigint not null,
    origin varchar not null
)
