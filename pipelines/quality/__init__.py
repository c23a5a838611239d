"""Great Expectations: rules as data, one frame per table, and what becomes of rows."""
