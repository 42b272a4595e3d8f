"""PDF: the text layer, page by page, without running heads and page numbers."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analytics.errors import ReadError
from analytics.study.readers.cleaning import clean_text, one_line
from analytics.study.readers.model import Deadline, ReadDocument, Reading, notice, refusal
from analytics.study.readers.page_lines import drop_running_lines, rejoin_hyphens, running_lines
from analytics.study.readers.page_paragraphs import can_be_placed, joined_paragraphs, paragraph_breaks
from analytics.study.readers.pdf_layout import LineCollector, PlacedLine
from analytics.study.readers.plain import TITLE_CHARACTERS

if TYPE_CHECKING:
    from pypdf import PdfReader

    from analytics.settings import ReadLimits
    from analytics.study.readers.model import Original, Removed

FEWEST_CHARACTERS = 20
"""Characters a page on average below which the pages are pictures."""

# the signs of a font that bear another name than the letters that they show: ligatures, and radicals in the place of Chinese characters
_LETTERS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
# what programs write as a title when nobody gave one
_NO_TITLE = re.compile(
    r"^(?:microsoft word - .*|untitled.*|\S*\.(?:docx?|indd|pdf|rtf|odt|qxd|html?|xhtml|txt|pages|pptx?|php|aspx?|tmp)|.*\.(?:docx?|indd|pdf|rtf|odt|qxd)|(?:https?|file)://\S*)$",
    re.IGNORECASE,
)


def read_pdf(name: str, data: bytes, original: Original, limits: ReadLimits, deadline: Deadline) -> Reading:
    r"""Read the text layer of a PDF.

    Parameters
    ----------
    name : str
        How it is called in messages.
    data : bytes
        The file.
    original : Original
        What was brought.
    limits : ReadLimits
        Number of pages.
    deadline : Deadline
        Looked at before each drawing step.

    Returns
    -------
    Reading
        One document; pages are separated by form feeds, columns follow one another as the file draws them.

    Raises
    ------
    ReadError
        If it needs a password, has no text layer, too many pages, or is damaged.
    """
    try:
        reader, pages = _pages(name, data, limits, deadline)
        known = _metadata(reader)
    except ReadError:
        raise
    except Exception as error:
        raise refusal(
            name, f"is damaged or no PDF ({type(error).__name__}). Open it in its program and save it anew, or copy its text."
        ) from None
    if sum(len("".join(page.text.split())) for page in pages) < FEWEST_CHARACTERS * max(1, len(pages)):
        message = (
            "has no text layer: its pages are pictures (a scan). Run text recognition (OCR) on it, or bring the text in another format."
        )
        raise refusal(name, message)
    text, running, hyphens = _paragraphs(pages)
    text, hidden = clean_text(text.translate(_LETTERS))
    document = ReadDocument(text.strip("\n\f"), name, "pdf", original, removed=(*running, *hyphens, *hidden), **known)
    empty = sum(not page.text.strip() for page in pages)
    faults = (notice(name, f"has {empty} of {len(pages)} pages without text; pictures of text are not read."),) if empty else ()
    return Reading((document,), faults)


@dataclass(frozen=True, slots=True)
class _Page:
    """The words of a page as pypdf writes them, and its lines with their places."""

    text: str
    lines: list[PlacedLine]


def _paragraphs(pages: list[_Page]) -> tuple[str, tuple[Removed, ...], tuple[Removed, ...]]:
    """Join the lines that the page broke, by their places where these are known; else they stay as they are."""
    placed = [page.lines for page in pages]
    if not can_be_placed(placed):
        lines, running = drop_running_lines([page.text.split("\n") for page in pages])
        text, hyphens = rejoin_hyphens("\n\f\n".join("\n".join(page) for page in lines))
        return text, running, hyphens
    places, running = running_lines([[line.text for line in page] for page in placed])
    kept = [[line for place, line in enumerate(page) if place not in left] for page, left in zip(placed, places, strict=True)]
    flat = [line for page in kept for line in page]
    broken = "".join(line.text + between for line, between in zip(flat, paragraph_breaks(kept), strict=True))
    text, hyphens = rejoin_hyphens(broken)
    return joined_paragraphs(text), running, hyphens


def _pages(name: str, data: bytes, limits: ReadLimits, deadline: Deadline) -> tuple[PdfReader, list[_Page]]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise refusal(name, "needs a password. Save a copy without one, or copy its text.")
    count = len(reader.pages)
    if count > limits.max_pages:
        raise refusal(name, f"has {count:,} pages; at most {limits.max_pages:,} are read. Keep the pages with the text.")
    if count == 0:
        raise refusal(name, "has no pages. Save it anew.")

    pages = []
    for page in reader.pages:
        deadline.check()
        collector = LineCollector()

        def step(operator: object, operands: list[Any], *_: object, collector: LineCollector = collector) -> None:
            deadline.check()
            collector.on_operator(operator, operands)

        text = page.extract_text(visitor_operand_before=step, visitor_text=collector.on_text)
        pages.append(_Page(text.replace("\f", "\n"), collector.lines()))
    return reader, pages


def _metadata(reader: PdfReader) -> dict[str, Any]:
    """Take title and author from the file's own description. Its date is that of the file, not of the text, and is left."""
    found = reader.metadata
    if found is None:
        return {}
    title = one_line(found.get("/Title"), TITLE_CHARACTERS)
    return {"title": "" if _NO_TITLE.match(title) else title, "author": one_line(found.get("/Author"), TITLE_CHARACTERS)}
