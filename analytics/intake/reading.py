"""Files in, texts with their language out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import Fault, ReadError
from analytics.language.detection import UNDETERMINED, detect_language
from analytics.settings import ReadLimits
from analytics.study import readers
from analytics.study.language_codes import canonical_language
from analytics.study.packages import is_left_by_a_system
from analytics.study.readers import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from analytics.study.readers import ReadDocument

CERTAIN = 0.9
"""Probability from which the language told from a text counts more than the one that its page declares."""


def read_file(
    name: str, data: bytes, *, limits: ReadLimits | None = None, columns: Mapping[str, str] | None = None, language: str | None = None
) -> Reading:
    """Read the texts of one file, and tell their languages.

    Parameters
    ----------
    name : str
        Name of the file; its ending helps to tell what it is.
    data : bytes
        Its content.
    limits : ReadLimits, optional
        How much is read; the defaults without it.
    columns : mapping of str to str, optional
        For tables: the column of ``text``, ``title``, ``date``, ``outlet``, ``author``, ``url``, ``language``; guessed where not given.
    language : str, optional
        Language of every text, if the user knows it.

    Returns
    -------
    Reading
        At least one document, and faults of the parts that could not be read.

    Raises
    ------
    ReadError
        If the file gives no document.
    """
    reading = readers.read_file(name, data, limits=limits, columns=columns)
    return Reading(tuple(_settled(document, language) for document in reading.documents), reading.faults)


def read_files(
    files: Iterable[tuple[str, bytes]],
    *,
    limits: ReadLimits | None = None,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
) -> tuple[tuple[ReadDocument, ...], tuple[Fault, ...]]:
    """Read the texts of several files; one that cannot be read is named and does not stop the others.

    Parameters
    ----------
    files : iterable of (str, bytes)
        Names and contents.
    limits, columns, language : optional
        As for `read_file`.

    Returns
    -------
    documents : tuple of ReadDocument
        In the order of the files.
    faults : tuple of Fault
        One for each file or part left aside, and notices on files as a whole. Notices on one text are in its own ``faults``.
    """
    documents, faults = readers.read_files(files, limits=limits, columns=columns)
    return tuple(_settled(document, language) for document in documents), faults


def read_paths(
    place: str | Path, *, limits: ReadLimits | None = None, columns: Mapping[str, str] | None = None, language: str | None = None
) -> tuple[tuple[ReadDocument, ...], tuple[Fault, ...]]:
    """Read a file, or every file of a folder and of the folders in it.

    Parameters
    ----------
    place : str or pathlib.Path
        The file or folder. Hidden files, and links that lead out of the folder, are left out.
    limits, columns, language : optional
        As for `read_file`.

    Returns
    -------
    documents : tuple of ReadDocument
        In the order of the paths.
    faults : tuple of Fault
        As for `read_files`.
    """
    limits = limits or ReadLimits()
    faults: list[Fault] = []
    documents, told = read_files(_contents(Path(place), limits, faults), limits=limits, columns=columns, language=language)
    return documents, (*faults, *told)


def _contents(place: Path, limits: ReadLimits, faults: list[Fault]) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents, one file at a time; note what cannot be opened."""
    for path in _paths(place):
        name = path.name if path == place else path.relative_to(place).as_posix()
        try:
            yield name, file_content(path, name, limits)
        except ReadError as error:
            faults.extend(error.faults)


def _paths(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    inside = (path for path in sorted(place.rglob("*")) if not _is_hidden(path.relative_to(place)))
    # what a saved page keeps beside it is furniture, and its folder bears the page's name
    companions = {path.with_suffix("") for path in place.rglob("*") if path.suffix.lower() in (".html", ".htm")}
    furniture = {
        Path(f"{page}{ending}") for page in companions for ending in ("_files", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden")
    }
    return [path for path in inside if not path.is_dir() and not furniture.intersection(path.parents)]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts) or is_left_by_a_system(path)


def file_content(path: Path, name: str, limits: ReadLimits) -> bytes:
    """Return the bytes of an ordinary file within the limits, else raise `ReadError`."""
    try:
        if path.exists() and not path.is_file():
            raise _unreadable(name, "is not an ordinary file; expected a document. Leave it out.")
        size = path.stat().st_size
        if size > limits.max_file_bytes:
            raise _unreadable(name, f"holds {size:,} bytes; at most {limits.max_file_bytes:,} are read. Keep only the text, or split it.")
        return path.read_bytes()
    except FileNotFoundError:
        raise _unreadable(name, "does not exist; expected a file or a folder there. Check the path.") from None
    except OSError as error:
        raise _unreadable(name, f"cannot be read ({error.strerror or error}). Check its name and permissions.") from None


def _unreadable(name: str, message: str) -> ReadError:
    return ReadError([Fault(name, message, severity="left aside")])


def _settled(document: ReadDocument, given: str | None) -> ReadDocument:
    """Settle the language: what the user or a column gives, else what the whole text shows, else what the page declares."""
    stated = _canonical(given or document.language)
    if stated and (given or document.language_basis == "given"):
        return replace(document, language=stated, language_basis="given")
    detected, probability = detect_language(document.text)
    if stated and (detected == UNDETERMINED or probability < CERTAIN):
        return replace(document, language=stated, language_basis="declared")
    if detected == UNDETERMINED:
        return replace(document, language="", language_basis="")
    return replace(document, language=detected, language_basis="detected")


def _canonical(code: str) -> str:
    try:
        return canonical_language(code.strip())
    except ValueError:
        return ""
