"""Packed files that came from elsewhere, opened with care: nothing is unpacked to disk, and no part may outgrow its limits.

Every ZIP that is read, whatever it is called (study, dossier, archive of articles, DOCX, XLSX, QDPX), is opened here and nowhere else.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from analytics.errors import Fault, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.settings import ReadLimits

SMALL_PART = 1_000_000
"""Bytes of a part up to which any ratio is harmless."""

LEFT_BY_SYSTEMS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
"""Files and folders that systems put beside a person's own."""

LOCK_FILE = "~$"
"""How the file begins that Office puts beside one that is open."""


DAMAGED = "is damaged or no archive of its kind. Make it again, or bring the files one by one."


def is_left_by_a_system(path: PurePath) -> bool:
    """Tell what a person did not put into a folder: files of the system, and those by which Office knows that another is open."""
    return bool(set(path.parts) & set(LEFT_BY_SYSTEMS)) or path.name.startswith(LOCK_FILE)


class Package:
    """A packed file whose parts are read one by one, within limits.

    Parameters
    ----------
    name : str
        How it is called in messages.
    data : bytes
        The file.
    limits : ReadLimits
        Number and size of parts.

    Raises
    ------
    ReadError
        If it is no archive, has more parts than permitted, or would grow beyond the limit.
    """

    def __init__(self, name: str, data: bytes, limits: ReadLimits) -> None:
        self._name, self._limits = name, limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
            raise _refusal(name, DAMAGED) from None
        if len(parts) > limits.max_parts:
            raise _refusal(name, f"holds {len(parts):,} parts; at most {limits.max_parts:,} are looked at. Split it.")
        grown = sum(part.file_size for part in parts)
        if grown > limits.max_unpacked_bytes:
            message = f"would grow to {grown:,} bytes; at most {limits.max_unpacked_bytes:,} are unpacked. Split it."
            raise _refusal(name, message)

    def parts(self) -> Iterator[zipfile.ZipInfo]:
        """Yield what is in it, folders left out, in the order of the archive."""
        yield from (part for part in self._zip.infolist() if not part.filename.endswith("/"))

    def brought(self) -> Iterator[zipfile.ZipInfo]:
        """Yield the parts that a person put there: those of `parts` that no system left."""
        yield from (part for part in self.parts() if not is_left_by_a_system(PurePosixPath(part.filename)))

    def read(self, part: zipfile.ZipInfo) -> bytes:
        """Return the bytes of one part.

        Raises
        ------
        ReadError
            If the part is a link, leads out of the archive, needs a password, is damaged, or grows more than permitted.
        """
        called = f"{self._name}/{part.filename}"
        problem = _problem(part, self._limits)
        if problem:
            raise _refusal(called, problem)
        try:
            with self._zip.open(part) as stream:
                # it ends where the archive says that it ends, and is damaged if it goes on: the sum of sizes holds
                return stream.read()
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, zlib.error, RuntimeError, NotImplementedError):
            raise _refusal(called, DAMAGED) from None

    def part(self, path: str) -> bytes | None:
        """Return the bytes of the part with a path, None if there is none."""
        try:
            return self.read(self._zip.getinfo(path))
        except KeyError:
            return None


def _problem(part: zipfile.ZipInfo, limits: ReadLimits) -> str:
    if not part.filename:
        return "is a part without a name. Pack the files anew."
    path, elsewhere = PurePosixPath(part.filename.replace("\\", "/")), PureWindowsPath(part.filename)
    if path.is_absolute() or ".." in path.parts or elsewhere.drive or elsewhere.root:
        return "has a path that leads out of the archive, so it was not read. Pack the files anew."
    if stat.S_ISLNK(part.external_attr >> 16):
        return "is a link, not a file. Pack the file itself."
    if part.flag_bits & 0x1:
        return "needs a password. Pack the files without one."
    if part.file_size > SMALL_PART and part.file_size > limits.max_packing_ratio * max(1, part.compress_size):
        return f"grows to more than {limits.max_packing_ratio} times its packed size, the limit. Bring the file itself."
    return ""


def _refusal(file: str, message: str) -> ReadError:
    return ReadError([Fault(file, message, severity="left aside")])
