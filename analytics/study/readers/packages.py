"""Packed files (ZIP, DOCX, XLSX), opened with care: nothing is unpacked to disk, and no part may outgrow its limits."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analytics.study.readers.model import Deadline, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.settings import ReadLimits

SMALL_PART = 1_000_000
"""Bytes of a part up to which any ratio is harmless."""

DAMAGED = "is damaged or no archive of its kind. Make it again, or bring the files one by one."


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
            raise refusal(name, DAMAGED) from None
        if len(parts) > 2 * limits.max_documents:
            raise refusal(name, f"holds {len(parts):,} parts; at most {2 * limits.max_documents:,} are looked at. Split it.")
        grown = sum(part.file_size for part in parts)
        if grown > limits.max_unpacked_bytes:
            message = f"would grow to {grown:,} bytes; at most {limits.max_unpacked_bytes:,} are unpacked. Split it."
            raise refusal(name, message)

    def parts(self) -> Iterator[zipfile.ZipInfo]:
        """Yield what is in it, folders left out, in the order of the archive."""
        yield from (part for part in self._zip.infolist() if not part.filename.endswith("/"))

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
            raise refusal(called, problem)
        try:
            with self._zip.open(part) as stream:
                return stream.read(self._limits.max_unpacked_bytes)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, zlib.error, RuntimeError, NotImplementedError):
            raise refusal(called, DAMAGED) from None

    def part(self, path: str) -> bytes | None:
        """Return the bytes of the part with a path, None if there is none."""
        try:
            return self.read(self._zip.getinfo(path))
        except KeyError:
            return None

    def require_plain_xml(self, deadline: Deadline) -> None:
        """Raise `ReadError` if a part in XML declares a document type: that is where entities come from, and no office file has one."""
        for part in self.parts():
            deadline.check()
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                require_plain_xml(f"{self._name}/{part.filename}", self.read(part))


def require_plain_xml(name: str, data: bytes) -> None:
    """Raise `ReadError` if XML is not well-formed, or declares a document type or entities."""
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(data, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise refusal(
            name, "declares XML entities or a document type, which can hide attacks; no such file needs them. Save it anew."
        ) from None
    except (SAXException, ValueError, LookupError):
        raise refusal(name, "holds XML that is not well-formed. Open the file in its program and save it anew.") from None


def _problem(part: zipfile.ZipInfo, limits: ReadLimits) -> str:
    if not part.filename:
        return "is a part without a name. Pack the files anew."
    path = PurePosixPath(part.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        return "has a path that leads out of the archive, so it was not read. Pack the files anew."
    if stat.S_ISLNK(part.external_attr >> 16):
        return "is a link, not a file. Pack the file itself."
    if part.flag_bits & 0x1:
        return "needs a password. Pack the files without one."
    if part.file_size > SMALL_PART and part.file_size > limits.max_packing_ratio * max(1, part.compress_size):
        return f"grows to more than {limits.max_packing_ratio} times its packed size, the limit. Bring the file itself."
    return ""
