"""A statement as published becomes the text that spans refer to.

Statements come as pages turned into text: page separators, leftovers of markup, lines broken where the page was full. All that is
taken off; list numbers and bullets stay, and nothing is reworded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATOR_SIGNS = "-*_="
# a number before Japanese or Chinese words needs no point, unless a counter follows: "3 月" is a month
_BARE_NUMBER = r"\d{1,3}(?=[ \u3000]+(?![年月日時分秒号人名回個億万円度])[\u3041-\u30ff\u4e00-\u9fff])"
# a number, a letter, a Roman number: "(WTO)" at the start of a line is an abbreviation that the page broke off
MARK_IN_BRACKETS = r"[(（](?:\d{1,3}|[^\W\d_]|[a-z]{2}|[ivx]{3,5}|[IVX]{2,5}|[一二三四五六七八九十]{2,3})[)）]"
LIST_MARKER = re.compile(
    r"(?:\d{1,3}[.)．、）](?!\d)|第\d{1,3}条|" + _BARE_NUMBER + "|" + MARK_IN_BRACKETS + r"|[A-Za-z][.)](?=[ \t])"
    r"|[-–—*+•·‣▪●○・](?=[ \t]))[ \t]*"
)
PARAGRAPH_NUMBER = re.compile(r"^(?:(\d{1,3})[.)．、）](?!\d)|第(\d{1,3})条|(" + _BARE_NUMBER + "))", re.MULTILINE)
HEADING_MARK = re.compile(r"[ \t]*#{1,6}[ \t]+")
HEADING_END = re.compile(r"[ \t]#+$")
TABLE_ROW = re.compile(r"[ \t]*\|")
INLINE_TAG = re.compile(r"</?(?:sup|sub|b|i|u|em|strong|span|mark)(?:\s[^<>]*)?>", re.IGNORECASE)
LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
# bounded, so that a line full of opening marks takes no time to speak of
EMPHASIS = (
    re.compile(r"\*\*(?=\S)(.{1,600}?)(?<=\S)\*\*"),
    re.compile(r"(?<!\w)__(?=\S)(.{1,600}?)(?<=\S)__(?!\w)"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])(.{1,600}?)(?<=[^\s*])\*(?![\w*])"),
    re.compile(r"(?<!\w)_(?=[^\s_])(.{1,600}?)(?<=[^\s_])_(?!\w)"),
)
ESCAPE = re.compile(r"\\([*_#.\-\[\]()])")
# scripts written without blanks between words: lines are joined without one
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
SENTENCE_END = re.compile(r"""[.!?;:。！？；：؟][)\]"'»”’」』】）]*$""")

FULL_LINE_SHARE = 0.9
"""A line this near the usual full width was broken by the page, not by the author."""

MOSTLY_BROKEN_SHARE = 0.5
"""Share of lines followed by an unmarked one from which a text counts as broken at page width."""

NARROWEST_PAGE = 20
"""Characters a line below which lines are short by themselves: no page is so narrow."""

SHORTEST_CUT_PROSE = 80
"""Characters before a page break from which an unfinished line is a cut sentence rather than a title or a date."""


SHORTEST_PROSE = 40
"""Characters from which a line is looked at for whether it ends where a sentence does; titles and dates are mostly shorter."""

MOSTLY_WHOLE_SHARE = 0.75
"""Share of such lines that end where a sentence does from which every line counts as a paragraph of its own."""

