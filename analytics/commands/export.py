"""``leftout export``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from analytics.commands.console import (
    AS_JSON,
    NO_CACHE,
    NO_REVIEWS,
    PLACE,
    QUIET,
    STUDY,
    exit_code,
    print_faults,
    print_json,
    progress_bar,
    say,
)
from analytics.commands.reviewed import analyze_reviewed, read_reviews

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.exports.exporting import ExportFormat
    from analytics.exports.figure_options import FigureKind, FigureOptions

# written out, so that help needs none of what exports need; a test compares
FORMATS = ("csv", "xlsx", "parquet", "json", "qdc", "qdpx", "annotations", "figures", "dossier")
KINDS: tuple[FigureKind, ...] = ("png", "png-2x", "png-small", "svg", "pdf", "html", "json")
WIDTHS = ("slide", "page", "column")


@click.command()
@STUDY
@click.option("--format", "file_format", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option("--out", "path", type=PLACE, required=True, help="A file, or a folder for a format of several files; .zip packs them.")
@NO_REVIEWS
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Figures: a kind of file; may be repeated. All by default.")
@click.option("--width", type=click.Choice(WIDTHS), default="page", show_default=True, help="Figures: what they are for.")
@click.option("--dark", is_flag=True, help="Figures: light on dark.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Figures: an outlet, or id of a source, to keep; may be repeated.")
@click.option("--theme", "themes", multiple=True, metavar="NAME", help="Figures: a theme to keep; may be repeated.")
@click.option("--term", default="", metavar="TEXT", help="Figures: the word or phrase to count; by default the best keyphrase.")
@click.option("--date", "made_on", type=click.DateTime(["%Y-%m-%d"]), help="Figures: day to print; without one they depend on no day.")
@NO_CACHE
@QUIET
@AS_JSON
def export(
    study: Path,
    file_format: ExportFormat,
    path: Path,
    no_reviews: bool,
    kinds: Sequence[FigureKind],
    width: str,
    dark: bool,
    outlets: Sequence[str],
    themes: Sequence[str],
    term: str,
    made_on: datetime.datetime | None,
    no_cache: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Write STUDY for other programs: tables, codebook, project, annotations, figures, or a dossier of everything.

    Verdicts of reviewers on this machine stand in place of the program's, as in the dashboard.
    """
    from analytics.exports.figure_options import FigureOptions

    figures = FigureOptions(
        kinds=tuple(kinds) or KINDS,
        width=width,
        dark=dark,
        outlets=tuple(outlets),
        themes=tuple(themes),
        term=term,
        made_on=made_on.date() if made_on else None,
    )
    _write(study, file_format, path, figures, with_reviews=not no_reviews, use_cache=not no_cache, quiet=quiet, as_json=as_json)


def _write(
    study: Path,
    file_format: ExportFormat,
    path: Path,
    figures: FigureOptions,
    *,
    with_reviews: bool,
    use_cache: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    from analytics.exports.exporting import make_export, prepare_place, write_export
    from analytics.study import load_study

    loaded = load_study(study)
    # a place that cannot be written is said before the work, not after it
    prepare_place(path, file_format)
    reviews = read_reviews(loaded, wanted=with_reviews)
    with progress_bar(hidden=quiet or as_json) as progress:
        analysis = analyze_reviewed(loaded, reviews, use_cache=use_cache, progress=progress)
    with progress_bar(hidden=quiet or as_json or file_format != "figures") as progress:
        made = make_export(analysis, file_format, reviews=reviews, figures=figures, progress=progress)
    files = write_export(made, path)
    faults = (*analysis.faults, *made.notices)
    if as_json:
        print_json({"files": [str(file) for file in files], "faults": [asdict(fault) for fault in faults]})
    else:
        print_faults(faults, quiet=quiet)
    if not (quiet or as_json):
        say(f"Wrote {files[0] if len(files) == 1 else f'{len(files)} files to {files[0].parent}'}.")
    sys.exit(exit_code(faults))
