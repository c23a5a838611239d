"""The dashboard as a reader meets it: its own process, its own port, a release behind it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.project import ROOT


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, *, project: Path = ROOT, log: Path) -> Iterator[str]:
    """`sdg serve` over `home`; yields the address when it answers."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("w") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "pipelines.cli.main", "serve", "--port", str(port)],
            cwd=project,
            env={**os.environ, "SDG_HOME": str(home), "PYTHONPATH": str(project)},
            stdout=said,
            stderr=said,
        )
        try:
            _wait_until_it_answers(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=10)


def _wait_until_it_answers(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise AssertionError(f"the server stopped:\n{log.read_text()}")
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer:\n{log.read_text()}")
