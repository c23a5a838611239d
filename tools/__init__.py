"""Small helpers for the people who work on the project; nothing here runs for a reader."""
