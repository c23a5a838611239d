-- Where does each district stand among the districts, and beside those that are like it?
-- Grain: one row per indicator and district, latest year in which at least 20 districts have a value.
-- A comparison and no verdict; there is no league table. robust_z and percentile are positive for better
-- where a direction is set (tercile best, middle, worst), else for higher (upper, middle, lower).
create table if not exists marts.district_position (
    indicator_id varchar not null,
    area varchar not null,
    period varchar not null,
    value double not null,
    districts integer not null,
    city_value double,
    median double not null,
    robust_z double,
    percentile double not null,
    tercile varchar not null,
    similar_areas varchar[] not null,
    similar_median double,
    pooled_value double,
    pooled_low double,
    pooled_high double,
    pooled_events double,
    pooled_from integer,
    pooled_to integer,
    pooled_interval varchar
)
