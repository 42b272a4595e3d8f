"""What the files of a new study are called and hold."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from analytics.study.codebook_editing import codebook_csv
from analytics.study.naming import free_name, plain_id
from analytics.study.readers.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.study.codebook import Commitment
    from analytics.study.readers import Original, ReadDocument

STATEMENT_FILE = "statement.txt"
CODEBOOK_FILE = "codebook.csv"
READING_FILE = "reading.json"
"""Where each text comes from and what was cut away, so that a span can be traced to the file that was brought."""

ID_CHARACTERS = 40
"""Longest id made from the name of an outlet or a file."""

_HOST = re.compile(r"^(?:www\d?|m|amp|edition)\.")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a new study.

    Parameters
    ----------
    id, outlet, file : str
        As in the manifest.
    document : ReadDocument
        What was read.
    """

    id: str
    outlet: str
    file: str
    document: ReadDocument


def study_files(
    *, title: str, language: str, statement: ReadDocument, commitments: Iterable[Commitment], articles: Sequence[ReadDocument]
) -> tuple[dict[str, bytes], tuple[Entry, ...]]:
    """Lay out a study: manifest, texts, codebook, originals, and where each text comes from.

    Parameters
    ----------
    title, language : str
        Of the study.
    statement : ReadDocument
        The normalised statement.
    commitments : iterable of Commitment
        Its codebook.
    articles : sequence of ReadDocument
        Days as ISO 8601 or empty.

    Returns
    -------
    files : dict of str to bytes
        Content by path in the folder.
    entries : tuple of Entry
        The articles with their ids, in order.
    """
    entries = _entries(articles)
    originals = _originals([statement.original, *(article.original for article in articles)])
    files = {
        "study.toml": _manifest(title, language, statement, entries).encode("utf-8"),
        STATEMENT_FILE: _as_file(separated_lines(statement.text)),
        CODEBOOK_FILE: codebook_csv(commitments).encode("utf-8"),
        **{entry.file: _as_article(entry.document) for entry in entries},
        READING_FILE: _reading(statement, entries, originals),
        **{path: original.data for original, path in originals.values()},
    }
    return files, entries


def separated_lines(statement: str) -> str:
    """Put an empty line between the lines of a normalised statement: read again, none is taken for the rest of the line before it."""
    return statement.replace("\n", "\n\n")


def outlet_of(document: ReadDocument) -> str:
    """Name who published a text: as it says itself, else the host of its address, else its file."""
    return told_outlet(document) or one_line(PurePosixPath(document.name).stem.replace("_", " "), 200) or "Unknown"


def told_outlet(document: ReadDocument) -> str:
    """Name who published a text as it says itself, else the host of its address; empty where it says neither."""
    return one_line(document.outlet, 200) or _HOST.sub("", urlsplit_host(document.url))


def urlsplit_host(url: str) -> str:
    """Return the host of an address; empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _entries(articles: Sequence[ReadDocument]) -> tuple[Entry, ...]:
    """Give each article an id and a file: the id that it has, or a new one that none of the others has."""
    kept: set[str] = set()
    ids = [_take(article.id, kept) if article.id else "" for article in articles]
    files: set[str] = set()
    entries = []
    for article, has in zip(articles, ids, strict=True):
        outlet = outlet_of(article)
        name = has or _take(_id(outlet) or _id(PurePosixPath(article.name).stem) or "source", kept)
        entries.append(Entry(name, outlet, f"articles/{_take(_id(name) or 'source', files)}.txt", article))
    return tuple(entries)


def _id(words: str) -> str:
    return plain_id(words, ID_CHARACTERS)


def _take(name: str, taken: set[str]) -> str:
    free = free_name(name, taken.__contains__)
    taken.add(free)
    return free


def _originals(originals: Iterable[Original]) -> dict[str, tuple[Original, str]]:
    """Give each different file a path, by its hash."""
    found: dict[str, tuple[Original, str]] = {}
    taken: set[str] = set()
    for original in originals:
        if original.sha256 not in found:
            path = PurePosixPath(original.name.replace("\\", "/"))
            ending = re.sub(r"[^a-z0-9]", "", path.suffix.lower())[:8] or "bin"
            found[original.sha256] = (original, f"originals/{_take(_id(path.stem) or 'file', taken)}.{ending}")
    return found


def _as_article(document: ReadDocument) -> bytes:
    """Write an article; one that comes out of a study to the letter, since verdicts and reviews hold places in it."""
    return document.text.encode("utf-8", "replace") if document.id else _as_file(document.text)


def _as_file(text: str) -> bytes:
    return (text.rstrip("\n") + "\n").encode("utf-8", "replace")


def _manifest(title: str, language: str, statement: ReadDocument, entries: Iterable[Entry]) -> str:
    lines = [f"title = {_quoted(title)}", f"language = {_quoted(language)}", "", "[statement]", f"file = {_quoted(STATEMENT_FILE)}"]
    lines += _given("issuer", statement.outlet or statement.author)
    lines += [f"date = {statement.date}"] if statement.date else []
    lines.append(f"codebook = {_quoted(CODEBOOK_FILE)}")
    for entry in entries:
        document = entry.document
        lines += ["", "[[sources]]", f"id = {_quoted(entry.id)}", f"outlet = {_quoted(entry.outlet)}", f"file = {_quoted(entry.file)}"]
        lines += _given("url", document.url) + ([f"date = {document.date}"] if document.date else [])
        lines += _given("language", document.language) + _given("title", document.title) + _given("group", document.group)
    return "\n".join(lines) + "\n"


def _given(key: str, value: str) -> list[str]:
    return [f"{key} = {_quoted(value)}"] if value.strip() else []


def _quoted(value: str) -> str:
    """Write a TOML basic string: like JSON's, of one line and without control characters."""
    return json.dumps(one_line(value, 1000), ensure_ascii=False)


def _reading(statement: ReadDocument, entries: Iterable[Entry], originals: dict[str, tuple[Original, str]]) -> bytes:
    def described(document: ReadDocument) -> dict[str, object]:
        return {
            "original": originals[document.sha256][1],
            "name": document.name,
            "sha256": document.sha256,
            "format": document.format,
            "encoding": document.encoding,
            "author": document.author,
            "language_basis": document.language_basis,
            "removed": [{"reason": each.reason, "count": each.count, "text": each.text} for each in document.removed],
            "doubts": [fault.message for fault in document.faults],
        }

    content = {"statement": described(statement), "sources": {entry.id: described(entry.document) for entry in entries}}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
