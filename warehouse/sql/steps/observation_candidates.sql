-- Which observations follow from the accepted figures, by the series that the cards declare?
-- Grain: one row per indicator, area, period and breakdown. Bound value: $indicators (list of ids).
-- A part or a denominator that is missing leaves a hole; a city computed from districts needs all of them.
-- Sums are taken in a fixed order: another order would differ in the last digit and look like a revision.
with chosen as (
    select *
    from catalogue.indicator_series
    where list_contains($indicators, indicator_id)
),
district as (
    select area, count(*) over () as districts
    from catalogue.area
    where area_kind = 'district'
),
numerator as (
    select
        series.indicator_id,
        series.priority,
        figure.area,
        figure.period,
        figure.breakdown,
        case when count(figure.value) = any_value(series.parts) then sum(figure.value order by part.part) end as amount,
        max(figure.obs_status) filter (figure.value is not null) as status_present,
        max(figure.obs_status) filter (figure.value is null) as status_missing,
        min(figure.note) as note,
        arg_min(figure.source_id, part.part) as source_id,
        arg_min(figure.file, part.part) as file,
        arg_min(figure.line, part.part) as line
    from chosen as series
    inner join catalogue.indicator_series_part as part using (indicator_id, priority)
    inner join staging.figure as figure using (source_id, measure_id)
    group by series.indicator_id, series.priority, figure.area, figure.period, figure.breakdown
    having count(*) = any_value(series.parts)
),
denominator as (
    select
        numerator.indicator_id,
        numerator.priority,
        numerator.area,
        numerator.period,
        numerator.breakdown,
        arg_min(
            figure.value,
            (
                numerator.breakdown != figure.breakdown,
                numerator.period != figure.period,
                abs(left(numerator.period, 4)::integer - left(figure.period, 4)::integer),
                figure.period
            )
        ) as per_amount
    from numerator
    inner join chosen as series using (indicator_id, priority)
    inner join staging.figure as figure
        on figure.source_id = series.per_source_id
        and figure.measure_id = series.per_measure_id
        and figure.area = numerator.area
        -- women are divided by women; kinds of event (violation=...) by everybody
        and (
            figure.breakdown = numerator.breakdown
            or (figure.breakdown = 'total' and not regexp_matches(numerator.breakdown, '(^|;)(sex|age)='))
        )
        and figure.value > 0
        and (series.per_period = 'nearest' or figure.period = numerator.period)
    group by numerator.indicator_id, numerator.priority, numerator.area, numerator.period, numerator.breakdown
),
amounts as (
    select
        numerator.*,
        denominator.per_amount,
        series.per_measure_id is not null as is_ratio,
        series.scale,
        series.origin,
        series.areas,
        series.city_rule
    from numerator
    inner join chosen as series using (indicator_id, priority)
    left join denominator using (indicator_id, priority, area, period, breakdown)
),
own as (
    select
        indicator_id, priority, area, period, breakdown,
        case when is_ratio then amount / per_amount else amount end * scale as value,
        status_present, status_missing, origin, note, source_id, file, line
    from amounts
    inner join catalogue.area as place using (area)
    where not (area = 'seoul' and city_rule in ('sum', 'mean'))
        and (
            areas = 'all'
            or (areas = 'city' and place.area_kind = 'city')
            or (areas = 'districts' and place.area_kind = 'district')
            or (areas = 'nation' and place.area_kind = 'nation')
        )
        -- without its denominator there is no ratio: no row rather than a false one
        and not (is_ratio and per_amount is null)
),
city as (
    select
        indicator_id,
        priority,
        'seoul' as area,
        period,
        breakdown,
        case
            when any_value(city_rule) = 'mean'
                then sum(case when is_ratio then amount / per_amount else amount end order by area) / count(*)
            when any_value(is_ratio) then sum(amount order by area) / sum(per_amount order by area)
            else sum(amount order by area)
        end * any_value(scale) as value,
        max(status_present) as status_present,
        null as status_missing,
        -- what is computed from stand-ins is a stand-in
        case when any_value(origin) = 'proxy' then 'proxy' else 'derived' end as origin,
        null as note,
        any_value(source_id) as source_id,
        any_value(file) as file,
        min(line) as line
    from amounts
    inner join district using (area)
    where city_rule in ('sum', 'mean') and amount is not null and (per_amount is not null or not is_ratio)
    group by indicator_id, priority, period, breakdown
    having count(*) = any_value(districts)
)
select
    indicator_id,
    area,
    period,
    breakdown,
    value,
    case when value is null then coalesce(status_missing, 'M') else coalesce(status_present, 'A') end as obs_status,
    origin,
    source_id,
    priority,
    note,
    file,
    line
from (from own union all by name from city)
qualify row_number() over (
    partition by indicator_id, area, period, breakdown
    order by (value is null), priority
) = 1
order by indicator_id, area, period, breakdown
