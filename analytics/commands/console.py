"""What every command shares: its arguments, and how it speaks to a terminal and to scripts."""

from __future__ import annotations

import io
import json
import os
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analytics.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from analytics.errors import Fault

PLACE: Any = click.Path(path_type=Path, readable=False)
"""A path on this machine; what is wrong with it is told in our own words."""

STUDY = click.argument("study", type=PLACE)
NO_CACHE = click.option("--no-cache", is_flag=True, help="Neither use nor keep vectors on disk.")
NO_REVIEWS = click.option("--no-reviews", is_flag=True, help="The program's verdicts alone, without those of reviewers on this machine.")
QUIET = click.option("--quiet", is_flag=True, help="Print nothing but errors.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@contextmanager
def progress_bar(*, hidden: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """Show progress on stderr if it is a terminal; otherwise yield None.

    Parameters
    ----------
    hidden : bool
        Whether to show nothing in any case.

    Yields
    ------
    callable or None
        To be called as ``progress(done, total, what)``.
    """
    if hidden or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, file=sys.stderr, item_show_func=lambda what: what, width=24) as bar:

        def show(done: int, total: int, what: str) -> None:
            bar.length = total
            bar.update(done - bar.pos, printable(what))

        yield show


def exit_code(faults: Iterable[Fault]) -> int:
    """Return 1 if something was left aside or worse: the result then lacks what the user asked for."""
    return int(any(fault.severity != "notice" for fault in faults))


def print_faults(faults: Iterable[Fault], *, quiet: bool = False, most: int | None = None) -> None:
    """Print one line a fault on stderr; notices only unless `quiet`. With `most`, so many of each severity, and a count of the others."""
    counts: Counter[str] = Counter()
    for fault in faults:
        if quiet and fault.severity == "notice":
            continue
        counts[fault.severity] += 1
        if most is None or counts[fault.severity] <= most:
            complain(f"{fault.severity}: {fault}")
    for severity, count in counts.items():
        if most is not None and count > most:
            complain(f"{severity}: {count - most:,} more, {count:,} in all. Add --all to print every one, or --json.")


def say_some(lines: Sequence[str], most: int | None) -> None:
    """Print lines, with `most` only so many and a count of the others."""
    for line in lines[:most]:
        say(line)
    if most is not None and len(lines) > most:
        say(f"… and {len(lines) - most:,} more. Add --all to print every one, or --json.")


def complain(message: str) -> None:
    """Print a message on stderr."""
    click.echo(printable(message), err=True)


def say(message: str) -> None:
    """Print a message, which may hold words of a study or names of files, on stdout."""
    _echo(printable(message))


def print_json(value: object) -> None:
    """Print data on stdout: UTF-8 whatever the terminal speaks; a path that is not becomes an escape."""
    _echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))


def _echo(message: str | bytes) -> None:
    """Print on stdout; where that leads into a file on a full disk, say so."""
    try:
        click.echo(message)
    except BrokenPipeError:
        # whoever was reading has read enough
        raise
    except OSError as error:
        # what is left in the buffer would fail once more when the interpreter ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise ExportError(f"The output cannot be written ({error.strerror or error}). Free room, or lead it elsewhere.") from None


def speak_any_encoding() -> None:
    """Let the output show a sign that its encoding lacks as an escape, rather than fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def printable(text: str) -> str:
    """Take out control characters: text of a study may not steer the terminal."""
    return "".join(character if character.isprintable() or character == "\n" else "\ufffd" for character in text)
