"""The parts of a Word document that python-docx has no words for, or is slow at: runs, links, tables, and a file without times.

Everything is built as elements: a text becomes the text of an element and is never parsed.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from analytics.language.direction import runs_from_right
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Element = Any
"""An element of the document: lxml's, which has no types."""

TEXT_WIDTH = 9_980
"""Width of the text of a page in twentieths of a point: A4 less two margins of 17 mm."""

_DAY_ZERO = (1980, 1, 1, 0, 0, 0)
_LONGEST_WORD = 1_600
_LETTER, _PADDING = 100, 220
_EAST_ASIAN = ("ja", "ko", "zh")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    Parameters
    ----------
    text : str
        Its words; a line break in it is one on the page.
    is_bold, is_marked : bool
        Whether it is strong, or marked as with a pen.
    color, fill : str
        ``rrggbb``; empty for that of its paragraph.
    link, anchor : str
        Anchor it leads to, and its own; empty for none.
    language : str
        Language code; empty for English.
    """

    text: str
    is_bold: bool = False
    is_marked: bool = False
    color: str = ""
    fill: str = ""
    link: str = ""
    anchor: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its runs, its fill (``rrggbb``, empty for none), how it is aligned, how many columns it spans, and whether it is turned."""

    runs: tuple[Run, ...]
    fill: str = ""
    align: Literal["left", "right", "center"] = "left"
    span: int = 1
    is_turned: bool = False


class Anchors:
    """Numbers the bookmarks of a document."""

    def __init__(self) -> None:
        self._count = 0

    def mark(self, parent: Element, name: str) -> None:
        """Put a bookmark at the end of an element."""
        self._count += 1
        start, end = _child(parent, "w:bookmarkStart"), _child(parent, "w:bookmarkEnd")
        start.set(qn("w:id"), str(self._count))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self._count))


def add_paragraph(parent: Element, style: str, runs: Iterable[Run], anchors: Anchors, *, align: str = "left") -> Element:
    """Add a paragraph at the end of an element.

    Parameters
    ----------
    parent : element
        Body or cell.
    style : str
        Id of its style.
    runs : iterable of Run
        Its text. It runs from right to left if its first letter with a direction does.
    anchors : Anchors
        Numbers bookmarks.
    align : {"left", "right", "center"}
        Where its lines stand.

    Returns
    -------
    element
        The paragraph.
    """
    runs = tuple(runs)
    paragraph = _child(parent, "w:p")
    properties = _child(paragraph, "w:pPr")
    _valued(properties, "w:pStyle", style)
    is_rtl = runs_from_right("".join(run.text for run in runs))
    if is_rtl:
        _child(properties, "w:bidi")
    if align != "left":
        _valued(properties, "w:jc", align)
    for run in runs:
        if run.anchor:
            anchors.mark(paragraph, run.anchor)
        _add_run(_link(paragraph, run.link) if run.link else paragraph, run)
    return paragraph


def add_table(
    parent: Element,
    head: Sequence[TableCell],
    rows: Iterable[Sequence[TableCell]],
    widths: Sequence[int],
    anchors: Anchors,
    *,
    caption: str,
) -> None:
    """Add a table whose first row is repeated on every page and whose rows are not cut.

    Parameters
    ----------
    parent : element
        The body.
    head, rows
        Cells; the spans of a row add up to the number of columns.
    widths : sequence of int
        Of the columns, in twentieths of a point.
    anchors : Anchors
        Numbers bookmarks.
    caption : str
        What the table shows, for screen readers.
    """
    table = _child(parent, "w:tbl")
    properties = _child(table, "w:tblPr")
    _valued(properties, "w:tblStyle", "ReportTable")
    _sized(_child(properties, "w:tblW"), sum(widths))
    _child(properties, "w:tblLayout").set(qn("w:type"), "fixed")
    _valued(properties, "w:tblCaption", caption)
    grid = _child(table, "w:tblGrid")
    for width in widths:
        _child(grid, "w:gridCol").set(qn("w:w"), str(width))
    _add_row(table, head, widths, anchors, is_head=True)
    for row in rows:
        _add_row(table, row, widths, anchors, is_head=False)


