"""A report as a Word document to edit: real headings, styles and tables, figures as pictures."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

import docx
from docx.shared import Mm

from analytics.charts.theme import LIGHT, VERDICT_SYMBOLS
from analytics.exports.report.figures import picture
from analytics.exports.report.model import Facts, Figure, Grid, Heading, Matrix, Paragraph, Points, Proof
from analytics.exports.report.word_parts import TEXT_WIDTH, Anchors, Run, TableCell, add_paragraph, add_table, column_widths, without_times
from analytics.exports.report.word_styles import set_up
from analytics.exports.report.words import CHECKED_SIGN, CLOSE_SIGN
from analytics.language.direction import isolated
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from docx.document import Document

    from analytics.exports.report.model import Block, Cell, MatrixCell, MatrixRow, Omission, Quote, Report, Telling
    from analytics.schema import Verdict

_NO_DAY = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
_INK, _MUTED, _LINK = LIGHT.ink[1:], LIGHT.muted[1:], "1D4E89"
_FILLS: dict[Verdict, str] = {verdict: color[1:] for verdict, color in zip(VERDICTS, LIGHT.verdicts, strict=True)}
_TALLEST, _WIDEST = Mm(225), Mm(172)
_WORDED_CELL, _SIGN_CELL = 1_250, 300


def draw_word(report: Report) -> bytes:
    """Draw a report as a Word document.

    Parameters
    ----------
    report : Report
        The content.

    Returns
    -------
    bytes
        A ``.docx`` without times: the same content gives the same bytes on machines with the same fonts.
    """
    document = docx.Document()
    set_up(document)
    _describe(document, report)
    writer = _Writer(document)
    writer.write_head(report)
    for section in report.sections:
        writer.write("Heading1", Run(section.title, anchor=section.id))
        for block in section.blocks:
            writer.write_block(block)
    written = io.BytesIO()
    document.save(written)
    return without_times(written.getvalue())


def _describe(document: Document, report: Report) -> None:
    """Set the document's properties, none of which may depend on when or where it was made."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = report.title[:250], "Leftout", ""
    properties.comments, properties.subject, properties.language = report.made, "Coverage report", "en"
    properties.created = properties.modified = _NO_DAY
    properties.revision = 1