EMPTY_LINE = re.compile(r"\n[ \t]*\n|\f")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that has words, with what its page says about it."""

    text: str
    starts_block: bool
    after_page_break: bool
    is_heading: bool


def normalise_statement(raw: str) -> str:
    r"""Remove page separators, markup and the line breaks inside paragraphs.

    Parameters
    ----------
    raw : str
        The text as read, lines separated by ``\n``.

    Returns
    -------
    str
        One paragraph, list item, heading or table row a line; numbers and bullets of lists are kept.

    Examples
    --------
    >>> normalise_statement("## **Pact**\n\n1. They met for the 5<sup>th</sup>\ntime and\n\n---\n\nagreed.")
    'Pact\n1. They met for the 5th time and agreed.'
    """
    lines = list(_lines(raw))
    if _is_paragraph_by_line(raw, lines):
        return "\n".join(line.text for line in lines)
    width = _page_width(lines)
    paragraphs: list[str] = []
    previous: _Line | None = None
    for line in lines:
        if previous is not None and _continues(previous, line, width):
            paragraphs[-1] = join_lines(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
        previous = line
    return "\n".join(paragraphs)


def normalise_inline(text: str) -> str:
    r"""Remove tags, emphasis and repeated blanks from one line, a line break counting as a blank.

    Parameters
    ----------
    text : str
        Part of a statement, or a quote from one.

    Returns
    -------
    str
        The same words.

    Examples
    --------
    >>> normalise_inline("the **160<sup>th</sup>**  anniversary")
    'the 160th anniversary'
    """
    text = LINE_BREAK_TAG.sub(" ", INLINE_TAG.sub("", text))
    for pattern in EMPHASIS:
        text = pattern.sub(r"\1", text)
    return re.sub(r"[ \t\n]+", " ", ESCAPE.sub(r"\1", text)).strip(" ")


def numbered_paragraphs(text: str) -> list[tuple[int, int]]:
    """Find where the numbered paragraphs of a normalised statement begin.

    Parameters
    ----------
    text : str
        The normalised statement.

    Returns
    -------
    list of (int, int)
        First character and number of each; numbers run on from the first without gaps, so that lists inside a paragraph do not count.
    """
    found: list[tuple[int, int]] = []
    for match in PARAGRAPH_NUMBER.finditer(text):
        number = int(match[1] or match[2] or match[3])
        if not found or number == found[-1][1] + 1:
            found.append((match.start(), number))
    return found


def _lines(raw: str) -> Iterator[_Line]:
    after_blank, after_page_break = True, False
    for written in raw.replace("\f", "\n\f\n").split("\n"):
        mark = HEADING_MARK.match(written)
        text = normalise_inline(HEADING_END.sub("", written[mark.end() :].rstrip()) if mark else written)
        if _is_page_separator(written):
            after_blank = after_page_break = True
        elif not any(character.isalnum() for character in text):
            after_blank = True
        else:
            is_row = bool(TABLE_ROW.match(written))
            own_block = bool(mark or is_row or LIST_MARKER.match(text))
            is_heading = bool(mark) or text.isupper() or _is_emphasised(written.strip())
            yield _Line(text, after_blank or own_block, after_page_break, is_heading)
            after_blank, after_page_break = bool(mark or is_row), False


def _is_page_separator(written: str) -> bool:
    marks = "".join(written.split(" ")).replace("\t", "")
    return marks == "\f" or (len(marks) > 2 and marks[0] in SEPARATOR_SIGNS and marks == marks[0] * len(marks))


def _is_emphasised(written: str) -> bool:
    return any(pattern.fullmatch(written) for pattern in EMPHASIS)


def _is_paragraph_by_line(raw: str, lines: list[_Line]) -> bool:
    """Tell a text without empty lines that has a paragraph a line, such as a normalised one, from one that the page broke."""
    if EMPTY_LINE.search(raw.strip()):
        return False
    prose = [line for line in lines if len(line.text) >= SHORTEST_PROSE]
    whole = sum(1 for line in prose if SENTENCE_END.search(line.text))
    return bool(prose) and whole >= MOSTLY_WHOLE_SHARE * len(prose)


def _page_width(lines: list[_Line]) -> float:
    """Estimate where the page broke its lines; infinite where only authors broke them."""
    followed = [len(line.text) for line, after in pairwise(lines) if not after.starts_block]
    if len(followed) < 2 or len(followed) < MOSTLY_BROKEN_SHARE * len(lines):
        return float("inf")
    width = quantiles(followed, n=4)[2]
    return width if width >= NARROWEST_PAGE else float("inf")


def _continues(line: _Line, after: _Line, width: float) -> bool:
    """Tell whether the next line goes on with the same paragraph."""
    if after.after_page_break:
        is_cut = not (line.is_heading or after.is_heading or LIST_MARKER.match(after.text) or SENTENCE_END.search(line.text))
        return is_cut and (after.text[0].islower() or len(line.text) >= SHORTEST_CUT_PROSE)
    if after.starts_block:
        return False
    # the page breaks a line only where the next word no longer fits
    next_word = after.text.split(" ", 1)[0]
    is_full = len(line.text) + 1 + len(next_word) >= FULL_LINE_SHARE * width
    return is_full or after.text[0].islower()


def join_lines(before: str, after: str) -> str:
    """Write two lines of a paragraph as one: without a blank in scripts that have none, and behind a hyphen."""
    unspaced = UNSPACED.match(before[-1]) and UNSPACED.match(after[0])
    hyphenated = before.endswith("-") and not before.endswith(" -")
    return before + ("" if unspaced or hyphenated else " ") + after
