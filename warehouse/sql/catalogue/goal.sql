-- What are the goals, and how are they coloured?
-- Grain: one row per goal.
create table if not exists catalogue.goal (
    goal_code varchar not null,
    goal_number integer not null,
    name_ko varchar not null,
    name_en varchar not null,
    short_name_ko varchar not null,
    short_name_en varchar not null,
    name_status varchar not null,
    name_source varchar not null,
    section_id varchar not null,
    colour varchar not null,
    text_colour varchar not null
)
