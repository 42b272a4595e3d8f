"""``leftout verify``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from analytics.commands.console import AS_JSON, NO_CACHE, PLACE, QUIET, complain, print_json, progress_bar, say

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("dossier", type=PLACE)
@NO_CACHE
@QUIET
@AS_JSON
def verify(dossier: Path, no_cache: bool, quiet: bool, as_json: bool) -> None:
    """Make the analysis of DOSSIER again, and name every difference.

    Exit code 0: every file is whole and every table comes out the same. 1: something differs.
    """
    from analytics.exports.verification import verify_dossier

    with progress_bar(hidden=quiet or as_json) as progress:
        found = verify_dossier(dossier, use_cache=not no_cache, progress=progress)
    if as_json:
        print_json({"identical": found.is_identical, "differences": found.differences, "notices": found.notices, "tables": found.tables})
    else:
        for difference in found.differences:
            complain(f"differs: {difference}")
        for notice in () if quiet else found.notices:
            complain(f"notice: {notice}")
    if found.is_identical and not (quiet or as_json):
        say(f"{dossier}: every file is whole, and all {found.tables} tables come out the same.")
    sys.exit(int(not found.is_identical))
