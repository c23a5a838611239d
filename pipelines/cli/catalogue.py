"""`sdg catalogue`: the catalogue as a workbook, out and in."""

from __future__ import annotations

import typer

app = typer.Typer(help="목록(목표·세부목표·지표·사업) / Catalogue.", no_args_is_help=True)
