"""Plain text and Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from analytics.study.readers.cleaning import clean_text, one_line
from analytics.study.readers.encodings import decode
from analytics.study.readers.model import ReadDocument, Reading, notice

if TYPE_CHECKING:
    from analytics.study.readers.model import Original

TITLE_CHARACTERS = 300
"""Longest title taken from a file."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:[A-Za-z_-]+:[^\n]*\n){1,40})---[ \t]*(?:\n|\Z)")
_MARKDOWN_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_KEYS = {
    "title": ("title", "headline"),
    "date": ("date", "published"),
    "outlet": ("outlet", "source", "publisher", "site"),
    "author": ("author", "byline"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}


def read_plain(name: str, data: bytes, original: Original, file_format: str) -> Reading:
    """Read a text or Markdown file.

    Parameters
    ----------
    name : str
        How it is called in messages.
    data : bytes
        The file.
    original : Original
        What was brought.
    file_format : {"txt", "md"}
        In Markdown, the lines ``key: value`` between two ``---`` at the beginning are metadata, and the first ``#`` heading is the title.

    Returns
    -------
    Reading
        One document; the text is kept as written, marks included.

    Raises
    ------
    ReadError
        If it is no text.
    """
    decoded = decode(data, name)
    text, removed = clean_text(decoded.text)
    known: dict[str, Any] = {}
    if file_format == "md":
        text, known = _without_front_matter(text)
        title = _MARKDOWN_TITLE.search(text)
        known.setdefault("title", one_line(title[1], TITLE_CHARACTERS) if title else "")
    faults = (notice(name, decoded.doubt),) if decoded.doubt else ()
    return Reading((ReadDocument(text, name, file_format, original, encoding=decoded.encoding, removed=removed, faults=faults, **known),))


def _without_front_matter(text: str) -> tuple[str, dict[str, Any]]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return text, {}
    values = {}
    for line in match[1].splitlines():
        key, _, value = line.partition(":")
        values[key.strip().lower()] = one_line(value.strip().strip("\"'"), TITLE_CHARACTERS)
    known = {field: next((values[key] for key in keys if values.get(key)), "") for field, keys in _KEYS.items()}
    return text[match.end() :].lstrip("\n"), known
