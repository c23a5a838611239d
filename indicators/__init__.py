"""The meaning: what the plan promises, what each indicator is, and how a figure is judged.

Belongs here: cards (data), their models, methods as pure functions.
Does not belong here: anything that knows DuckDB, Dagster, Dash, the network or the clock.
"""
