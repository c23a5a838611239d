-- Which sources are there, and where do they stand?
-- Grain: one row per source.
select
    source.*,
    state.read_at,
    state.rows_read,
    state.accepted,
    state.flagged,
    state.quarantined,
    state.error_ko,
    state.error_en
from catalogue.source
left join quality.source_state as state using (source_id)
order by source.source_id
