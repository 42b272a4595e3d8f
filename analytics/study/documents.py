"""Texts of a study: the statement and the sources, and how a text file is read."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import Fault, Severity, StudyError

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from analytics.settings import Settings

CHARACTERS_PER_WORD = 10
"""Upper guess for the length of a word, so that a text without blanks is measured too."""

SAVE_AS_UTF8 = 'Save it as UTF-8 (text editors: "Save as", encoding UTF-8; Excel: file type "CSV UTF-8").'


@dataclass(frozen=True, slots=True)
class Statement:
    """The reference text. Every span of a commitment refers to `text`.

    Parameters
    ----------
    text : str
        The normalised text: no page separators, no markup, no line breaks inside paragraphs.
    language : str
        Language code, such as ``en``.
    file : str
        File it was read from, relative to the study's folder.
    sha256 : str
        Hash of the file's bytes.
    issuer, date : optional
        Who issued it, and when.
    """

    text: str
    language: str
    file: str
    sha256: str
    issuer: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One article. Every span of evidence refers to `text`, which is never changed after reading.

    Parameters
    ----------
    id : str
        Unique name within the study.
    outlet : str
        Who published it.
    text : str
        The stored text.
    file, sha256 : str
        Where it was read from, and the hash of the file's bytes.
    language : str or None
        Language code, or None where the manifest does not give it.
    title, url, group : str
        Headline, address, group of outlets; empty where unknown.
    date : datetime.date or None
        Day of publication.
    """

    id: str
    outlet: str
    text: str
    file: str
    sha256: str
    language: str | None = None
    title: str = ""
    url: str = ""
    group: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class TextFile:
    r"""A text file as read.

    Parameters
    ----------
    text : str
        Its characters, without byte order mark, every line break as ``\n``, nothing else changed.
    sha256 : str
        Hash of its bytes.
    """

    text: str
    sha256: str


class _ReadingError(Exception):
    """What keeps a file from being read, in a sentence, with the line where there is one."""

    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.message, self.row = message, row


def read_text_file(path: Path, file: str, settings: Settings, *, severity: Severity = "fatal", source: str | None = None) -> TextFile:
    """Read a UTF-8 text file, with or without byte order mark.

    Parameters
    ----------
    path : pathlib.Path
        Where it lies.
    file : str
        How it is called in messages.
    settings : Settings
        Gives the limits.
    severity, source : optional
        Passed on to the fault.

    Returns
    -------
    TextFile
        The text and its hash.

    Raises
    ------
    StudyError
        With one fault, if the file is missing, unreadable, too large, not UTF-8, not text, empty, or too long.
    """
    try:
        content = _read_bytes(path, settings)
        text = _decode(content).replace("\r\n", "\n").replace("\r", "\n")
        _require_sound_text(text, settings)
    except _ReadingError as problem:
        raise StudyError([Fault(file, problem.message, row=problem.row, severity=severity, source=source)]) from None
    return TextFile(text, hashlib.sha256(content).hexdigest())


def _read_bytes(path: Path, settings: Settings) -> bytes:
    try:
        if path.is_dir():
            raise _ReadingError("is a folder; expected a text file. Name the file itself.")
        # a device or a pipe could block or never end
        if path.exists() and not path.is_file():
            raise _ReadingError("is not an ordinary file; expected a text file. Save the text as a file.")
        size = path.stat().st_size
        if size > settings.max_file_bytes:
            raise _ReadingError(
                f"holds {size:,} bytes; at most {settings.max_file_bytes:,} are read. Keep only the text, or split the file."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise _ReadingError("does not exist; expected a text file there. Add the file, or correct its name in the manifest.") from None
    except OSError as error:
        raise _ReadingError(f"cannot be read ({error.strerror or error}). Check its name and permissions.") from None


def _decode(content: bytes) -> str:
    # the longer marks first: that of UTF-32 begins like one of UTF-16
    for name, marks in (("UTF-32", (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)), ("UTF-16", (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))):
        if content.startswith(marks):
            raise _ReadingError(f"is {name} text; expected UTF-8. {SAVE_AS_UTF8}")
    if b"\0" in content:
        position = content.index(b"\0")
        raise _ReadingError(
            f"holds a NUL byte (byte {position + 1}); expected plain text. Export the document as plain text, UTF-8.",
            _line_of(content, position),
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # positions count from the first byte after the mark
        position = error.start + (len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0)
        message = f"is not UTF-8: byte 0x{content[position]:02X} (byte {position + 1}) begins no UTF-8 character. {SAVE_AS_UTF8}"
        raise _ReadingError(message, _line_of(content, position)) from None


def _line_of(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def _require_sound_text(text: str, settings: Settings) -> None:
    if not any(character.isalnum() for character in text):
        raise _ReadingError("holds no words; expected a text. Fill in the text, or remove the entry.")
    for row, line in enumerate(text.split("\n"), start=1):
        if len(line) > settings.max_line_characters:
            limit = settings.max_line_characters
            raise _ReadingError(f"has a line of {len(line):,} characters; at most {limit:,} are read. Break it into paragraphs.", row)
    words = max(len(text.split()), len(text) // CHARACTERS_PER_WORD)
    if words > settings.max_words_per_text:
        raise _ReadingError(
            f"holds about {words:,} words; at most {settings.max_words_per_text:,} are analysed. Split the text, or leave parts out."
        )
