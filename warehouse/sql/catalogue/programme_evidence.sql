-- Which public document shows that the programme exists?
-- Grain: one row per programme and document.
create table if not exists catalogue.programme_evidence (
    programme_id varchar not null,
    position integer not null,
    title varchar,
    publisher varchar,
    url varchar,
    dated varchar,
    is_none_found boolean not null
)
