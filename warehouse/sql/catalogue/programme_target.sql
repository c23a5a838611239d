-- Which targets does each programme serve?
-- Grain: one row per programme and target.
create table if not exists catalogue.programme_target (
    programme_id varchar not null,
    target_code varchar not null,
    position integer not null
)
