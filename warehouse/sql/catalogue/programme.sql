-- Which municipal programmes serve the plan?
-- Grain: one row per programme.
create table if not exists catalogue.programme (
    programme_id varchar not null,
    programme_code varchar not null,
    position integer not null,
    name_ko varchar not null,
    name_en varchar not null,
    purpose_ko varchar not null,
    purpose_en varchar not null,
    department_ko varchar not null,
    department_en varchar not null,
    section_id varchar not null,
    period_start integer not null,
    period_end integer,
    district_scope varchar not null,
    has_evidence boolean not null,
    notes_ko varchar,
    notes_en varchar
)
