-- Which sections does the committee have?
-- Grain: one row per section.
create table if not exists catalogue.section (
    section_id varchar not null,
    position integer not null,
    name_ko varchar not null,
    name_en varchar not null
)
