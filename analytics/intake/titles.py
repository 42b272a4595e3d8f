"""What a new study is called: the title of its statement, found where its first lines stand."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from analytics.intake.mastheads import day_of_line, is_letterhead
from analytics.language.dates import find_dates
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.study.readers import ReadDocument

TITLE_CHARACTERS = 120
"""Longest title made from the first lines of a statement."""

FIRST_LINES = 6
"""Lines in which a title is looked for."""

FEWEST_LETTERS = 6
"""Letters beside a date from which a line is a title; an ideograph counts as two."""

SHORT_TITLE = 4
"""Words up to which a title names only a kind of document ("Joint statement") and takes the line below it along."""

LONGEST_LINE = 200
"""Characters up to which the line below may be part of a title; longer ones are running text."""

_RUNNING_TEXT = re.compile(r"^\(?\d+[.)、．]|[.。!?！？;；:：]$")


def proposed_title(statement: ReadDocument, text: str, language: str) -> str:
    r"""Find the title of a statement.

    Parameters
    ----------
    statement : ReadDocument
        As read: a file may give its title itself.
    text : str
        Its normalised text.
    language : str
        Its language, to tell a dateline from a title.

    Returns
    -------
    str
        At most `TITLE_CHARACTERS`; "Study" where no line will do.

    Examples
    --------
    >>> from analytics.study.readers import Original, ReadDocument
    >>> text = "JOINT STATEMENT\nThird Meeting of the Lake Towns\nArden, 3 May 2030\n\n1. The towns met."
    >>> proposed_title(ReadDocument(text, "a.txt", "txt", Original("a.txt", b"")), text, "en")
    'JOINT STATEMENT: Third Meeting of the Lake Towns'
    """
    if statement.title:
        return shorten(statement.title, TITLE_CHARACTERS)
    lines = list(_title_lines(text, language))
    # a letterhead, or a line with little but the day, is a title only where there is no other
    telling = [line for line in lines if not is_letterhead(line, language) and not day_of_line(line, language)]
    first = next(iter(telling or lines), "")
    below = [line for line in (*telling[1:2], *lines) if line != first and len(line) <= LONGEST_LINE and not _RUNNING_TEXT.search(line)]
    names_a_kind = len(first.split()) <= SHORT_TITLE and _weight(first) <= FEWEST_LETTERS * SHORT_TITLE
    if below and names_a_kind:
        first = f"{first}: {below[0]}"
    return shorten(first or "Study", TITLE_CHARACTERS)


def _title_lines(text: str, language: str) -> Iterator[str]:
    for line in text.split("\n")[:FIRST_LINES]:
        plain = line.strip("#*_ ")
        if _weight(_without_dates(plain, language)) >= FEWEST_LETTERS:
            yield plain


def _weight(line: str) -> int:
    """Count letters; one of a script that writes words in one or two signs counts as two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line if sign.isalpha())


def _without_dates(line: str, language: str) -> str:
    for mention in reversed(find_dates(line, language)):
        line = line[: mention.start] + line[mention.end :]
    return line
