-- How do the indicators stand?
-- Grain: one row per indicator with unit, assessment and coverage. Bound: $goal (a goal's code, or null for all).
select
    indicator.indicator_id,
    indicator.indicator_code,
    indicator.target_code,
    indicator.goal_code,
    indicator.position,
    indicator.name_ko,
    indicator.name_en,
    indicator.decimals,
    indicator.direction,
    indicator.target_basis,
    indicator.custodian_ko,
    indicator.custodian_en,
    unit.symbol_ko,
    unit.symbol_en,
    assessment.* exclude (indicator_id, observations),
    coverage.best_origin,
    coverage.districts,
    coverage.first_period,
    coverage.last_period,
    coverage.observations
from catalogue.indicator
inner join catalogue.unit using (unit_id)
inner join marts.indicator_assessment as assessment using (indicator_id)
inner join marts.indicator_coverage as coverage using (indicator_id)
where $goal is null or indicator.goal_code = $goal
order by indicator.position
