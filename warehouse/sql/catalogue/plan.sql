-- Which plan is watched, what does it promise, and is the catalogue the city's own?
-- Grain: one row.
create table if not exists catalogue.plan (
    plan_id varchar not null,
    name_ko varchar not null,
    name_en varchar not null,
    period_start integer not null,
    period_end integer not null,
    target_year integer not null,
    milestone_years integer[] not null,
    catalogue_status varchar not null,
    catalogue_note_ko varchar not null,
    catalogue_note_en varchar not null,
    promised_goals integer not null,
    promised_targets integer not null,
    promised_indicators integer not null,
    promised_programmes integer not null,
    promised_districts integer not null,
    promise_document varchar not null
)
