-- What do work reports say of budget and spending?
-- Grain: one row per document, as-of date and budget subject ('total' for the printed total). Money in won.
create table if not exists staging.budget_line (
    document_id varchar not null,
    as_of date not null,
    subject varchar not null,
    subject_en varchar not null,
    is_total boolean not null,
    budget_krw bigint not null,
    spent_krw bigint not null,
    balance_krw bigint not null,
    execution_rate_pct double not null,
    printed_rate_pct double,
    line integer not null
)
