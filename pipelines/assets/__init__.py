"""Dagster assets, made by factories from cards and SQL files.

Belongs here: the wiring. Does not belong here: how a file is read, a rule checked, a table built.
"""
