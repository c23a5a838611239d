-- Where do the indicator's figures come from?
-- Grain: one row per source used. Bound: $indicator.
with used as (
    select source_id, min(priority) as first_priority
    from core.observation
    where indicator_id = $indicator
    group by source_id
)
select
    source.*,
    measure.name_ko as measure_ko,
    measure.name_en as measure_en,
    coalesce(measure.publisher, source.publisher_ko) as measure_publisher,
    coalesce(measure.source_table, source.source_table) as measure_table,
    coalesce(measure.table_id, source.table_id) as measure_table_id,
    measure.note_ko as measure_note_ko,
    measure.note_en as measure_note_en,
    series.origin,
    series.formula_ko,
    series.formula_en,
    series.caveats as series_caveats
from used
inner join catalogue.source using (source_id)
inner join catalogue.indicator_series as series
    on series.indicator_id = $indicator and series.priority = used.first_priority
inner join catalogue.indicator_series_part as part
    on part.indicator_id = $indicator and part.priority = used.first_priority and part.part = 1
inner join catalogue.measure as measure
    on measure.source_id = part.source_id and measure.measure_id = part.measure_id
order by used.first_priority
