-- What is this indicator, and how does it stand?
-- Grain: one row, or none. Bound: $code (code or id).
select
    indicator.*,
    target.name_ko as target_name_ko,
    target.name_en as target_name_en,
    goal.goal_number,
    goal.short_name_ko as goal_name_ko,
    goal.short_name_en as goal_name_en,
    goal.colour,
    goal.text_colour,
    unit.symbol_ko,
    unit.symbol_en,
    unit.name_ko as unit_name_ko,
    unit.name_en as unit_name_en,
    assessment.* exclude (indicator_id, target_basis, observations),
    coverage.* exclude (indicator_id, goal_code)
from catalogue.indicator
inner join catalogue.target using (target_code)
inner join catalogue.goal on goal.goal_code = indicator.goal_code
inner join catalogue.unit using (unit_id)
inner join marts.indicator_assessment as assessment using (indicator_id)
inner join marts.indicator_coverage as coverage using (indicator_id)
where indicator.indicator_code = $code or indicator.indicator_id = $code
