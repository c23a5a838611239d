-- Where do the districts lie?
-- Grain: one row per district, ring and point.
create table if not exists catalogue.area_boundary (
    area varchar not null,
    ring integer not null,
    point integer not null,
    longitude double not null,
    latitude double not null
)
