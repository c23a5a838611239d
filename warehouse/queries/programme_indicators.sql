-- Which indicators should the programme move?
-- Grain: one row per indicator. Bound: $programme.
select
    indicator.indicator_id,
    indicator.indicator_code,
    indicator.goal_code,
    indicator.name_ko,
    indicator.name_en,
    indicator.decimals,
    unit.symbol_ko,
    unit.symbol_en,
    link.contribution,
    link.reason_ko,
    link.reason_en,
    assessment.assessment,
    assessment.trend,
    assessment.last_year,
    assessment.last_value,
    coverage.best_origin
from catalogue.programme_indicator as link
inner join catalogue.indicator using (indicator_id)
inner join catalogue.unit using (unit_id)
inner join marts.indicator_assessment as assessment using (indicator_id)
inner join marts.indicator_coverage as coverage using (indicator_id)
where link.programme_id = $programme
order by indicator.position
