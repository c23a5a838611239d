"""The questions that one may ask of a release: the only thing the dashboard knows of the store.

`Releases` follows CURRENT; a `Release` answers from one frozen file. Answers are frames whose
columns are named in the SQL files beside this module.
"""

from warehouse.queries.release import Release
from warehouse.queries.releases import Releases
from warehouse.releases import NoRelease

__all__ = ["NoRelease", "Release", "Releases"]
