-- How do figures become an indicator?
-- Grain: one row per indicator and priority (1 is tried first).
create table if not exists catalogue.indicator_series (
    indicator_id varchar not null,
    priority integer not null,
    parts integer not null,
    per_source_id varchar,
    per_measure_id varchar,
    per_period varchar not null,
    scale double not null,
    origin varchar not null,
    areas varchar not null,
    city_rule varchar not null,
    formula_ko varchar,
    formula_en varchar,
    caveats varchar[] not null
)
