-- What did a work report announce, and for when?
-- Grain: one row per document, task and announced step.
create table if not exists staging.work_milestone (
    document_id varchar not null,
    task_number integer not null,
    task varchar not null,
    task_en varchar not null,
    step varchar not null,
    step_en varchar not null,
    when_kind varchar not null,
    starts_on varchar,
    ends_on varchar,
    condition varchar,
    condition_en varchar,
    line integer not null
)
