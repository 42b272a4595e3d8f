"""The command ``leftout``.

Everything heavy is imported inside the commands, so that help and wrong usage are answered at once.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

import analytics
from analytics.errors import AnalyticsError, StudyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from analytics.errors import Fault

STUDY = click.argument("study", type=click.Path(path_type=Path, readable=False))
QUIET = click.option("--quiet", is_flag=True, help="Print nothing but errors.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


class _SpeakingGroup(click.Group):
    """Says our own errors in sentences on stderr, exit code 1; other errors are bugs and stay loud."""

    def invoke(self, ctx: click.Context) -> object:
        _speak_any_encoding()
        try:
            return super().invoke(ctx)
        except StudyError as error:
            _print_faults(error.faults)
        except AnalyticsError as error:
            _complain(str(error))
        return ctx.exit(1)


@click.group(cls=_SpeakingGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(analytics.__version__, prog_name="leftout")
def main() -> None:
    """Show what each outlet kept of a statement, and what it left out.

    A STUDY is a folder with a study.toml, or the path of such a manifest.

    Exit code 0: done. 1: the input is at fault. 2: wrong usage.
    """


@main.command()
@click.argument("study", type=click.Path(path_type=Path, readable=False), required=False)
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; without it, the first free one from 8501.")
@click.option("--headless", is_flag=True, help="Do not open a browser.")
@QUIET
def dashboard(study: Path | None, port: int | None, headless: bool, quiet: bool) -> None:
    """Start the dashboard on STUDY (default: the shipped study)."""
    from analytics.dashboard.launcher import launch
    from analytics.study import load_study

    if study is not None:
        _print_faults(load_study(study).faults, quiet=quiet)
    sys.exit(launch(study, port=port, headless=headless, quiet=quiet))


@main.command()
@STUDY
@click.option(
    "--out", "folder", type=click.Path(path_type=Path, readable=False), required=True, help="Folder to write into; made if need be."
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep vectors on disk.")
@QUIET
@AS_JSON
def analyze(study: Path, folder: Path, no_cache: bool, quiet: bool, as_json: bool) -> None:
    """Write every table of STUDY as CSV, and analysis.json."""
    from analytics.exports.files import make_folder
    from analytics.exports.tables import write_tables
    from analytics.settings import Settings
    from analytics.study import load_study

    loaded = load_study(study)
    # a folder that cannot be written is said before the work, not after it
    make_folder(folder)
    from analytics.pipeline import analyze as run_analysis

    with _progress_bar(hidden=quiet or as_json) as progress:
        analysis = run_analysis(loaded, Settings(use_cache=not no_cache), progress=progress)
    files = write_tables(analysis, folder)
    if as_json:
        _print_json({"files": [str(file) for file in files], "faults": [asdict(fault) for fault in analysis.faults]})
    else:
        _print_faults(analysis.faults, quiet=quiet)
    if not (quiet or as_json):
        click.echo(f"Wrote {len(files) - 1} tables and {files[-1].name} to {_printable(str(folder))}.")
    sys.exit(_exit_code(analysis.faults))


@main.command()
@STUDY
@QUIET
@AS_JSON
def check(study: Path, quiet: bool, as_json: bool) -> None:
    """Validate STUDY, and report all its faults at once."""
    faults = _all_faults(study)
    if as_json:
        _print_json({"study": str(study), "sound": not _exit_code(faults), "faults": [asdict(fault) for fault in faults]})
    else:
        _print_faults(faults, quiet=quiet)
    if not (faults or quiet or as_json):
        click.echo(f"{_printable(str(study))}: no fault found.")
    sys.exit(_exit_code(faults))


@main.command()
@STUDY
@click.option(
    "--coding", "coding_file", type=click.Path(path_type=Path, readable=False), required=True, help="CSV file: commitment, source, verdict."
)
@click.option("--out", "folder", type=click.Path(path_type=Path, readable=False), help="Folder to write the tables into; made if need be.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep vectors on disk.")
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

    with _progress_bar(hidden=quiet or as_json) as progress:
        analysis = run_analysis(loaded, Settings(use_cache=not no_cache), progress=progress)
    evaluation, faults = evaluate_coding(analysis, coding), all_faults(analysis, coding)
    files = write_evaluation(evaluation, analysis, coding, folder) if folder else ()
    if as_json:
        click.echo(evaluation_json(evaluation, analysis, coding), nl=False)
    else:
        _print_faults(faults, quiet=quiet)
    if not (quiet or as_json):
        click.echo(_printable(describe_evaluation(evaluation)))
        if files:
            click.echo(f"\nWrote {len(files) - 1} tables and {files[-1].name} to {_printable(str(folder))}.")
    sys.exit(_exit_code(faults))


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


@contextmanager
def _progress_bar(*, hidden: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """Show progress on stderr if it is a terminal; otherwise yield None."""
    if hidden or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, file=sys.stderr, item_show_func=lambda what: what, width=24) as bar:

        def show(done: int, total: int, what: str) -> None:
            bar.length = total
            bar.update(done - bar.pos, _printable(what))

        yield show


def _exit_code(faults: Iterable[Fault]) -> int:
    """Return 1 if something was left aside or worse: the result then lacks what the user asked for."""
    return int(any(fault.severity != "notice" for fault in faults))


def _print_faults(faults: Iterable[Fault], *, quiet: bool = False) -> None:
    for fault in faults:
        if quiet and fault.severity == "notice":
            continue
        _complain(f"{fault.severity}: {fault}")


def _complain(message: str) -> None:
    click.echo(_printable(message), err=True)


def _print_json(value: object) -> None:
    # JSON is UTF-8 whatever the terminal speaks; a path that is not becomes an escape
    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))


def _speak_any_encoding() -> None:
    """Let the output show a sign that its encoding lacks as an escape, rather than fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _printable(text: str) -> str:
    """Take out control characters: text of a study may not steer the terminal."""
    return "".join(character if character.isprintable() or character == "\n" else "\ufffd" for character in text)
