-- Where does each source stand: what was read last, and how many rows were accepted?
-- Grain: one row per source. `fingerprint` covers bytes, card and rules: equal means nothing to redo.
create table if not exists quality.source_state (
    source_id varchar not null,
    fingerprint varchar not null,
    sha256 varchar,
    read_at timestamp not null,
    rows_read bigint not null,
    accepted bigint not null,
    flagged bigint not null,
    quarantined bigint not null,
    error_ko varchar,
    error_en varchar
)
