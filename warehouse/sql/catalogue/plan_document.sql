-- What does each document say about the plan and its counts?
-- Grain: one row per document.
create table if not exists catalogue.plan_document (
    document_id varchar not null,
    title_ko varchar not null,
    title_en varchar not null,
    published_on date not null,
    publisher varchar not null,
    reference varchar,
    stated_goals integer,
    stated_targets integer,
    stated_indicators integer,
    stated_programmes integer,
    note_ko varchar,
    note_en varchar
)
