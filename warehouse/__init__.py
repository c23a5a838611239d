"""The keeping: tables, vintages, releases, the questions one may ask of a release, exports.

Belongs here: SQL files (one file = one table), the store, releases, `queries/`, `exports/`.
Does not belong here: fetching, Dagster, Dash.
"""
