-- Which areas are there, and which codes do they have in the two official systems?
-- Grain: one row per area (nation, city, district).
create table if not exists catalogue.area (
    area varchar not null,
    area_kind varchar not null,
    position integer not null,
    name_ko varchar not null,
    name_en varchar not null,
    code_legal varchar,
    code_kostat varchar,
    tile_row integer,
    tile_column integer,
    neighbours varchar[] not null
)
