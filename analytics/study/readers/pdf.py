"""PDF: the text layer, page by page, without running heads and page numbers."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from analytics.errors import ReadError
from analytics.study.readers.cleaning import clean_text, one_line
from analytics.study.readers.model import Deadline, ReadDocument, Reading, notice, refusal
from analytics.study.readers.page_lines import drop_running_lines, rejoin_hyphens
from analytics.study.readers.plain import TITLE_CHARACTERS

if TYPE_CHECKING:
    from pypdf import PdfReader

    from analytics.settings import ReadLimits
    from analytics.study.readers.model import Original

FEWEST_CHARACTERS = 20
"""Characters a page on average below which the pages are pictures."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# what programs write as a title when nobody gave one
_NO_TITLE = re.compile(r"^(?:microsoft word - .*|untitled.*|.*\.(?:docx?|indd|pdf|rtf|odt|qxd))$", re.IGNORECASE)


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
    if sum(len("".join(page.split())) for page in pages) < FEWEST_CHARACTERS * max(1, len(pages)):
        message = (
            "has no text layer: its pages are pictures (a scan). Run text recognition (OCR) on it, or bring the text in another format."
        )
        raise refusal(name, message)
    lines, running = drop_running_lines([page.split("\n") for page in pages])
    text, hyphens = rejoin_hyphens("\n\f\n".join("\n".join(page) for page in lines))
    text, hidden = clean_text(text.translate(_LIGATURES))
    document = ReadDocument(text.strip("\n\f"), name, "pdf", original, removed=(*running, *hyphens, *hidden), **known)
    empty = sum(not page.strip() for page in pages)
    faults = (notice(name, f"has {empty} of {len(pages)} pages without text; pictures of text are not read."),) if empty else ()
    return Reading((document,), faults)


def _pages(name: str, data: bytes, limits: ReadLimits, deadline: Deadline) -> tuple[PdfReader, list[str]]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise refusal(name, "needs a password. Save a copy without one, or copy its text.")
    count = len(reader.pages)
    if count > limits.max_pages:
        raise refusal(name, f"has {count:,} pages; at most {limits.max_pages:,} are read. Keep the pages with the text.")
    if count == 0:
        raise refusal(name, "has no pages. Save it anew.")

    def look_at_clock(*_: object) -> None:
        deadline.check()

    pages = []
    for page in reader.pages:
        deadline.check()
        pages.append(page.extract_text(visitor_operand_before=look_at_clock).replace("\f", "\n"))
    return reader, pages


def _metadata(reader: PdfReader) -> dict[str, Any]:
    """Take title and author from the file's own description. Its date is that of the file, not of the text, and is left."""
    found = reader.metadata
    if found is None:
        return {}
    title = one_line(found.get("/Title"), TITLE_CHARACTERS)
    return {"title": "" if _NO_TITLE.match(title) else title, "author": one_line(found.get("/Author"), TITLE_CHARACTERS)}
