"""The Dash application: `create_app` builds it; nothing happens on import.

Every address is served as readable HTML with the right title, language and status; Dash then takes
the page over (charts, moving between pages without reloading). Without scripts all but the drawn
charts stays usable.
"""

from __future__ import annotations

import os
from html import escape
from pathlib import Path
from typing import Any

import dash
import flask
from dash import Input, Output, dcc, html

from dashboard import exports
from dashboard.components.attributes import aria
from dashboard.prerender import to_html
from dashboard.site import Site
from dashboard.texts import load
from warehouse.queries import Releases

_ASSETS = Path(__file__).parent / "assets"
_INDEX = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>
{css}
</head>
<body>
<div id="first-view">{first_view}</div>
{app_entry}
<footer class="dash-scripts">{config}
{scripts}
{renderer}</footer>
</body>
</html>"""


class _Dashboard(dash.Dash):
    """Dash whose first HTML is the page itself."""

    site: Site

    def interpolate_index(self, **parts: Any) -> str:
        answer = self.site.answer(flask.request.path, flask.request.query_string.decode())
        flask.g.status = answer.status
        return _INDEX.format(
            lang=answer.lang,
            title=escape(answer.title),
            description=escape(answer.description),
            icon=self.get_asset_url("icon.svg"),
            font=self.get_asset_url("fonts/PretendardGOV-Regular.subset.woff2"),
            first_view=to_html(answer.view),
            css=parts["css"],
            app_entry=parts["app_entry"],
            config=parts["config"],
            scripts=parts["scripts"],
            renderer=parts["renderer"],
        )


def create_app(home: Path, *, contact: str | None = None) -> dash.Dash:
    """The dashboard over the releases in `home`. May be called more than once in a process.

    Args:
        home: the state folder; its current release is served, also after a switch.
        contact: whom readers may ask, shown in the footer; by default `SDG_CONTACT`.
    """
    app = _Dashboard(
        "dashboard",
        assets_folder=str(_ASSETS),
        title=load("ko")("site.name"),
        update_title="",
        compress=True,
        serve_locally=True,
        enable_mcp=False,
    )
    releases = Releases(home)
    app.site = Site(
        releases, contact=os.environ.get("SDG_CONTACT", "") if contact is None else contact
    )
    app.layout = html.Div(
        [
            dcc.Location(id="url", refresh="callback-nav"),
            html.Div(id="view"),
            html.Div(id="announcer", className="visually-hidden", **aria(live="polite")),
        ]
    )

    @app.callback(Output("view", "children"), Input("url", "pathname"), Input("url", "search"))
    def show(pathname: str | None, search: str | None) -> Any:
        return app.site.answer(pathname or "/", search or "").view

    exports.register(app.server, releases)
    _headers(app)
    return app


def _headers(app: _Dashboard) -> None:
    """Status of the page and headers that keep every request on this host."""
    scripts = " ".join(["'self'", *app.csp_hashes()])
    policy = "; ".join(
        [
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",  # charts and strips carry their own widths
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )

    def finish(response: flask.Response) -> flask.Response:
        status = flask.g.pop("status", None)
        if status is not None:  # a page: another release may be served at the next request
            response.status_code = status
            response.headers["Cache-Control"] = "no-cache"
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    app.server.after_request(finish)
