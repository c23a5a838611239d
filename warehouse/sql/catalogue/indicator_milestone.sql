-- Which values are to be reached by when, and on whose authority?
-- Grain: one row per indicator, year and basis (a city target may stand beside a national one).
create table if not exists catalogue.indicator_milestone (
    indicator_id varchar not null,
    year integer not null,
    value double,
    upper_value double,
    basis varchar not null,
    document varchar not null,
    note_ko varchar,
    note_en varchar
)
