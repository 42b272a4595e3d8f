"""Saved web pages: the article, and what the page says about it. Nothing is run, and nothing is fetched."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from analytics.study.normalisation import MARK_IN_BRACKETS
from analytics.study.readers.cleaning import clean_text, one_line, rough_words
from analytics.study.readers.encodings import decode
from analytics.study.readers.html_lists import write_list_numbers
from analytics.study.readers.model import ReadDocument, Reading, Removed, notice, refusal
from analytics.study.readers.plain import TITLE_CHARACTERS
from analytics.study.readers.walls import is_wall

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from analytics.study.readers.model import Original

DECLARATION_BYTES = 4096
"""Beginning of a page in which its encoding is looked for."""

DEEPEST_TREE = 200
"""Elements inside one another from which a page is no page: real ones stay below a hundred."""

MANY_ELEMENTS = 5_000
"""Elements from which the article is looked for in one way only: the second opinion takes time that grows with their square."""

MOST_ELEMENTS = 15_000
"""Elements from which the article is not looked for at all, and the whole page is kept."""

FEWEST_WORDS = 40
"""Words below which what was found may not be the whole article."""

MOST_BLOCKS = 2_000
"""Blocks of a page that are held against its article."""

MOST_REMOVED = 200
"""Blocks that are kept of what stands around an article."""

LAST_DAY = "2039-12-31"
"""Latest day that a page may give: the last that htmldate knows. Were it today, a page would have a day here and none elsewhere."""

DAY_AHEAD = datetime.timedelta(days=1)
"""How far ahead of this machine's day a page may be dated without a word: it is tomorrow already elsewhere."""

_ENCODING = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_NO_TEXT = ("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "textarea")
_BLOCKS = (
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "blockquote",
    "figcaption",
    "a",
    "button",
    "label",
    "dt",
    "dd",
    "pre",
    "address",
    "div",
)
# What stands directly in the body of a page that is nothing but a text.
_PLAIN = frozenset("h1 h2 h3 h4 h5 h6 p ul ol dl table blockquote pre hr br".split())
_TIGHT = re.compile(rf"[ \t]*(?:- |\||\d{{1,3}}[.)] |{MARK_IN_BRACKETS} )")
_OWN_NUMBER = re.compile(rf"^([ \t]*)- (?=\d{{1,3}}[.)] |{MARK_IN_BRACKETS} )", re.MULTILINE)


def read_html(name: str, data: bytes, original: Original, *, declared: str = "", file_format: str = "html") -> Reading:
    """Read a saved page.

    Parameters
    ----------
    name : str
        How it is called in messages.
    data : bytes
        The page.
    original : Original
        What was brought.
    declared : str, optional
        Encoding that the sender names; the page's own word counts more.
    file_format : str, optional
        What the document is called: ``html``, ``mhtml`` or ``eml``.

    Returns
    -------
    Reading
        One document with title, date, outlet, author, address and language from the page's own metadata.

    Raises
    ------
    ReadError
        If there is no text in it, or only a demand for consent, JavaScript or payment.
    """
    said = _ENCODING.search(data[:DECLARATION_BYTES])
    decoded = decode(data, name, said[1].decode("ascii") if said else declared)
    cleaned, hidden = clean_text(decoded.text)
    tree = _parse(name, cleaned)
    known = _metadata(tree)
    blocks = _visible_blocks(tree)
    write_list_numbers(tree)
    _without_layout_tables(tree)
    _as_article(tree)
    text, doubts = _article(tree, blocks)
    if is_wall(text or " ".join(blocks)):
        raise refusal(
            name, "holds a demand for consent, JavaScript or a subscription instead of an article. Save the page once the article shows."
        )
    if not text:
        raise refusal(name, "is a page without text (pictures only, or filled in by a script). Copy the article's text into a .txt file.")
    faults = tuple(notice(name, doubt) for doubt in (decoded.doubt, *doubts, _doubt_of_day(known.get("date", ""))) if doubt)
    document = ReadDocument(text, name, file_format, original, encoding=decoded.encoding, faults=faults, **known)
    return Reading((replace(document, removed=(*hidden, *_around(blocks, text))),))


def _parse(name: str, text: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        # bytes, since a page may declare another encoding than the one that it was read in
        tree = document_fromstring(
            _DOCUMENT_TYPE.sub("", _XML_DECLARATION.sub("", text), count=1).replace("\f", "\n").encode("utf-8"), parser=parser
        )
    except (etree.LxmlError, ValueError):
        raise refusal(
            name, "is not a page that can be read (no HTML in it). Save the page again, or copy its text into a .txt file."
        ) from None
    if _depth(tree) > DEEPEST_TREE:
        raise refusal(name, f"has more than {DEEPEST_TREE} elements inside one another, which no page has. Copy its text into a .txt file.")
    return tree


def _depth(tree: HtmlElement) -> int:
    depth = deepest = 0
    from lxml.etree import iterwalk

    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _metadata(tree: HtmlElement) -> dict[str, Any]:
    """Take what the page says about itself: JSON-LD, OpenGraph and other meta elements."""
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True, "max_date": LAST_DAY})
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, OverflowError):
        # JSON-LD of any shape can stand in a page; without it the article is still there
        return {}
    language = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    values = {
        "title": one_line(found.title, TITLE_CHARACTERS),
        "author": one_line(found.author, TITLE_CHARACTERS),
        "date": one_line(found.date, 40),
        "outlet": one_line(found.sitename or found.hostname, 200),
        "url": one_line(found.url, 1000),
        "language": language[:35],
    }
    return {**values, "language_basis": "declared" if language else ""}


