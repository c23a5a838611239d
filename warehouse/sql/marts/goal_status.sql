-- How does each goal stand: how many indicators in which assessment, and how many have figures at all?
-- Grain: one row per goal. Counts of indicators; no composite score.
select
    goal.goal_code,
    goal.goal_number,
    (select count(*) from catalogue.target where target.goal_code = goal.goal_code) as targets,
    count(indicator.indicator_id) as indicators,
    count(*) filter (assessment = 'achieved') as achieved,
    count(*) filter (assessment = 'on_track') as on_track,
    count(*) filter (assessment = 'delayed') as delayed,
    count(*) filter (assessment = 'worsening') as worsening,
    count(*) filter (assessment = 'monitoring') as monitoring,
    count(*) filter (assessment = 'no_data') as no_data,
    count(*) filter (trend = 'improving') as trend_improving,
    count(*) filter (trend = 'steady') as trend_steady,
    count(*) filter (trend = 'worsening') as trend_worsening,
    count(*) filter (is_stale) as stale,
    count(*) filter (best_origin = 'official') as origin_official,
    count(*) filter (best_origin = 'derived') as origin_derived,
    count(*) filter (best_origin = 'proxy') as origin_proxy,
    count(*) filter (best_origin = 'none') as origin_none,
    (
        select count(distinct programme_id)
        from catalogue.programme_target
        inner join catalogue.target using (target_code)
        where target.goal_code = goal.goal_code
    ) as programmes
from catalogue.goal
left join catalogue.indicator using (goal_code)
left join marts.indicator_assessment using (indicator_id)
left join marts.indicator_coverage using (indicator_id)
group by goal.goal_code, goal.goal_number
order by goal.goal_number
