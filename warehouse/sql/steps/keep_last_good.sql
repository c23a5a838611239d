-- Which figures of this source are good now? Kept aside while the source is judged again.
-- Grain: as staging.figure. Bound value: $source.
create or replace temp table last_good as
from staging.figure
where source_id = $source
