"""``leftout report``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analytics.commands.console import (
    AS_JSON,
    NO_CACHE,
    NO_REVIEWS,
    PLACE,
    QUIET,
    STUDY,
    complain,
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

    from analytics.exports.report import ReportOptions

ENDINGS = (".html", ".docx", ".pdf")


def _with_ending(_context: click.Context, _parameter: click.Parameter, file: Path) -> Path:
    """Refuse an ending that chooses no format, before anything is read."""
    if file.suffix.lower() not in ENDINGS:
        raise click.BadParameter(f"{file.name} ends in none of {', '.join(ENDINGS)}; the ending chooses the format.")
    return file


@click.command()
@STUDY
@click.option("--out", "file", type=PLACE, required=True, callback=_with_ending, help="File to write, ending in .html, .docx or .pdf.")
@click.option("--section", "sections", multiple=True, metavar="NAME", help="A section to write; may be repeated. All by default.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="An outlet, or id of a source, to restrict to; may be repeated.")
@click.option("--theme", "themes", multiple=True, metavar="NAME", help="A theme to restrict to; may be repeated.")
@click.option("--note", default="", metavar="TEXT", help="Your own words on top; @FILE takes them from a text file.")
@click.option("--date", "made_on", type=click.DateTime(["%Y-%m-%d"]), help="Day to put on it; without one the file depends on no day.")
@NO_REVIEWS
@NO_CACHE
@QUIET
@AS_JSON
def report(
    study: Path,
    file: Path,
    sections: Sequence[str],
    outlets: Sequence[str],
    themes: Sequence[str],
    note: str,
    made_on: datetime.datetime | None,
    no_reviews: bool,
    no_cache: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Write the report on STUDY: findings, figures, matrix, every quote, methods, provenance.

    Verdicts of reviewers on this machine stand in place of the program's, and are marked, as in the dashboard.
    """
    from analytics.exports.report import SECTIONS, ReportOptions

    options = ReportOptions(
        sections=tuple(sections) or SECTIONS,
        outlets=tuple(outlets),
        themes=tuple(themes),
        note=_read_note(note),
        made_on=made_on.date() if made_on else None,
    )
    _write(study, file, options, with_reviews=not no_reviews, use_cache=not no_cache, quiet=quiet, as_json=as_json)


def _write(study: Path, file: Path, options: ReportOptions, *, with_reviews: bool, use_cache: bool, quiet: bool, as_json: bool) -> None:
    from analytics.exports.report import write_report
    from analytics.exports.report.options import check_options
    from analytics.exports.report.writing import prepare_place
    from analytics.study import load_study

    # what is wrong with the choices or the place is said before the work, not after it
    check_options(options)
    loaded = load_study(study)
    prepare_place(file)
    reviews = read_reviews(loaded, wanted=with_reviews)
    with progress_bar(hidden=quiet or as_json) as progress:
        analysis = analyze_reviewed(loaded, reviews, use_cache=use_cache, progress=progress)
    with progress_bar(hidden=quiet or as_json) as progress:
        if progress:
            progress(1, 2, f"writing {file.name}")
        written = write_report(analysis, file, options=options)
        if progress:
            progress(2, 2, "done")
    if as_json:
        faults = [asdict(fault) for fault in analysis.faults]
        print_json({"file": str(written.file), "bytes": written.bytes, "notices": list(written.notices), "faults": faults})
    else:
        print_faults(analysis.faults, quiet=quiet)
    if not (quiet or as_json):
        for notice in written.notices:
            complain(f"notice: {notice}")
        say(f"Wrote {written.file} ({written.bytes / 1000:,.0f} kB).")
    sys.exit(exit_code(analysis.faults))


def _read_note(note: str) -> str:
    """Return the note itself, or the text of the file it names with an @."""
    from analytics.errors import SettingsError

    if not note.startswith("@"):
        return note
    path = Path(note[1:])
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"The note {path} is not UTF-8 text. Save it as plain text in UTF-8, or give the note itself.") from None
    except OSError as error:
        raise SettingsError(f"The note {path} cannot be read ({error.strerror}). Name a text file, or give the note itself.") from None
