-- How many people does an office have, against its quota?
-- Grain: one row per document, as-of date, kind and grade.
create table if not exists staging.staffing (
    document_id varchar not null,
    as_of date not null,
    staff_kind varchar not null,
    grade varchar not null,
    is_total boolean not null,
    quota_persons integer,
    current_persons integer
)