def _doubt_of_day(date: str) -> str:
    """Tell of a day that is still to come: that of an event or an embargo rather than of publication, or a clock that is behind."""
    try:
        is_ahead = datetime.date.fromisoformat(date) > datetime.datetime.now(datetime.UTC).date() + DAY_AHEAD
    except ValueError:
        return ""
    return f"is dated {date}, a day that is still to come. Look whether it was published that day." if is_ahead else ""


def _without_layout_tables(tree: HtmlElement) -> None:
    """Make plain blocks of tables with a single cell in each row: newsletters are laid out with them, paragraphs would be one line."""
    for table in list(tree.iter("table")):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        if any(len(row) > 1 or any(cell.tag == "th" for cell in row) for row in cells):
            continue
        parts = [part for part in table if part.tag in ("tbody", "thead", "tfoot")]
        for element in (table, *parts, *rows, *(cell for row in cells for cell in row)):
            element.tag = "div"


def _as_article(tree: HtmlElement) -> None:
    """Call the body of a plain page an article: headings, paragraphs and lists alone, as a word processor saves them.

    The extractor takes the headings of such a page for those of its surroundings.
    """
    from lxml.html import Element

    body = tree.find("body")
    if body is None or tree.find(".//article") is not None or any(child.tag not in _PLAIN for child in body):
        return
    article = Element("article")
    article.text, body.text = body.text, None
    article.extend(list(body))
    body.append(article)


def _article(tree: HtmlElement, blocks: list[str]) -> tuple[str, tuple[str, ...]]:
    """Find the article's text; where nothing can be told from the rest, keep the whole page and say so."""
    from trafilatura.core import bare_extraction

    count = sum(1 for _ in tree.iter())
    try:
        found = (
            bare_extraction(tree, include_comments=False, include_tables=True, fast=count > MANY_ELEMENTS)
            if count <= MOST_ELEMENTS
            else None
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        found = None
    text = _tidy(str(getattr(found, "text", "") or ""))
    if rough_words(text) >= FEWEST_WORDS:
        return text, ()
    whole = "\n\n".join(blocks)
    if rough_words(whole) > 2 * rough_words(text) and not text:
        return whole, (
            "has no part that looks like an article, so the whole page was kept. Look at the text, and remove what does not belong.",
        )
    short = f"gave about {rough_words(text)} words only. Look whether that is the whole article." if text else ""
    return text, (short,)


def _tidy(text: str) -> str:
    """Part paragraphs by blank lines, so that nobody takes them for the broken lines of one; items of a list stay together."""
    lines = [line.rstrip() for line in _OWN_NUMBER.sub(r"\1", text).strip().split("\n") if line.strip()]
    parted = [f"\n{line}" if _TIGHT.match(line) and _TIGHT.match(before) else f"\n\n{line}" for before, line in pairwise(lines)]
    return "".join([*lines[:1], *parted])


def _visible_blocks(tree: HtmlElement) -> list[str]:
    """List the texts of the page, each block's own words without those of blocks inside it."""
    found: list[str] = []
    body = tree.find("body")
    _collect(tree if body is None else body, found)
    return [words for words in (" ".join(block.split()) for block in found) if any(map(str.isalnum, words))]


def _collect(root: HtmlElement, found: list[str]) -> None:
    from lxml.etree import iterwalk

    pieces: list[str] = []

    def end_block() -> None:
        if pieces:
            found.append("".join(pieces))
            pieces.clear()

    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_block = element.tag in _BLOCKS or element.tag in (
            "br",
            "tr",
            "ul",
            "ol",
            "section",
            "article",
            "nav",
            "footer",
            "header",
            "table",
        )
        if is_block:
            end_block()
        if event == "start" and element.tag in _NO_TEXT:
            walk.skip_subtree()
        elif event == "start":
            pieces.append(element.text or "")
        if event == "end" and element is not root:
            pieces.append(element.tail or "")
    end_block()


def _around(blocks: list[str], text: str) -> tuple[Removed, ...]:
    """List what the page shows and the article's text lacks, and what it had more often than the text."""
    kept = " ".join(text.split())
    looked_at = blocks[:MOST_BLOCKS]
    left = Counter(block for block in looked_at if block not in kept)
    again = Counter(block for block in looked_at if block not in left and len(block) > TITLE_CHARACTERS // 10)
    around = [Removed(words, "around the article", count) for words, count in left.items()]
    repeated = [Removed(words, "repeated", count - kept.count(words)) for words, count in again.items() if count > kept.count(words)]
    return tuple((around + repeated)[:MOST_REMOVED])
