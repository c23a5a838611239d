-- What do the sources say, in our words?
-- Grain: one row per source, measure, area, period and breakdown; accepted rows only.
create table if not exists staging.figure (
    source_id varchar not null,
    measure_id varchar not null,
    area varchar not null,
    period varchar not null,
    breakdown varchar not null,
    value double,
    unit_id varchar not null,
    obs_status varchar not null,
    note varchar,
    file varchar not null,
    sheet varchar,
    line integer not null
)
