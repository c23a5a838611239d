-- How many people does an office have, against its quota?
-- Grain: one row per document, as-of date, kind and grade.
create table if not exists staging.staffing (
    document_id varchar not null,
    as_of date not null,
    staff_kind varchar not null,
    staff_kind_en varchar not null,
    grade varchar not null,
    grade_en varchar not null,
    is_total boolean not null,
    quota_persons integer,
    quota_status varchar not null,
    current_persons integer,
    current_status varchar not null,
    line integer not null
)
