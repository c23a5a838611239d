-- What was last built from which input? Equal fingerprints mean that there is nothing to redo.
-- Grain: one row per name (`cards`, `core.observation`).
create table if not exists raw.fingerprint (
    name varchar not null primary key,
    digest varchar not null
)
