"""``leftout analyze``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from analytics.commands.console import AS_JSON, NO_CACHE, PLACE, QUIET, STUDY, exit_code, print_faults, print_json, progress_bar, say

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@STUDY
@click.option("--out", "folder", type=PLACE, required=True, help="Folder to write into; made if need be.")
@click.option("--engine", metavar="NAME|FOLDER", help="Make the verdicts with this model of sentence-transformers; see docs/engines.md.")
@click.option("--weights", metavar="FILE|shipped", help="Weights trained for the engine; 'shipped' takes the shipped ones, uncalibrated.")
@NO_CACHE
@QUIET
@AS_JSON
def analyze(study: Path, folder: Path, engine: str | None, weights: str | None, no_cache: bool, quiet: bool, as_json: bool) -> None:
    """Write every table of STUDY as CSV, and analysis.json."""
    from analytics.exports.files import make_folder
    from analytics.exports.tables import write_tables
    from analytics.settings import Settings
    from analytics.study import load_study

    loaded = load_study(study)
    # a folder that cannot be written is said before the work, not after it
    make_folder(folder)
    from analytics.pipeline import analyze as run_analysis

    chosen = {name: value for name, value in (("engine", engine), ("weights", weights)) if value is not None}
    with progress_bar(hidden=quiet or as_json) as progress:
        analysis = run_analysis(loaded, Settings(use_cache=not no_cache, **chosen), progress=progress)
    files = write_tables(analysis, folder)
    if as_json:
        print_json({"files": [str(file) for file in files], "faults": [asdict(fault) for fault in analysis.faults]})
    else:
        print_faults(analysis.faults, quiet=quiet)
    if not (quiet or as_json):
        say(f"Wrote {len(files) - 1} tables and {files[-1].name} to {folder}.")
    sys.exit(exit_code(analysis.faults))
