-- Which bytes arrived from each source, and when?
-- Grain: one row per source and distinct content (sha256).
create table if not exists raw.receipt (
    source_id varchar not null,
    sha256 varchar not null,
    bytes bigint not null,
    request varchar not null,
    retrieved_at timestamp not null,
    licence varchar not null,
    primary key (source_id, sha256)
)
