-- How do the indicators of each target stand together: counts first, then a mean where half of them can be scored?
-- Grain: one row per target. scored = has a verdict or a directed trend; judged = has a verdict against a target;
-- coverage = scored / indicators. movement_class is empty (grey) below half. experimental_* are not for headlines.
create table if not exists marts.target_assessment (
    target_code varchar not null,
    indicators integer not null,
    achieved integer not null,
    on_track integer not null,
    delayed integer not null,
    worsening integer not null,
    monitoring integer not null,
    no_data integer not null,
    judged integer not null,
    scored integer not null,
    coverage double not null,
    judged_share double not null,
    is_grey boolean not null,
    movement_class varchar,
    movement_score double,
    experimental_low double,
    experimental_high double
)
