-- Which reservations may stand beside a figure?
-- Grain: one row per caveat.
from catalogue.caveat
