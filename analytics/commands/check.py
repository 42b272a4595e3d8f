"""``leftout check``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from analytics.commands.console import AS_JSON, QUIET, STUDY, exit_code, print_faults, print_json, say
from analytics.errors import StudyError

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.errors import Fault


@click.command()
@STUDY
@QUIET
@AS_JSON
def check(study: Path, quiet: bool, as_json: bool) -> None:
    """Validate STUDY, and report all its faults at once."""
    faults = _all_faults(study)
    if as_json:
        print_json({"study": str(study), "sound": not exit_code(faults), "faults": [asdict(fault) for fault in faults]})
    else:
        print_faults(faults, quiet=quiet)
    if not (faults or quiet or as_json):
        say(f"{study}: no fault found.")
    sys.exit(exit_code(faults))


def _all_faults(path: Path) -> tuple[Fault, ...]:
    """List what is wrong with the files of a study, and with their languages."""
    from analytics.language.encoder import LANGUAGES
    from analytics.language.source_languages import settle_languages
    from analytics.study import load_study

    try:
        study = load_study(path)
    except StudyError as error:
        return error.faults
    return (*study.faults, *settle_languages(study, LANGUAGES)[1])
