"""DOCX: paragraphs with their automatic numbers. Macros, links and pictures are never looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analytics.study.packages import Package
from analytics.study.readers.cleaning import clean_text, one_line
from analytics.study.readers.docx_numbers import ListNumbers, W
from analytics.study.readers.model import Deadline, ReadDocument, Reading, Removed, notice, refusal
from analytics.study.readers.plain import TITLE_CHARACTERS
from analytics.study.readers.plain_xml import require_plain_parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from analytics.settings import ReadLimits
    from analytics.study.readers.model import Original

DEEPEST_ELEMENT = 150
"""Elements inside one another from which a document is none."""

_DC = "{http://purl.org/dc/elements/1.1/}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOT_SHOWN = frozenset({f"{W}del", f"{W}moveFrom"})
_NOT_WORDS = frozenset({f"{W}pPr", f"{W}rPr", f"{_COMPATIBILITY}Fallback"})
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}


def read_docx(name: str, data: bytes, original: Original, limits: ReadLimits, deadline: Deadline) -> Reading:
    """Read a Word document.

    Parameters
    ----------
    name : str
        How it is called in messages.
    data : bytes
        The file.
    original : Original
        What was brought.
    limits : ReadLimits
        Size of its parts.
    deadline : Deadline
        Looked at before each paragraph.

    Returns
    -------
    Reading
        One document, a paragraph a line; rows of tables as lines with ``|`` between the cells. Tracked changes count as accepted, and text
        formatted as hidden is left out: both are in ``removed``, as are footnotes and endnotes.

    Raises
    ------
    ReadError
        If it is damaged, is no Word document, or its XML declares entities.
    """
    package = Package(name, data, limits)
    require_plain_parts(name, package, deadline)
    body = _part(package, name, "word/document.xml")
    if body is None:
        raise refusal(name, "is no Word document (it lacks word/document.xml). Save it again as .docx.")
    writer = _Writer(ListNumbers(_part(package, name, "word/numbering.xml"), _part(package, name, "word/styles.xml")), deadline)
    try:
        lines = [line for block in body for line in writer.lines(block, 0)]
    except _TooDeepError:
        raise refusal(name, f"has more than {DEEPEST_ELEMENT} elements inside one another, which no document has. Copy its text.") from None
    text, hidden = clean_text("\n\n".join(line for line in lines if line))
    core = _part(package, name, "docProps/core.xml")
    known: dict[str, Any] = {} if core is None else {"title": _text_of(core, f"{_DC}title"), "author": _text_of(core, f"{_DC}creator")}
    notes = _notes(package, name, deadline)
    faults = (
        (notice(name, f"has footnotes or endnotes ({len(notes)}), which are no part of the text; they stand among what was cut away."),)
        if notes
        else ()
    )
    document = ReadDocument(text.strip("\n"), name, "docx", original, removed=(*writer.removed, *notes, *hidden), faults=faults, **known)
    return Reading((document,))


def _notes(package: Package, name: str, deadline: Deadline) -> tuple[Removed, ...]:
    """Read footnotes and endnotes; those with a type are the lines above them."""
    found = []
    for path, tag in (("word/footnotes.xml", f"{W}footnote"), ("word/endnotes.xml", f"{W}endnote")):
        part = _part(package, name, path)
        for note in part.findall(tag) if part is not None else ():
            deadline.check()
            words = " ".join("".join(each.text or "" for each in note.iter(f"{W}t")).split())
            if words and not note.get(f"{W}type"):
                found.append(Removed(words, "note"))
    return tuple(found)


def _part(package: Package, name: str, path: str) -> Element | None:
    from xml.etree.ElementTree import ParseError

    from defusedxml.ElementTree import fromstring

    content = package.part(path)
    if content is None:
        return None
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, ValueError, LookupError):
        raise refusal(f"{name}/{path}", "holds XML that is not well-formed. Open the file in its program and save it anew.") from None
    return root


def _text_of(core: Element, tag: str) -> str:
    found = core.find(tag)
    return one_line(found.text if found is not None else "", TITLE_CHARACTERS)


class _TooDeepError(Exception):
    """Elements stand inside one another deeper than any document has them."""


class _Writer:
    """Writes the blocks of a document as lines, and keeps what it left out."""

    def __init__(self, numbers: ListNumbers, deadline: Deadline) -> None:
        self._numbers, self._deadline = numbers, deadline
        self.removed: list[Removed] = []

    def lines(self, block: Element, depth: int) -> Iterator[str]:
        """Yield the lines of a block: a paragraph, a table, or what holds them."""
        self._deadline.check()
        if depth > DEEPEST_ELEMENT:
            raise _TooDeepError
        if block.tag == f"{W}p":
            yield from self._paragraph(block, depth)
        elif block.tag == f"{W}tbl":
            yield from self._table(block, depth)
        elif block.tag not in _NOT_SHOWN and block.tag != f"{_COMPATIBILITY}Fallback":
            for child in block:
                yield from self.lines(child, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[str]:
        boxes: list[Element] = []
        pieces: list[str] = []
        self._collect(paragraph, pieces, boxes, depth)
        words = "".join(pieces).strip()
        mark = self._numbers.mark_of(paragraph) if words else ""
        yield f"{mark} {words}" if mark else words
        for box in boxes:
            for child in box:
                yield from self.lines(child, depth + 1)

    def _collect(self, element: Element, pieces: list[str], boxes: list[Element], depth: int) -> None:
        if depth > DEEPEST_ELEMENT:
            raise _TooDeepError
        for child in element:
            if child.tag in _SIGNS or child.tag == f"{W}t":
                pieces.append(_SIGNS.get(child.tag) or child.text or "")
            elif child.tag == f"{W}txbxContent":
                boxes.append(child)
            elif child.tag in _NOT_SHOWN or child.find(f"{W}rPr/{W}vanish") is not None:
                self._leave_out(child)
            elif child.tag not in _NOT_WORDS:
                self._collect(child, pieces, boxes, depth + 1)

    def _leave_out(self, element: Element) -> None:
        words = "".join(each.text or "" for each in element.iter() if each.tag in (f"{W}t", f"{W}delText")).strip()
        if words:
            self.removed.append(Removed(words, "deleted"))

    def _table(self, table: Element, depth: int) -> Iterator[str]:
        # rows may be wrapped; those of a table inside this one are its own
        rows = [row for child in table for row in ([child] if child.tag == f"{W}tr" else child.findall(f"{W}sdtContent/{W}tr"))]
        for row in rows:
            cells = [[line for child in cell for line in self.lines(child, depth + 1) if line] for cell in row.findall(f"{W}tc")]
            if len(cells) == 1:
                # a box drawn as a table: its paragraphs stay paragraphs
                yield from cells[0]
            elif any(cells):
                yield "| " + " | ".join(" ".join(" ".join(cell).split("\n")) for cell in cells) + " |"
