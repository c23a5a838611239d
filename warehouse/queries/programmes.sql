-- Where do the programmes stand in work and money?
-- Grain: one row per programme. Bound: $goal (a goal's code, or null for all).
select
    programme.*,
    section.name_ko as section_ko,
    section.name_en as section_en,
    status.* exclude (programme_id, programme_code),
    (
        select list(distinct goal_code order by goal_code)
        from catalogue.programme_target as served
        inner join catalogue.target using (target_code)
        where served.programme_id = programme.programme_id
    ) as goals,
    (select count(*) from catalogue.programme_indicator as link where link.programme_id = programme.programme_id) as indicators
from catalogue.programme
inner join catalogue.section using (section_id)
inner join marts.programme_status as status using (programme_id)
where $goal is null or exists (
    select 1
    from catalogue.programme_target as served
    inner join catalogue.target using (target_code)
    where served.programme_id = programme.programme_id and target.goal_code = $goal
)
order by programme.position
