-- What is this programme, and where does it stand?
-- Grain: one row, or none. Bound: $code (code or id).
select
    programme.*,
    section.name_ko as section_ko,
    section.name_en as section_en,
    status.* exclude (programme_id, programme_code)
from catalogue.programme
inner join catalogue.section using (section_id)
inner join marts.programme_status as status using (programme_id)
where programme.programme_code = $code or programme.programme_id = $code
