-- Which quantities does each source give, and between which limits?
-- Grain: one row per source and measure.
create table if not exists catalogue.measure (
    source_id varchar not null,
    measure_id varchar not null,
    name_ko varchar not null,
    name_en varchar not null,
    unit_id varchar not null,
    limit_min double,
    limit_max double,
    publisher varchar,
    source_table varchar,
    table_id varchar,
    note_ko varchar,
    note_en varchar
)
