"""`sdg orchestrate`: Dagster's web page and daemon, with its home under `SDG_HOME`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from pipelines.settings import PROJECT, Settings

_SETTINGS = """\
telemetry:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1  # one writer: runs of several calendars wait for each other
nux:  # no invitation to sign up for a newsletter
  enabled: false
"""


def run_dagster(settings: Settings, host: str, port: int) -> int:
    """Start Dagster and wait for it; its state lies in `<home>/dagster`."""
    home = prepare_home(settings)
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(home),
        "DAGSTER_DISABLE_TELEMETRY": "1",
        "SDG_HOME": str(settings.home),
    }
    Console(stderr=True).print(
        f"[bold]http://{host}:{port}/[/]  (끝내기 / stop: Ctrl+C)", highlight=False
    )
    command = [
        sys.executable, "-m", "dagster", "dev", "-m", "pipelines.definitions",
        "-h", host, "-p", str(port),
    ]  # fmt: skip
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter, no shell
            command, env=environment, cwd=PROJECT, check=False
        ).returncode
    except KeyboardInterrupt:
        return 0


def prepare_home(settings: Settings) -> Path:
    """Dagster's home with telemetry off; a settings file that is there is left as it is."""
    home = settings.home / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    file = home / "dagster.yaml"
    if not file.exists():
        file.write_text(_SETTINGS, encoding="utf-8")
    return home
