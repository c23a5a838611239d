-- What does the plan want to reach under each goal?
-- Grain: one row per target.
create table if not exists catalogue.target (
    target_code varchar not null,
    goal_code varchar not null,
    position integer not null,
    name_ko varchar not null,
    name_en varchar not null,
    text_ko varchar not null,
    text_en varchar not null,
    un_targets varchar[] not null,
    k_sdg_targets varchar[] not null
)
