-- Which measures add up to an indicator's numerator?
-- Grain: one row per indicator, priority and part.
create table if not exists catalogue.indicator_series_part (
    indicator_id varchar not null,
    priority integer not null,
    part integer not null,
    source_id varchar not null,
    measure_id varchar not null
)
