"""Drafts kept on disk between two visits of one browser tab: which file, what stands in it, when it goes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from analytics.dashboard.making.draft import Draft
from analytics.dashboard.private_files import PrivateFiles, unlink
from analytics.errors import DraftError, Fault
from analytics.study.codebook import Commitment
from analytics.study.readers import Original, ReadDocument
from analytics.study.readers.model import Removed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = 1
"""Raised when the form of the files changes: those of another form are not read, and go when their time is over."""

_TABLES = "CREATE TABLE part (id TEXT PRIMARY KEY, data BLOB NOT NULL); CREATE TABLE head (owner TEXT NOT NULL, data TEXT NOT NULL);"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it was found on disk, and when it was written, in seconds since 1970."""

    draft: Draft
    written: float


class DraftFiles(PrivateFiles):
    """The drafts in a folder, one file each.

    Notes
    -----
    Texts and the files they were read from are written once, not at every edit: of 2,000 articles only the one that was mended.
    """

    ENDING = ".draft"

    def write(self, key: str, draft: Draft, owner: str) -> None:
        """Keep a draft under its key, for the visit `owner`.

        Raises
        ------
        DraftError
            If it is too large, there are too many, or the folder cannot be written. What was kept of it before is gone then: an old
            draft offered as the last would be worse than none.
        """
        path = self._path(key)
        try:
            self._make_folder()
            self._require_room(path, _size(draft), "The draft")
            if self.owner(key) is None:
                unlink(path)  # there is none, or it is damaged
            with _opened(path) as base:
                _write(base, draft, owner)
        except (OSError, sqlite3.Error) as error:
            unlink(path)
            if isinstance(error, DraftError):
                raise
            message = f"The draft cannot be kept in {self._folder} ({error}). Free room, or change the permissions of the folder."
            raise DraftError(message) from None

    def read(self, key: str, owner: str) -> KeptDraft | None:
        """Return the draft kept under a key, which belongs to the visit `owner` from now on; None where there is none or it is damaged."""
        path = self._path(key)
        if not path.is_file() or self._is_over(path):
            return None
        written = path.stat().st_mtime
        try:
            with _opened(path) as base:
                draft = _read(base)
                base.execute("UPDATE head SET owner = ?", (owner,))
        except (OSError, sqlite3.Error, ValueError, TypeError, KeyError, AttributeError):
            return None
        return KeptDraft(draft, written)

    def owner(self, key: str) -> str | None:
        """Return the visit that a kept draft belongs to; None where there is no such draft."""
        path = self._path(key)
        if not path.is_file():
            return None
        with contextlib.suppress(OSError, sqlite3.Error), _opened(path) as base:
            row = base.execute("SELECT owner FROM head").fetchone()
            return str(row[0]) if row else None
        return None

    def delete(self, key: str, owner: str) -> None:
        """Delete the draft of a visit, unless another visit has taken it up."""
        if self.owner(key) == owner:
            unlink(self._path(key))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that only its user can read; what is done with it is kept whole or not at all."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with contextlib.closing(sqlite3.connect(path)) as base, base:
        base.execute("PRAGMA secure_delete = ON")  # what was taken out of a draft is not left in its file
        base.execute("PRAGMA synchronous = NORMAL")
        yield base


def _write(base: sqlite3.Connection, draft: Draft, owner: str) -> None:
    (version,) = base.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        base.executescript(f"DROP TABLE IF EXISTS part; DROP TABLE IF EXISTS head; {_TABLES} PRAGMA user_version = {VERSION};")
    known = {row[0] for row in base.execute("SELECT id FROM part")}
    used: set[str] = set()

    def keep(data: bytes, name: str) -> str:
        if name not in used and name not in known:
            base.execute("INSERT INTO part VALUES (?, ?)", (name, data))
        used.add(name)
        return name

    def document(read: ReadDocument) -> str:
        original = read.original
        row = asdict(replace(read, original=Original("", b"")))
        row["original"] = [original.name, keep(original.data, f"file {original.sha256}")]
        data = _json(row).encode()
        return keep(data, f"text {hashlib.sha256(data).hexdigest()}")

    head = {
        "title": draft.title,
        "language": draft.language,
        "saved_as": draft.saved_as,
        "saved_at": draft.saved_at,
        "is_untouched": draft.is_untouched,
        "commitments": [asdict(unit) for unit in draft.commitments],
        "faults": [asdict(fault) for fault in draft.faults],
        "statement": None if draft.statement is None else document(draft.statement),
        "articles": [document(article) for article in draft.articles],
    }
    base.execute("DELETE FROM head")
    base.execute("INSERT INTO head VALUES (?, ?)", (owner, _json(head)))
    base.executemany("DELETE FROM part WHERE id = ?", [(name,) for name in known - used])


def _read(base: sqlite3.Connection) -> Draft:
    (version,) = base.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        raise ValueError(version)
    head = json.loads(base.execute("SELECT data FROM head").fetchone()[0])
    parts: dict[str, bytes] = dict(base.execute("SELECT id, data FROM part"))

    def document(name: str) -> ReadDocument:
        row: dict[str, Any] = json.loads(parts[name])
        file, original = row["original"]
        row["original"] = Original(file, parts[original])
        row["removed"] = tuple(Removed(**each) for each in row["removed"])
        row["faults"] = tuple(Fault(**each) for each in row["faults"])
        return ReadDocument(**row)

    return Draft(
        title=head["title"],
        language=head["language"],
        statement=None if head["statement"] is None else document(head["statement"]),
        commitments=tuple(Commitment(**unit) for unit in head["commitments"]),
        articles=tuple(document(name) for name in head["articles"]),
        faults=tuple(Fault(**fault) for fault in head["faults"]),
        saved_as=head["saved_as"],
        saved_at=head["saved_at"],
        is_untouched=head.get("is_untouched", False),
    )


def _json(value: object) -> str:
    # lone halves of surrogate pairs, which broken files hold, are kept as they are: JSON in ASCII can
    return json.dumps(value, ensure_ascii=True, sort_keys=True)


def _size(draft: Draft) -> int:
    """Count the bytes of a draft: texts, and each file once."""
    documents = [*draft.articles, *([draft.statement] if draft.statement else [])]
    files = {id(each.original.data): len(each.original.data) for each in documents}
    return sum(files.values()) + sum(len(each.text) for each in documents)
