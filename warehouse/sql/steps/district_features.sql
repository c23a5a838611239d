-- What is the latest value of each figure in each district?
-- Grain: one row per source, measure and district.
select source_id, measure_id, figure.area, arg_max(value, period) as value, max(period) as period
from staging.figure
inner join catalogue.area on area.area = figure.area and area_kind = 'district'
where breakdown = 'total' and value is not null
group by source_id, measure_id, figure.area
order by source_id, measure_id, figure.area
