"""How figures arrive: one module a source or a family of sources. No Dagster in here."""
