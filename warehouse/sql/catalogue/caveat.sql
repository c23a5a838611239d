-- Which reservations may stand beside a figure?
-- Grain: one row per caveat.
create table if not exists catalogue.caveat (
    caveat_id varchar not null,
    text_ko varchar not null,
    text_en varchar not null
)
