"""``leftout dashboard``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from analytics.commands.console import PLACE, QUIET, print_faults

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("study", type=PLACE, required=False)
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; without it, the first free one from 8501.")
@click.option("--headless", is_flag=True, help="Do not open a browser.")
@QUIET
def dashboard(study: Path | None, port: int | None, headless: bool, quiet: bool) -> None:
    """Start the dashboard on STUDY (default: the shipped study)."""
    from analytics.dashboard.launcher import launch
    from analytics.study import load_study

    if study is not None:
        print_faults(load_study(study).faults, quiet=quiet)
    sys.exit(launch(study, port=port, headless=headless, quiet=quiet))
