"""Files such as people bring, made here: pages, PDF, Word documents, tables, mails, archives."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SENTENCES = (
    "The two governments signed a pact on Friday that sets out their promises for the coming years, ministers said after the talks.",
    "They will open a joint office by May and hire forty people for it, according to a paper that both sides published.",
    "Parliaments on both sides welcomed the plan, though some members asked who would pay for the office and its staff.",
    "A first report is due next spring, and the ministers will meet again in Rome to look at the progress of the work.",
)
STATEMENT_PARAGRAPHS = (
    "The two ministers welcomed the report on trade and agreed to open a joint office by May 2030.",
    "They reaffirmed their commitment to the long-term protection of the coast.",
    "They condemned the attacks on shipping and called for an end to the fighting.",
)


def page(
    body: str = "", *, title: str = "Pact signed", outlet: str = "The Daily", date: str = "2025-05-02", language: str = "en", head: str = ""
) -> bytes:
    """Make a news page with navigation, consent bar, related links and metadata around the article."""
    article = body or "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"{date}T10:00:00+01:00",
        "author": {"@type": "Person", "name": "Jane Roe"},
        "publisher": {"@type": "Organization", "name": outlet},
    }
    return f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}"><meta name="author" content="Jane Roe">
<link rel="canonical" href="https://daily.example/pact"><script type="application/ld+json">{json.dumps(described)}</script>{head}</head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><div class="cookie-bar">We use cookies. <button>Accept</button></div>
<article><h1>{title}</h1>{article}</article><aside><h3>Related</h3><a href="/beaches">Ten best beaches</a></aside>
<footer>Copyright 2030 {outlet}. All rights reserved.</footer></body></html>""".encode()


def pdf(source: str) -> bytes:
    """Typeset a PDF from Typst source."""
    import typst

    return bytes(typst.compile(source.encode()))


def printed(paragraphs: Iterable[str], *, columns: int = 1, head: str = "", numbers: bool = False, pagebreaks: bool = False) -> bytes:
    """Make a PDF of paragraphs: in columns, with a running head, with page numbers, a page for each paragraph."""
    layout = [f"columns: {columns}", 'paper: "a5"']
    layout += [f"header: [{head}]"] if head else []
    layout += ['numbering: "1"'] if numbers else []
    between = "\n#pagebreak()\n" if pagebreaks else "\n\n"
    text = between.join(f'#("{paragraph}")' for paragraph in paragraphs)
    return pdf(f'#set page({", ".join(layout)})\n#set text(lang: "en", hyphenate: true, size: 10pt)\n#set par(justify: true)\n{text}\n')


def set_in(
    paragraphs: Iterable[str],
    *,
    title: str = "",
    language: str = "en",
    columns: int = 1,
    is_justified: bool = True,
    paragraphs_by: Literal["distance", "indent"] = "distance",
    centre: Literal["left", "center"] = "center",
) -> bytes:
    """Make a PDF with a large title, set in one of several ways: flush or ragged, paragraphs told by their distance or by an indent."""
    spacing = "spacing: 0.65em, first-line-indent: (amount: 1.5em, all: true)" if paragraphs_by == "indent" else "spacing: 1.2em"
    layout = f'#set page(columns: {columns}, paper: "a5")\n#set text(lang: "{language}", hyphenate: true, size: 10pt)\n'
    layout += f"#set par(justify: {str(is_justified).lower()}, {spacing})\n"
    heading = f'#align({centre})[#text(size: 16pt, weight: "bold")[#("{title}")]]\n\n' if title else ""
    return pdf(layout + heading + "\n\n".join(f'#("{paragraph}")' for paragraph in paragraphs) + "\n")


def picture_pdf() -> bytes:
    """Make a PDF that has a drawing and no text."""
    return pdf("#rect(width: 4cm, height: 3cm, fill: black)\n")


def locked_pdf(password: str = "secret") -> bytes:  # noqa: S107 - a password to test with
    """Make a PDF that needs a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed(SENTENCES))))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(paragraphs: Sequence[tuple[str, str]], *, title: str = "") -> bytes:
    """Make a Word document of (style, text), such as ``("List Number", "They agreed")``."""
    from docx import Document

    document = Document()
    document.core_properties.title = title
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed_part(package: bytes, path: str, content: bytes | Mapping[bytes, bytes]) -> bytes:
    """Replace a part of a packed file, or words in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == path and isinstance(content, bytes):
                part = content
            elif name == path:
                for old, new in content.items():
                    assert old in part
                    part = part.replace(old, new)
            after.writestr(name, part)
    return out.getvalue()


def workbook(rows: Iterable[Sequence[object]], *, more_sheets: Iterable[str] = ()) -> bytes:
    """Make a workbook with the rows on its first sheet."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Articles")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for name in more_sheets:
            book.add_worksheet(name).write(0, 0, "something")
    return out.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Make a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def mail(body: str, *, subject: str = "Pact signed", html: bytes | None = None, attachment: str = "") -> bytes:
    """Make a mail with a plain text, or with a page."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Jane Roe <jane@daily.example>"
    message["Subject"] = subject
    message["Date"] = "Thu, 02 May 2030 10:00:00 +0200"
    message.set_content(body)
    if html is not None:
        message.add_alternative(html.decode(), subtype="html")
    if attachment:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=attachment)
    return message.as_bytes()


def saved_page(html: bytes) -> bytes:
    """Make a page saved with everything in one file (MHTML), as Chromium writes it."""
    from base64 import encodebytes

    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example/saved\r\nSubject: Pact signed\r\n"
        "Date: Thu, 2 May 2030 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="B"\r\n\r\n'
    )
    part = "--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://daily.example/saved\r\n\r\n"
    return head.encode() + part.encode() + encodebytes(html) + b"\r\n--B--\r\n"
