"""A PDF written again in fewer bytes: its small objects packed together and compressed, its streams left as they are.

A tagged report has tens of thousands of small objects, one for each stretch of text that a screen reader names. Written one by one and
uncompressed they are two thirds of the file.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise

AT_ONCE = 500
"""Objects packed together: a reader that wants one of them unpacks all."""

_LEVEL = 9
_TABLE = re.compile(rb"xref\s+0 (\d+)\s*\n")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*\Z", re.DOTALL)
_SIZE = re.compile(rb"/Size \d+")
_HEAD = re.compile(rb"(\d+) 0 obj\s")
_VERSIONS = (b"%PDF-1.7", b"%PDF-2.0")
_FREE, _PLAIN, _PACKED = 0, 1, 2
_ENTRY = struct.Struct(">BIH")


@dataclass(frozen=True, slots=True)
class _Written:
    """The objects of a file by number, and what its trailer says beside their count."""

    head: bytes
    objects: dict[int, bytes]
    trailer: bytes


def packed_pdf(pdf: bytes) -> bytes:
    """Pack the small objects of a PDF.

    Parameters
    ----------
    pdf : bytes
        As Typst writes it: one table of places, no encryption, every object in its first generation.

    Returns
    -------
    bytes
        The same document, PDF 1.5 or later; the same bytes as were given where the file is not of that form. The same input gives the
        same bytes.
    """
    written = _read(pdf)
    if written is None:
        return pdf
    out, entries = bytearray(written.head), {0: _ENTRY.pack(_FREE, 0, 0xFFFF)}
    small = {number: body for number, body in written.objects.items() if not body.endswith(b"endstream")}
    for number, body in written.objects.items():
        if number not in small:
            entries[number] = _ENTRY.pack(_PLAIN, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    free, order = max(written.objects) + 1, list(small)
    for pack, first in enumerate(range(0, len(order), AT_ONCE), start=free):
        numbers = order[first : first + AT_ONCE]
        entries[pack] = _ENTRY.pack(_PLAIN, len(out), 0)
        entries |= {number: _ENTRY.pack(_PACKED, pack, place) for place, number in enumerate(numbers)}
        out += _stream(pack, *_pack([(number, small[number]) for number in numbers]))
        free = pack + 1
    entries[free] = _ENTRY.pack(_PLAIN, len(out), 0)
    table = b"".join(entries.get(number, entries[0]) for number in range(free + 1))
    start = len(out)
    out += _stream(free, b"/Type /XRef /W [1 4 2] /Size %d%b" % (free + 1, written.trailer), table)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def _read(pdf: bytes) -> _Written | None:
    """Take a file apart by its table of places; None where it has another form than the one expected."""
    end = _TRAILER.search(pdf, max(0, len(pdf) - 2000)) if pdf.startswith(_VERSIONS) else None
    table = _TABLE.match(pdf, int(end[2])) if end else None
    if end is None or table is None or b"/Encrypt" in end[1] or b"/Prev" in end[1]:
        return None
    lines = [pdf[at : at + 20] for at in range(table.end(), table.end() + 20 * int(table[1]), 20)]
    places = sorted(int(line[:10]) for line in lines if line[17:18] == b"n")
    bodies: dict[int, bytes] = {}
    for first, last in pairwise([*places, int(end[2])]):
        head, content = _HEAD.match(pdf, first), pdf[first:last].rstrip()
        if head is None or not content.endswith(b"endobj"):
            return None
        bodies[int(head[1])] = content[head.end() - first : -len(b"endobj")].strip()
    return _Written(pdf[: places[0]], bodies, _SIZE.sub(b"", end[1]).rstrip()) if bodies else None


def _pack(objects: list[tuple[int, bytes]]) -> tuple[bytes, bytes]:
    """Write objects one after another, with their numbers and places before them."""
    heads, bodies, place = [], [], 0
    for number, body in objects:
        heads.append(b"%d %d" % (number, place))
        bodies.append(body)
        place += len(body) + 1
    head = b" ".join(heads) + b"\n"
    return b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head)), head + b"\n".join(bodies)


def _stream(number: int, described: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, _LEVEL)
    return b"%d 0 obj\n<<%b /Filter /FlateDecode /Length %d>>\nstream\n%b\nendstream\nendobj\n" % (number, described, len(packed), packed)
