-- Who made the figures, how did they reach us, and under which licence?
-- Grain: one row per source.
create table if not exists catalogue.source (
    source_id varchar not null,
    name_ko varchar not null,
    name_en varchar not null,
    publisher_ko varchar not null,
    publisher_en varchar not null,
    source_table varchar not null,
    table_id varchar,
    url varchar,
    licence varchar not null,
    licence_note_ko varchar,
    licence_note_en varchar,
    obtained_from varchar not null,
    retrieved_on date not null,
    processing_ko varchar not null,
    processing_en varchar not null,
    file varchar not null,
    scope varchar not null,
    caveats varchar[] not null
)
