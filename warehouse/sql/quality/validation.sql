-- What did each rule find in each source?
-- Grain: one row per source and rule.
create table if not exists quality.validation (
    source_id varchar not null,
    layer varchar not null,
    rule_id varchar not null,
    severity varchar not null,
    dimension varchar not null,
    message_ko varchar not null,
    message_en varchar not null,
    checked_rows bigint not null,
    failed_rows bigint not null,
    is_passed boolean not null
)
