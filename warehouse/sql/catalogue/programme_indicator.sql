-- Which indicators should each programme move, and why do we think so?
-- Grain: one row per programme and indicator.
create table if not exists catalogue.programme_indicator (
    programme_id varchar not null,
    indicator_id varchar not null,
    contribution varchar not null,
    reason_ko varchar not null,
    reason_en varchar not null
)