class _Writer:
    """Writes blocks at the end of a document."""

    def __init__(self, document: Document) -> None:
        self._document, self._anchors = document, Anchors()
        self._body: Any = document.element.body
        # the last element of a body describes its page and must stay the last
        self._page = self._body[-1]

    def write(self, style: str, *runs: Run) -> None:
        """Write a paragraph."""
        self._body.remove(self._page)
        add_paragraph(self._body, style, runs, self._anchors)
        self._body.append(self._page)

    def write_head(self, report: Report) -> None:
        """Write title, sample, restriction, the user's note and the contents."""
        self.write("Title", Run(report.title, language=report.language))
        self.write("Normal", Run(report.subtitle))
        self.write("Note", Run(report.made))
        if report.restriction:
            self.write("Warning", Run(report.restriction))
        if report.note:
            self.write("OwnNote", Run("Note", is_bold=True))
        for line in report.note:
            self.write("OwnNote", Run(line))
        self.write("Heading1", Run("Contents"))
        for place, section in enumerate(report.sections, start=1):
            self.write("Contents", Run(f"{place}. "), Run(section.title, color=_LINK, link=section.id))

    def write_block(self, block: Block) -> None:
        """Write a block of any kind."""
        writers: dict[type, Any] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Points: self._points,
            Facts: self._facts,
            Grid: self._grid,
            Matrix: self._matrix,
            Figure: self._figure,
            Proof: self._proof,
        }
        writers[type(block)](block)

    def _heading(self, block: Heading) -> None:
        self.write(f"Heading{block.level - 1}", Run(block.text, anchor=block.anchor, language=block.language))

    def _paragraph(self, block: Paragraph) -> None:
        self.write({"body": "Normal", "note": "Note", "warning": "Warning"}[block.style], Run(block.text, language=block.language))

    def _points(self, block: Points) -> None:
        for point in block.items:
            runs = [Run(point.text)]
            if point.link:
                runs += [Run(" "), Run("See the proof", color=_LINK, link=point.link)]
            if point.note:
                runs.append(Run(f"\n{point.note}", color=_MUTED))
            self.write("ListNumber" if block.is_ordered else "ListBullet", *runs)

    def _facts(self, block: Facts) -> None:
        for term, value in block.rows:
            self.write("Contents", Run(f"{term}: ", is_bold=True), Run(value))

    def _table(self, head: list[TableCell], rows: list[list[TableCell]], widths: list[int], caption: str) -> None:
        self._body.remove(self._page)
        add_table(self._body, head, rows, widths, self._anchors, caption=caption)
        add_paragraph(self._body, "Note", (), self._anchors)
        self._body.append(self._page)

    def _grid(self, block: Grid) -> None:
        if block.caption:
            self.write("Heading3", Run(block.caption))
        longest = [
            max([_head_letters(column.title), *(len(row[at].text) for row in block.rows)]) for at, column in enumerate(block.columns)
        ]
        widths = column_widths([column.width for column in block.columns], longest)
        aligned = ["right" if column.kind == "number" else "left" for column in block.columns]
        head = [TableCell((Run(column.title),), align=align) for column, align in zip(block.columns, aligned, strict=True)]  # type: ignore[arg-type]
        rows = [[TableCell((_cell(cell),), align=align) for cell, align in zip(row, aligned, strict=True)] for row in block.rows]  # type: ignore[arg-type]
        self._table(head, rows, widths, block.caption)

    def _matrix(self, block: Matrix) -> None:
        self.write("Heading3", Run(block.caption))
        own, n = _WORDED_CELL if block.has_words else _SIGN_CELL, len(block.sources)
        turned = not block.has_words
        head = [TableCell((Run("Commitment"),)), *(TableCell((Run(source),), is_turned=turned) for source in block.sources)]
        rows: list[list[TableCell]] = []
        for theme, members in block.groups:
            rows.append([TableCell((Run(theme, is_bold=True, language=block.language),), span=n + 1)])
            rows += [_matrix_row(row, block) for row in members]
        self._table(head, rows, [TEXT_WIDTH - n * own, *([own] * n)], block.caption)

    def _figure(self, block: Figure) -> None:
        shape = self._document.add_picture(io.BytesIO(picture(block.chart)), width=_WIDEST)
        if shape.height > _TALLEST:
            shape.width, shape.height = int(shape.width * _TALLEST / shape.height), _TALLEST
        shape._inline.docPr.set("descr", block.text)
        shape._inline.docPr.set("name", f"Figure {block.name}")
        self.write("Note", Run(block.text))

    def _proof(self, block: Proof) -> None:
        self._heading(block.heading)
        self.write("Note", Run(block.facts))
        self._quote(block.statement)
        for telling in block.told:
            self._telling(telling)
        if block.left_out:
            self.write("Normal", _badge("omitted"), Run(" Nothing in these articles reports it:"))
        for omission in block.left_out:
            self._omission(omission)

    def _telling(self, telling: Telling) -> None:
        name = Run(isolated(telling.outlet), is_bold=True, anchor=telling.anchor)
        self.write("Normal", name, Run("  "), _badge(telling.verdict), Run(f"  {_sureness(telling)}", color=_MUTED))
        for quote in telling.quotes:
            self._quote(quote)
        for title, parts in (
            ("Found", telling.found),
            ("Missing", telling.missing),
            ("Told differently", telling.differing),
            ("Force", telling.force),
        ):
            if parts:
                self.write("Note", Run(f"{title}: ", is_bold=True), Run("; ".join(parts)))

    def _omission(self, omission: Omission) -> None:
        self.write("Note", Run(isolated(omission.outlet), is_bold=True, anchor=omission.anchor), Run(f"  {_sureness(omission)}"))

    def _quote(self, quote: Quote) -> None:
        code = quote.language
        marked = Run(quote.marked, is_marked=True, color=_INK, language=code)
        self.write("Evidence", Run(quote.before, language=code), marked, Run(quote.after, language=code))
        self.write("Place", Run(quote.place))


def _head_letters(title: str) -> int:
    """Return how many letters of the text are as wide as a head, which is bold: a word broken in two is hard to read."""
    return -(-len(title) * 5 // 4)


def _cell(cell: Cell) -> Run:
    return Run(cell.text, language=cell.language, link=cell.link, color=_LINK if cell.link else "")


def _matrix_row(row: MatrixRow, block: Matrix) -> list[TableCell]:
    name = (Run(row.id, link=row.link, color=_LINK if row.link else ""), Run(f" {row.label}", language=block.language))
    return [TableCell(name), *(_matrix_cell(cell, has_words=block.has_words) for cell in row.cells)]


def _matrix_cell(cell: MatrixCell, *, has_words: bool) -> TableCell:
    word = f" {cell.verdict}" if has_words else ""
    signs = (CLOSE_SIGN if cell.is_close else "") + (CHECKED_SIGN if cell.is_checked else "")
    run = Run(f"{VERDICT_SYMBOLS[cell.verdict]}{word}{signs}", color=_ink(cell.verdict), link=cell.link)
    return TableCell((run,), fill=_FILLS[cell.verdict], align="center")


def _badge(verdict: Verdict) -> Run:
    return Run(f" {VERDICT_SYMBOLS[verdict]} {verdict} ", is_bold=True, color=_ink(verdict), fill=_FILLS[verdict])


def _ink(verdict: Verdict) -> str:
    return (LIGHT.on_strong if verdict == "covered" else LIGHT.on_soft)[1:]


def _sureness(told: Telling | Omission) -> str:
    return f"{told.sureness} {CHECKED_SIGN} {told.checked}" if told.checked else told.sureness
