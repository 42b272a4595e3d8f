"""Any file in, its texts out: the kind of a file is told from its first bytes and its ending."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analytics.errors import Fault, ReadError
from analytics.settings import ReadLimits
from analytics.study.packages import Package
from analytics.study.readers.cleaning import require_sound_text
from analytics.study.readers.docx import read_docx
from analytics.study.readers.html import read_html
from analytics.study.readers.mail import read_mail, read_mailbox
from analytics.study.readers.model import Deadline, Original, ReadDocument, Reading, notice, refusal
from analytics.study.readers.pdf import read_pdf
from analytics.study.readers.plain import read_plain
from analytics.study.readers.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TABLES = ("csv", "tsv", "xlsx", "xlsm", "jsonl", "ndjson", "json")
"""Endings of files with one document a row."""

ENDINGS = {
    "txt": "txt",
    "text": "txt",
    "md": "md",
    "markdown": "md",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "pdf": "pdf",
    "docx": "docx",
    "docm": "docx",
    "eml": "eml",
    "mhtml": "mhtml",
    "mht": "mhtml",
    "mbox": "mbox",
    "csv": "csv",
    "tsv": "csv",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "json": "jsonl",
    "zip": "zip",
}
"""Format of each ending that is read."""

# what the libraries say of small flaws helps nobody who only wants the text, and would stand between our own sentences
for library in ("pypdf", "trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(library).setLevel(logging.CRITICAL)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def read_file(name: str, data: bytes, *, limits: ReadLimits | None = None, columns: Mapping[str, str] | None = None) -> Reading:
    """Read the texts of one file.

    Parameters
    ----------
    name : str
        Its name; the ending helps to tell its kind.
    data : bytes
        Its content.
    limits : ReadLimits, optional
        How much is read; the defaults without it.
    columns : mapping of str to str, optional
        For tables: the column of ``text``, ``title``, ``date``, ``outlet``, ``author``, ``url``, ``language``; guessed where not given.

    Returns
    -------
    Reading
        At least one document, and faults of the parts that could not be read.

    Raises
    ------
    ReadError
        If the file gives no document.
    """
    reader = _FileReader(limits or ReadLimits(), columns)
    return reader.read(name, data, Original(name, data))


def read_files(
    files: Iterable[tuple[str, bytes]], *, limits: ReadLimits | None = None, columns: Mapping[str, str] | None = None
) -> tuple[tuple[ReadDocument, ...], tuple[Fault, ...]]:
    """Read the texts of several files; one that cannot be read does not stop the others.

    Parameters
    ----------
    files : iterable of (str, bytes)
        Names and contents.
    limits, columns : optional
        As for `read_file`.

    Returns
    -------
    documents : tuple of ReadDocument
        In the order of the files.
    faults : tuple of Fault
        One for each file or part left aside, and notices.
    """
    limits = limits or ReadLimits()
    documents: list[ReadDocument] = []
    faults: list[Fault] = []
    total = 0
    for name, data in files:
        total += len(data)
        try:
            if total > limits.max_total_bytes:
                raise refusal(name, f"passes the limit of {limits.max_total_bytes:,} bytes for all files together. Add it another time.")
            reading = read_file(name, data, limits=limits, columns=columns)
            if len(documents) + len(reading.documents) > limits.max_documents:
                raise refusal(name, f"passes the limit of {limits.max_documents:,} documents in one study. Add fewer.")
        except ReadError as error:
            faults.extend(error.faults)
            continue
        documents.extend(reading.documents)
        faults.extend(reading.faults)
    return tuple(documents), tuple(faults)


def format_of(name: str, data: bytes) -> str:
    """Tell the kind of a file.

    Parameters
    ----------
    name : str
        Its name.
    data : bytes
        Its content.

    Returns
    -------
    str
        A value of `ENDINGS`; empty if it is none of them.
    """
    ending = ENDINGS.get(PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip("."), "")
    start = data[:1024].lstrip()
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return _kind_of_package(data, ending)
    is_page = start[:300].lower().startswith((b"<!doctype html", b"<html", b"\xef\xbb\xbf<!doctype html", b"\xef\xbb\xbf<html"))
    return "html" if is_page and ending not in ("md", "csv", "jsonl") else ending


def _kind_of_package(data: bytes, ending: str) -> str:
    """Look which parts a package has: a DOCX saved under another ending is still one."""
    if b"word/document.xml" in data:
        return "docx"
    if b"xl/workbook.xml" in data:
        return "xlsx"
    return ending if ending in ("docx", "xlsx") else "zip"


class _FileReader:
    """Reads one file, and the files inside it where it is an archive."""

    def __init__(self, limits: ReadLimits, columns: Mapping[str, str] | None) -> None:
        self.limits, self.columns = limits, columns

    def read(self, name: str, data: bytes, original: Original, *, inside: bool = False) -> Reading:
        if len(data) > self.limits.max_file_bytes:
            raise refusal(
                name, f"holds {len(data):,} bytes; at most {self.limits.max_file_bytes:,} are read. Keep only the text, or split it."
            )
        if not data.strip(b"\0 \t\r\n"):
            raise refusal(name, "is empty; expected a text. Save it again, or leave it out.")
        kind = format_of(name, data)
        if kind == "zip":
            if inside:
                raise refusal(name, "is an archive inside an archive, which is not opened. Unpack it first.")
            return self._archive(name, data, original)
        return self._sound(name, self._by_kind(kind, name, data, original))

    def _by_kind(self, kind: str, name: str, data: bytes, original: Original) -> Reading:
        deadline = Deadline(self.limits.max_seconds, name)
        match kind:
            case "txt" | "md":
                return read_plain(name, data, original, kind)
            case "html":
                return read_html(name, data, original)
            case "pdf":
                return read_pdf(name, data, original, self.limits, deadline)
            case "docx":
                return read_docx(name, data, original, self.limits, deadline)
            case "eml" | "mhtml":
                return read_mail(name, data, original, kind)
            case "mbox":
                return read_mailbox(name, data, original, self.limits, deadline)
            case "csv" | "xlsx" | "jsonl":
                return read_table(name, data, original, kind, self.limits, deadline, self.columns)
        raise refusal(name, _unknown_kind(data))

    def _sound(self, name: str, reading: Reading) -> Reading:
        """Keep the documents that have words and are not too long."""
        documents: list[ReadDocument] = []
        faults = list(reading.faults)
        for document in reading.documents:
            try:
                require_sound_text(document.text, document.name, self.limits)
            except ReadError as error:
                faults.extend(error.faults)
            else:
                documents.append(replace(document, faults=(*document.faults, *_hidden(document))))
        if not documents:
            raise ReadError(faults or refusal(name, "holds no text.").faults)
        return Reading(tuple(documents), tuple(faults))

    def _archive(self, name: str, data: bytes, original: Original) -> Reading:
        package = Package(name, data, self.limits)
        deadline = Deadline(self.limits.max_seconds, name)
        documents: list[ReadDocument] = []
        faults: list[Fault] = []
        for part in package.brought():
            deadline.check()
            try:
                reading = self.read(f"{name}/{part.filename}", package.read(part), original, inside=True)
            except ReadError as error:
                faults.extend(error.faults)
                continue
            documents.extend(reading.documents)
            faults.extend(reading.faults)
            if len(documents) > self.limits.max_documents:
                raise refusal(name, f"holds more than {self.limits.max_documents:,} documents, the limit. Split it.")
        if not documents:
            raise ReadError(faults or refusal(name, "holds no file; expected articles in it. Pack them anew.").faults)
        return Reading(tuple(documents), tuple(faults))


def _hidden(document: ReadDocument) -> tuple[Fault, ...]:
    """Tell of signs that nobody sees: they may have been put there to hide words from a search, or to show them in another order."""
    found = [f"{each.count} × {each.text}" for each in document.removed if each.reason == "hidden character" and each.text != "soft hyphen"]
    return (notice(document.name, f"held signs that nobody sees, which were taken out: {', '.join(found)}."),) if found else ()


def _unknown_kind(data: bytes) -> str:
    if data.startswith(_OLD_OFFICE):
        return "is an Office file of the old kind or needs a password. Save it as .docx or .xlsx without a password."
    if data.startswith(_PICTURES):
        return "is a picture; its words cannot be read. Type or copy the text into a .txt file."
    if data.startswith(b"{\\rtf"):
        return "is an RTF file, which is not read. Save it as .docx or .txt."
    known = ", ".join(sorted(ENDINGS))
    return f"is of a kind that is not read; expected a file that ends in {known}. Save it in one of them."
