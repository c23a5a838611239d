-- Where is each indicator heading, and what would have to happen each year from now?
-- Grain: one row per indicator and year after its latest figure, to the target year and to 2030.
-- Holes where there is no projection (fewer than 5 observations or 4 years) or nothing left to do.
create table if not exists marts.indicator_projection (
    indicator_id varchar not null,
    year integer not null,
    projected_value double,
    projected_low80 double,
    projected_high80 double,
    projected_low95 double,
    projected_high95 double,
    required_value double,
    required_step double
)
