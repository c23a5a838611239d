"""The same stand-in and the same refreshed project as the fault table has."""

from tests.faults.sources.conftest import live, live_built, standin, standin_running

__all__ = ["live", "live_built", "standin", "standin_running"]
