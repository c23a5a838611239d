-- Which programmes should move the indicator?
-- Grain: one row per programme. Bound: $indicator.
select
    programme.programme_id,
    programme.programme_code,
    programme.name_ko,
    programme.name_en,
    programme.department_ko,
    programme.department_en,
    link.contribution,
    link.reason_ko,
    link.reason_en,
    status.* exclude (programme_id, programme_code)
from catalogue.programme_indicator as link
inner join catalogue.programme using (programme_id)
inner join marts.programme_status as status using (programme_id)
where link.indicator_id = $indicator
order by programme.position
