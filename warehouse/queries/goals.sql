-- How do the goals stand?
-- Grain: one row per goal: catalogue.goal, marts.goal_status and the section's name.
select goal.*, section.name_ko as section_ko, section.name_en as section_en, status.* exclude (goal_code, goal_number)
from catalogue.goal
inner join marts.goal_status as status using (goal_code)
inner join catalogue.section using (section_id)
order by goal.goal_number
