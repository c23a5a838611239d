-- On which law does the plan rest?
-- Grain: one row per article.
create table if not exists catalogue.legal_basis (
    position integer not null,
    text_ko varchar not null,
    text_en varchar not null
)
