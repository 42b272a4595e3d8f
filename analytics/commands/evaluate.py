"""``leftout evaluate``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from analytics.commands.console import AS_JSON, NO_CACHE, PLACE, QUIET, STUDY, exit_code, print_faults, progress_bar, say

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@STUDY
@click.option("--coding", "coding_file", type=PLACE, required=True, help="CSV file: commitment, source, verdict.")
@click.option("--out", "folder", type=PLACE, help="Folder to write the tables into; made if need be.")
@NO_CACHE
@QUIET
@AS_JSON
def evaluate(study: Path, coding_file: Path, folder: Path | None, no_cache: bool, quiet: bool, as_json: bool) -> None:
    """Tell how far the verdicts on STUDY agree with a coding."""
    from analytics.exports.files import make_folder
    from analytics.settings import Settings
    from analytics.study import load_study
    from analytics.study.coding import read_coding

    loaded = load_study(study)
    coding = read_coding(coding_file, loaded)
    if folder:
        make_folder(folder)
    from analytics.evaluation import evaluate_coding
    from analytics.exports.evaluations import all_faults, describe_evaluation, evaluation_json, write_evaluation
    from analytics.pipeline import analyze as run_analysis

    with progress_bar(hidden=quiet or as_json) as progress:
        analysis = run_analysis(loaded, Settings(use_cache=not no_cache), progress=progress)
    evaluation, faults = evaluate_coding(analysis, coding, level=analysis.settings.interval_level), all_faults(analysis, coding)
    files = write_evaluation(evaluation, analysis, coding, folder) if folder else ()
    if as_json:
        click.echo(evaluation_json(evaluation, analysis, coding), nl=False)
    else:
        print_faults(faults, quiet=quiet)
    if not (quiet or as_json):
        say(describe_evaluation(evaluation))
        if files:
            say(f"\nWrote {len(files) - 1} tables and {files[-1].name} to {folder}.")
    sys.exit(exit_code(faults))
