"""``leftout new``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from analytics.commands.console import AS_JSON, PLACE, QUIET, exit_code, print_faults, print_json, say, say_some

if TYPE_CHECKING:
    from pathlib import Path

MOST_LINES = 20
"""Lines of a kind that are printed unless all are asked for: a spreadsheet may hold thousands of articles."""


def _columns(_context: click.Context, _option: click.Parameter, given: str | None) -> dict[str, str]:
    """Take ``text=body,outlet=site`` apart."""
    from analytics.study.readers.columns import FIELDS

    columns = {}
    for pair in (given or "").split(","):
        field, equals, column = pair.partition("=")
        if pair.strip() and (not equals or field.strip() not in FIELDS or not column.strip()):
            raise click.BadParameter(f"{pair.strip()!r} is not FIELD=COLUMN with a FIELD of {', '.join(FIELDS)}.")
        if pair.strip():
            columns[field.strip()] = column.strip()
    return columns


@click.command()
@click.argument("folder", type=PLACE)
@click.option("--statement", type=PLACE, required=True, help="File of the statement: txt, md, html, pdf, docx, eml, mhtml.")
@click.option("--articles", type=PLACE, required=True, help="Folder of articles, or one file: also csv, xlsx, jsonl, mbox, zip.")
@click.option("--codebook", type=PLACE, help="The commitments: csv, xlsx or REFI-QDA qdc. Proposed from the statement without it.")
@click.option("--title", help="Name of the study; that of the statement without it.")
@click.option("--language", help="Language of the statement, such as en; told from its text without it.")
@click.option(
    "--themes",
    type=click.Choice(["statement", "policy", "study"]),
    default="statement",
    show_default=True,
    help="Themes of proposed commitments: the statement's own, 12 of general policy, or those of the shipped study.",
)
@click.option("--columns", callback=_columns, help="Columns of a table: text=body,outlet=site. Guessed without it.")
@click.option(
    "--all", "is_all", is_flag=True, help=f"Print every line; without it the first {MOST_LINES} of a kind, and how many there are."
)
@QUIET
@AS_JSON
def new(
    folder: Path,
    statement: Path,
    articles: Path,
    codebook: Path | None,
    title: str | None,
    language: str | None,
    themes: str,
    columns: dict[str, str],
    is_all: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Make a study in FOLDER from a statement and articles.

    Files are copied, never moved or changed. A file that cannot be read is named and left aside; the exit code is then 1, and the study is
    there all the same.
    """
    from analytics.intake import create_study

    created = create_study(
        folder,
        statement=statement,
        articles=articles,
        codebook=codebook,
        title=title,
        language=language,
        theme_scheme=themes,
        column_map=columns,
    )
    most = None if is_all else MOST_LINES
    if as_json:
        faults = [asdict(fault) for fault in created.faults]
        print_json({"folder": str(folder), "title": created.study.title, "understood": list(created.understood), "faults": faults})
    else:
        print_faults(created.faults, quiet=quiet, most=most)
    if not (quiet or as_json):
        say_some(created.understood, most)
        say(f"Wrote the study “{created.study.title}” to {folder}. Next: leftout analyze {folder} --out results")
    sys.exit(exit_code(created.faults))
