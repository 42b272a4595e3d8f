"""What reading a file gives: texts, what is known about them, and what was cut away."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from analytics.errors import Fault, ReadError

Reason = Literal[
    "around the article",
    "byline",
    "repeated",
    "running head",
    "page number",
    "hyphen at a line end",
    "hidden character",
    "deleted",
    "note",
    "attachment",
]
"""Why something of a file is not in its text."""

LanguageBasis = Literal["", "given", "declared", "detected"]
"""How a language is known: not at all; said by the user or by a column; said by the file itself; told from the whole text."""


@dataclass(frozen=True)
class Original:
    """A file as it was brought.

    Parameters
    ----------
    name : str
        Its name, with the folders it came with; never used as a path.
    data : bytes
        Its bytes.
    """

    name: str
    data: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """Hash of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that a file holds and its text does not.

    Parameters
    ----------
    text : str
        The words or signs that were cut away.
    reason : str
        One of `Reason`.
    count : int
        How often it was cut away, at least 1.
    """

    text: str
    reason: Reason
    count: int = 1


@dataclass(frozen=True, slots=True)
class ReadDocument:
    r"""One text of a file, with what the file says about it.

    Parameters
    ----------
    text : str
        The words, lines separated by ``\n``. Spans of evidence will refer to it.
    name : str
        Where it comes from, for people: the file, and the part of it (``news.zip/a.html``, ``table.csv, row 3``).
    format : str
        ``txt``, ``md``, ``html``, ``pdf``, ``docx``, ``eml``, ``mhtml``, ``mbox``, ``csv``, ``xlsx`` or ``jsonl``.
    original : Original
        The file that was brought; for a part of an archive the archive itself.
    title, outlet, author, url : str
        As the file gives them; empty where it does not.
    date : str
        Day of publication, ISO 8601; empty where unknown.
    language : str
        Language code; empty where unknown.
    language_basis : {"", "given", "declared", "detected"}
        How the language is known.
    encoding : str
        Encoding of the characters; empty for formats that leave no choice.
    removed : tuple of Removed
        What was cut away.
    faults : tuple of Fault
        What the reader was unsure about: notices.
    group : str
        Group of outlets that it belongs to; empty where none is given.
    id : str
        Id that it has in the study it was taken from, so that reviews and links still find it; empty for what is new.
    """

    text: str
    name: str
    format: str
    original: Original
    title: str = ""
    date: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    language_basis: LanguageBasis = ""
    encoding: str = ""
    removed: tuple[Removed, ...] = ()
    faults: tuple[Fault, ...] = ()
    group: str = ""
    id: str = ""

    @property
    def sha256(self) -> str:
        """Hash of the original file's bytes."""
        return self.original.sha256


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file, and what was not.

    Parameters
    ----------
    documents : tuple of ReadDocument
        In the order of the file.
    faults : tuple of Fault
        Parts of it left aside, and what is worth knowing of the file as a whole.
    """

    documents: tuple[ReadDocument, ...]
    faults: tuple[Fault, ...] = ()


class Deadline:
    """The time that reading one file may take.

    Parameters
    ----------
    seconds : float
        From now on.
    file : str
        How the file is called in the message.
    """

    def __init__(self, seconds: float, file: str) -> None:
        self._end, self._seconds, self._file = time.monotonic() + seconds, seconds, file

    def check(self) -> None:
        """Raise `ReadError` once the time is over."""
        if time.monotonic() > self._end:
            message = f"takes longer than {self._seconds:g} seconds to read, the limit. Save it in a simpler format, such as plain text."
            raise refusal(self._file, message)


def refusal(file: str, message: str, row: int | None = None) -> ReadError:
    """Make the error of a file that cannot be read.

    Parameters
    ----------
    file : str
        How it is called.
    message : str
        What was found, what was expected, what to do.
    row : int, optional
        Line or row at fault.

    Returns
    -------
    ReadError
        With one fault, ``left aside``: other files can still be read.
    """
    return ReadError([Fault(file, message, row=row, severity="left aside")])


def notice(file: str, message: str, row: int | None = None) -> Fault:
    """Make a fault that is only worth knowing."""
    return Fault(file, message, row=row, severity="notice")
