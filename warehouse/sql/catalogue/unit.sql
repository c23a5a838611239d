-- In which units are figures given?
-- Grain: one row per unit.
create table if not exists catalogue.unit (
    unit_id varchar not null,
    name_ko varchar not null,
    name_en varchar not null,
    symbol_ko varchar not null,
    symbol_en varchar not null
)
