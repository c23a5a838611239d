"""`sdg serve`: the dashboard on a production server. The one place that starts Dash."""

from __future__ import annotations

from contextlib import suppress

from rich.console import Console

from pipelines.cli.telling import Refused
from pipelines.settings import Settings
from warehouse.releases import NoRelease, current_version


def run_server(settings: Settings, host: str, port: int) -> int:
    """Serve until stopped; says the address first."""
    try:
        current_version(settings.home)
    except NoRelease as error:
        raise Refused(str(error)) from error
    from waitress.server import create_server

    from dashboard.app import create_app

    app = create_app(settings.home)
    try:
        server = create_server(app.server, host=host, port=port, threads=8)
    except OSError as error:
        raise Refused(
            f"{host}:{port}를 열 수 없습니다({error.strerror})."
            f" 다른 포트를 쓰세요: sdg serve --port {port + 1}"
            f" / Cannot listen on {host}:{port}; try another port."
        ) from error
    Console(stderr=True).print(
        f"[bold]http://{host}:{port}/[/]  (끝내기 / stop: Ctrl+C)", highlight=False
    )
    with suppress(KeyboardInterrupt):
        server.run()
    return 0
