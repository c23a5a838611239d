-- How far has each programme come, quarter by quarter?
-- Grain: one row per programme and quarter.
create table if not exists staging.programme_progress (
    programme_id varchar not null,
    period varchar not null,
    planned_pct double,
    actual_pct double,
    programme_status varchar not null,
    origin varchar not null
)
