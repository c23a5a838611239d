-- How firmly does each verdict stand: by other methods, without the last figure, with other windows, bases and targets?
-- Grain: one row per indicator, kind (method, last_point, window, base, target) and variant.
-- `is_on_track` is empty where the variant cannot say; `differs` compares it with the default method.
create table if not exists marts.sensitivity (
    indicator_id varchar not null,
    kind varchar not null,
    variant varchar not null,
    assessment varchar not null,
    reason varchar not null,
    method_class varchar,
    trend varchar,
    statistic double,
    is_on_track boolean,
    differs boolean not null
)
