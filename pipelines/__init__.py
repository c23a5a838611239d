"""The coming in: sources, reading, quality, and the Dagster assets that tie them together.

Belongs here: fetching, parsing, validating, orchestration, the command line.
Does not belong here: what an indicator means (indicators/) or how it is kept (warehouse/).
"""
