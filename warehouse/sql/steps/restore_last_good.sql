-- Which figures were good before and are refused now? The last good value stays, and its note says so.
-- Grain: as staging.figure. Bound value: $source. A row that a correction withholds does not come back.
insert into staging.figure
select last_good.* replace ('지난 값 유지(새 값이 거절됨) · last good value kept: the newer one was refused' as note)
from last_good
where (measure_id, area, period, breakdown) in (
    select
        row_text ->> '$.measure', row_text ->> '$.area', row_text ->> '$.period', row_text ->> '$.breakdown'
    from quality.quarantine
    where source_id = $source and not is_acknowledged
)
and (measure_id, area, period, breakdown) not in (
    select measure_id, area, period, breakdown
    from staging.figure
    where source_id = $source
)
