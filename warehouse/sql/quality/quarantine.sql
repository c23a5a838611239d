-- Which rows were refused, where do they stand, and why?
-- Grain: one row per refused row and broken rule.
create table if not exists quality.quarantine (
    source_id varchar not null,
    file varchar not null,
    sheet varchar,
    line integer not null,
    column_name varchar not null,
    value_text varchar,
    rule_id varchar not null,
    severity varchar not null,
    reason_ko varchar not null,
    reason_en varchar not null,
    row_text varchar not null,
    is_acknowledged boolean not null
)
