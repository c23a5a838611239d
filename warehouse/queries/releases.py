"""Follow the served release without a restart."""

from __future__ import annotations

import threading
from pathlib import Path

from warehouse import releases
from warehouse.queries.release import Release


class Releases:
    """Open releases by version; the current one by reading CURRENT each time (one small read)."""

    def __init__(self, home: Path, *, keep_open: int = 4) -> None:
        self._home = home
        self._keep_open = keep_open
        self._open: dict[str, Release] = {}
        self._guard = threading.Lock()

    def current(self) -> Release:
        """The release that is served now.

        Raises:
            releases.NoRelease: nothing has been released yet.
        """
        return self.named(releases.current_version(self._home))

    def named(self, version: str) -> Release:
        """A release by version.

        Raises:
            releases.UnknownRelease: there is no such release.
        """
        with self._guard:
            if version not in self._open:
                manifest = releases.read_manifest(self._home, version)
                folder = self._home / "releases" / manifest.version
                self._open[version] = Release(folder / releases.DATABASE, manifest)
                while len(self._open) > self._keep_open:
                    # dropped, not closed: a request may still be reading from it
                    self._open.pop(next(iter(self._open)))
            return self._open[version]

    def versions(self) -> list[releases.Manifest]:
        """Every release, newest first."""
        return releases.list_releases(self._home)
