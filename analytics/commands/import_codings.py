"""``leftout import``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from analytics.commands.console import AS_JSON, PLACE, QUIET, STUDY, print_faults, print_json, say

if TYPE_CHECKING:
    from pathlib import Path


@click.command("import")
@STUDY
@click.option("--from", "file", type=PLACE, required=True, help="CSV, XLSX or REFI-QDA project (.qdpx) with codings.")
@click.option("--reviewer", default="", metavar="NAME", help="Whose they are, where the file does not say.")
@QUIET
@AS_JSON
def import_codings(study: Path, file: Path, reviewer: str, quiet: bool, as_json: bool) -> None:
    """Take codings of STUDY from a file into its reviews: all of them, or none where one is at fault."""
    from analytics.errors import Fault, StudyError
    from analytics.exports.exchange.coding_files import read_codings
    from analytics.reviews import ReviewStore, import_reviews
    from analytics.study import load_study

    loaded = load_study(study)
    read = read_codings(file, loaded)
    if read.frame.empty:
        message = "has no verdict of a person; expected at least one. The program's own verdicts are not taken as reviews."
        raise StudyError([*read.faults, Fault(str(file), message)])
    store = ReviewStore()
    done = import_reviews(store, loaded, read.frame, reviewer, file=str(file))
    faults = (*read.faults, *done.faults)
    if as_json:
        told = {"written": done.written, "unchanged": done.unchanged, "reviews": store.place}
        print_json({**told, "faults": [asdict(fault) for fault in faults]})
    else:
        print_faults(faults, quiet=quiet)
    if not (quiet or as_json):
        say(f"Took {done.written} verdicts into the reviews; {done.unchanged} were there already. Reviews: {store.place}")
    sys.exit(0)