def column_widths(weights: Sequence[int], longest: Sequence[int]) -> list[int]:
    """Share the width of the page among columns.

    Parameters
    ----------
    weights : sequence of int
        Share of each column in what is left over; 0 for a column as wide as its words.
    longest : sequence of int
        Letters of the longest text of each column.

    Returns
    -------
    list of int
        In twentieths of a point, together `TEXT_WIDTH` or less.
    """
    own = [0 if weight else min(_LONGEST_WORD, _PADDING + _LETTER * letters) for weight, letters in zip(weights, longest, strict=True)]
    rest, total = max(0, TEXT_WIDTH - sum(own)), sum(weights)
    return [rest * weight // total if weight else width for weight, width in zip(weights, own, strict=True)]


def without_times(document: bytes) -> bytes:
    """Pack a document again with the same day for each of its parts, so that the same content gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _DAY_ZERO)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(part, old.read(name))
    return packed.getvalue()


def _add_row(table: Element, cells: Sequence[TableCell], widths: Sequence[int], anchors: Anchors, *, is_head: bool) -> None:
    row = _child(table, "w:tr")
    properties = _child(row, "w:trPr")
    _child(properties, "w:cantSplit")
    if any(cell.is_turned for cell in cells):
        height = _child(properties, "w:trHeight")
        height.set(qn("w:val"), "1900")
        height.set(qn("w:hRule"), "exact")
    if is_head:
        _child(properties, "w:tblHeader")
    place = 0
    for cell in cells:
        _add_cell(row, cell, sum(widths[place : place + cell.span]), anchors, style="TableHead" if is_head else "TableText")
        place += cell.span


def _add_cell(row: Element, cell: TableCell, width: int, anchors: Anchors, *, style: str) -> None:
    made = _child(row, "w:tc")
    properties = _child(made, "w:tcPr")
    _sized(_child(properties, "w:tcW"), width)
    if cell.span > 1:
        _valued(properties, "w:gridSpan", str(cell.span))
    if cell.fill:
        _shade(properties, cell.fill)
    if cell.is_turned:
        _valued(properties, "w:textDirection", "btLr")
    add_paragraph(made, style, cell.runs, anchors, align=cell.align)


def _add_run(parent: Element, run: Run) -> None:
    made = _child(parent, "w:r")
    properties = _child(made, "w:rPr")
    if run.is_bold:
        _child(properties, "w:b")
    if run.color:
        _valued(properties, "w:color", run.color)
    if run.fill or run.is_marked:
        _shade(properties, run.fill or "FFE9A8")
    if runs_from_right(run.text):
        _child(properties, "w:rtl")
    _add_language(properties, run.language)
    for place, line in enumerate(run.text.split("\n")):
        if place:
            _child(made, "w:br")
        text = _child(made, "w:t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _add_language(properties: Element, language: str) -> None:
    if not language:
        return
    is_east_asian = primary_language(language) in _EAST_ASIAN
    kind = "w:bidi" if language == "ar" else "w:eastAsia" if is_east_asian else "w:val"
    _child(properties, "w:lang").set(qn(kind), language)


def _link(paragraph: Element, anchor: str) -> Element:
    link = _child(paragraph, "w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    return link


def _shade(properties: Element, fill: str) -> None:
    shade = _child(properties, "w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), fill)


def _sized(element: Element, width: int) -> None:
    element.set(qn("w:w"), str(width))
    element.set(qn("w:type"), "dxa")


def _valued(parent: Element, tag: str, value: str) -> None:
    _child(parent, tag).set(qn("w:val"), value)


def _child(parent: Element, tag: str) -> Element:
    made = OxmlElement(tag)
    parent.append(made)
    return made
