-- What was known of an indicator, and since when?
-- Grain: one row per indicator, area, period, breakdown and vintage. Append-only: a correction adds.
create table if not exists core.observation_vintage (
    indicator_id varchar not null,
    area varchar not null,
    period varchar not null,
    breakdown varchar not null,
    vintage timestamp not null,
    value double,
    obs_status varchar not null,
    origin varchar not null,
    source_id varchar not null,
    priority integer not null,
    note varchar,
    file varchar not null,
    line integer not null,
    is_withdrawn boolean not null
)
