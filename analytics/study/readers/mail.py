"""Mails, mailboxes, and pages saved with everything in one file (MHTML)."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.errors import MessageError
from email.utils import parseaddr, parsedate_to_datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from analytics.errors import Fault, ReadError
from analytics.study.readers.cleaning import clean_text, one_line
from analytics.study.readers.encodings import decode
from analytics.study.readers.forwarded import without_wrapping
from analytics.study.readers.html import read_html
from analytics.study.readers.model import Deadline, ReadDocument, Reading, Removed, notice, refusal
from analytics.study.readers.plain import TITLE_CHARACTERS

if TYPE_CHECKING:
    from email.message import Message

    from analytics.settings import ReadLimits
    from analytics.study.readers.model import Original

DEEPEST_PARTS = 30
"""Parts inside one another from which a mail is no mail."""

# A mail begins behind an empty line, and its headers follow; a line of a text may begin with "From" as well.
_MAILBOX_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\n(?=[!-9;-~]+:)")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_PARSING_ERRORS = (MessageError, ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)


def read_mail(name: str, data: bytes, original: Original, file_format: str) -> Reading:
    """Read a mail, or a page saved as MHTML.

    Parameters
    ----------
    name : str
        How it is called in messages.
    data : bytes
        The mail.
    original : Original
        What was brought.
    file_format : {"eml", "mhtml"}
        In a mail plain text comes first, in MHTML the page.

    Returns
    -------
    Reading
        One document. Attachments are named in its ``removed``, and not read.

    Raises
    ------
    ReadError
        If there is no text part.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = _leaves(message, name)
    except _PARSING_ERRORS as error:
        if isinstance(error, ReadError):
            raise
        raise refusal(name, "is no mail that can be read. Save it again, or copy its text into a .txt file.") from None
    order = ("text/html", "text/plain") if file_format == "mhtml" else ("text/plain", "text/html")
    for kind in order:
        for part in parts:
            if part.get_content_type() == kind and not part.get_filename() and _payload(part).strip():
                return _with_headers(_read_part(name, part, kind, original, file_format), message, parts)
    raise refusal(name, "holds no text part, attachments only. Bring the attachments themselves.")


def read_mailbox(name: str, data: bytes, original: Original, limits: ReadLimits, deadline: Deadline) -> Reading:
    """Read every mail of a mailbox (mbox).

    Parameters
    ----------
    name, data, original
        As for `read_mail`.
    limits : ReadLimits
        Number of mails.
    deadline : Deadline
        Looked at before each mail.

    Returns
    -------
    Reading
        One document a mail, and faults of those that have no text.
    """
    starts = [*(match.span() for match in _MAILBOX_LINE.finditer(data)), (len(data), len(data))]
    if len(starts) - 1 > limits.max_documents:
        raise refusal(name, f"holds {len(starts) - 1:,} mails; at most {limits.max_documents:,} are read. Split it.")
    documents: list[ReadDocument] = []
    faults: list[Fault] = []
    for number, ((_, start), (stop, _)) in enumerate(pairwise(starts), start=1):
        deadline.check()
        try:
            reading = read_mail(f"{name}, mail {number}", _QUOTED_FROM.sub(rb"\1", data[start:stop]), original, "eml")
        except ReadError as error:
            faults.extend(error.faults)
        else:
            documents.extend(replace(each, format="mbox") for each in reading.documents)
    if not documents and not faults:
        raise refusal(name, "is no mailbox; expected mails that begin with a line From. Export it again as mbox.")
    return Reading(tuple(documents), tuple(faults))


def _leaves(message: Message, name: str) -> list[Message]:
    found: list[Message] = []
    level = [message]
    for _ in range(DEEPEST_PARTS):
        found.extend(part for part in level if not part.is_multipart())
        level = [child for part in level if part.is_multipart() for child in part.get_payload() if not isinstance(child, str)]
    if level:
        raise refusal(name, f"has more than {DEEPEST_PARTS} parts inside one another, which no mail has. Copy its text into a .txt file.")
    return found


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _read_part(name: str, part: Message, kind: str, original: Original, file_format: str) -> ReadDocument:
    charset = str(part.get_content_charset("") or "")
    if kind == "text/html":
        return read_html(name, _payload(part), original, declared=charset, file_format=file_format).documents[0]
    decoded = decode(_payload(part), name, charset)
    text, removed = clean_text(decoded.text)
    faults = (notice(name, decoded.doubt),) if decoded.doubt else ()
    return ReadDocument(text.strip("\n"), name, file_format, original, encoding=decoded.encoding, removed=removed, faults=faults)


def _with_headers(document: ReadDocument, message: Message, parts: list[Message]) -> Reading:
    """Add what the mail's head says where the text itself says nothing."""
    sender, address = parseaddr(_header(message, "From"))
    attached = tuple(
        Removed(one_line(part.get_filename(), TITLE_CHARACTERS), "attachment")
        for part in parts
        if part.get_filename() and document.format == "eml"
    )
    saved = document.format == "mhtml"
    known = replace(
        document,
        title=document.title or one_line(_header(message, "Subject"), TITLE_CHARACTERS),
        date=document.date or ("" if saved else _date(_header(message, "Date"))),
        author=document.author or ("" if saved else one_line(sender, TITLE_CHARACTERS)),
        outlet=document.outlet or ("" if saved else one_line(address.rpartition("@")[2], 200)),
        url=document.url or (one_line(_header(message, "Snapshot-Content-Location"), 1000) if saved else ""),
        removed=(*document.removed, *attached),
    )
    return Reading((without_wrapping(known) if document.format == "eml" else known,))


def _header(message: Message, key: str) -> str:
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(str(message.get(key, "")))))
    except (*_PARSING_ERRORS, UnicodeError):
        return ""


def _date(written: str) -> str:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
