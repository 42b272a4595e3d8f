"""Files that can be made again, kept between runs: found by a key, checked before they are believed, the longest unused dropped first."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGEST_BYTES = 32
# Files that a run left half written, because it was ended, are dropped after this.
_SECONDS_TO_WRITE = 3600.0
# What is dropped goes down to this part of the limit, so that not every run has to look through the folder's files to drop one.
_DOWN_TO = 0.9
_OURS = re.compile(r"[0-9a-f]{64}\.[a-z]+|\.writing-.+")


class KeptFiles:
    """The files of one kind in a folder that several kinds, and several processes, share.

    Parameters
    ----------
    folder : pathlib.Path
        Where they are kept; made when first needed.
    kind : str
        Ending of their names, in small letters.
    version : int
        Raised when the form of the content changes.

    Notes
    -----
    A file is named by its key and begins with a digest of key and content. One that is damaged, cut short or not ours is not read, and is
    replaced. It is written aside and renamed, so that two processes at once each see a whole file or none. A folder that cannot be
    written costs time, never a result.
    """

    def __init__(self, folder: Path, kind: str, version: int) -> None:
        self._folder, self._kind = folder, kind
        self._magic = f"leftout {kind} {version}\n".encode()

    def read(self, key: str) -> bytes | None:
        """Return the content kept under a key, 64 hexadecimal digits; None where there is none or it cannot be trusted."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        head = len(self._magic) + _DIGEST_BYTES
        payload = content[head:]
        # The digest is checked before anything is parsed: a file that passes was written here for this key.
        if content[:head] != self._magic + _digest(key, payload):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # read now: it goes last
        return payload

    def holds(self, key: str) -> bool:
        """Whether a file lies under a key, be it sound or not."""
        return self._path(key).is_file()

    def write(self, key: str, payload: bytes) -> None:
        """Keep a content under its key, if the folder lets it be."""
        aside: Path | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".writing-", suffix=f".{self._kind}")
            aside = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(self._magic + _digest(key, payload) + payload)
            aside.replace(self._path(key))
        except OSError:
            # No room, no right, not a folder: the run goes on without remembering.
            if aside is not None:
                with contextlib.suppress(OSError):
                    aside.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.{self._kind}"


def _digest(key: str, payload: bytes) -> bytes:
    return hashlib.sha256(key.encode() + payload).digest()


def drop_longest_unused(folder: Path, max_bytes: int) -> int:
    """Bring the kept files of a folder, of every kind together, below a limit.

    Parameters
    ----------
    folder : pathlib.Path
        Where they are kept. Files of other names are neither counted nor touched.
    max_bytes : int
        The limit. Where it is passed, those unused longest go until nine tenths of it are left.

    Returns
    -------
    int
        Bytes of the files dropped.
    """
    try:
        with os.scandir(folder) as entries:
            found = [(facts.st_mtime, facts.st_size, Path(entry.path)) for entry, facts in _kept(entries)]
    except OSError:
        return 0
    now = time.time()
    left = sum(size for _, size, _ in found)
    target = max_bytes if left <= max_bytes else int(max_bytes * _DOWN_TO)
    dropped = 0
    for used, size, path in sorted(found):
        is_abandoned = path.name.startswith(".") and used < now - _SECONDS_TO_WRITE
        if left > target or is_abandoned:
            # Another process may have dropped it, or hold it open: then it is its, or the next run's.
            with contextlib.suppress(OSError):
                path.unlink()
                left, dropped = left - size, dropped + size
    return dropped


def _kept(entries: Iterable[os.DirEntry[str]]) -> list[tuple[os.DirEntry[str], os.stat_result]]:
    kept = []
    for entry in entries:
        if _OURS.fullmatch(entry.name):
            with contextlib.suppress(OSError):
                facts = entry.stat(follow_symlinks=False)
                kept.append((entry, facts))
    return kept
