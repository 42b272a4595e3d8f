"""Quoted words: what stands between quotation marks, whatever their shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING = {
    "“": "”“",
    "”": "”",
    "„": '“”‟"',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    '"': '"',
    "'": "'",
    "〝": "〟",
    "＂": "＂",
}
"""Marks that may open a quotation, with those that may close it. A mark that can do both opens where a word follows."""

_LONGEST = 1500
_SENTENCE_ENDS = ".!?…。！？؟।"
_OPENS = re.compile("[" + re.escape("".join(_CLOSING)) + "]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Parameters
    ----------
    start, end : int
        Span of the words, without marks and blanks around them.
    opening, closing : int
        Place of the opening mark, and the place after the closing one.
    """

    start: int
    end: int
    opening: int
    closing: int


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Find the outermost quotations of a stretch of text.

    Parameters
    ----------
    text : str
        The whole text.
    start, end : int
        Where to look, commonly a paragraph: a mark that is not closed there opens nothing.

    Returns
    -------
    list of Quotation
        In reading order, not overlapping, each with at least one letter or digit.
    """
    return list(_scan(text, start, end))


def is_whole_sentence(text: str, quotation: Quotation) -> bool:
    """Whether the words end as a sentence does, within the marks or right behind them."""
    return text[quotation.end - 1] in _SENTENCE_ENDS or text[quotation.closing : quotation.closing + 1] in {".", "。"}


def _scan(text: str, start: int, end: int) -> Iterator[Quotation]:
    at = start
    while match := _OPENS.search(text, at, end):
        at = match.end()
        if not _may_open(text, match.start(), start, end):
            continue
        close = _closing(text, match.start(), end)
        if close is None:
            continue
        inner = text[match.end() : close]
        if any(map(str.isalnum, inner)):
            first = match.end() + len(inner) - len(inner.lstrip())
            yield Quotation(first, match.end() + len(inner.rstrip()), match.start(), close + 1)
        at = close + 1


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    """Say that a mark opens where no letter stands before it; a slanted or straight one, not where a blank follows."""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if text[at] in "「『〝«":
        return True
    if text[at] == "'":  # before a capital only: "'s avonds" and "'90s" are apostrophes
        return before.isspace() and after.isupper()
    return not (before.isalnum() and before < "\u0e00") and not after.isspace()


def _closing(text: str, opening: int, end: int) -> int | None:
    """Return the place of the mark that closes what is opened; nested pairs of the same marks are passed over."""
    mark, depth = text[opening], 0
    for at in range(opening + 1, min(end, opening + _LONGEST)):
        sign = text[at]
        if sign == mark and sign not in _CLOSING[mark]:
            depth += 1
        elif sign in _CLOSING[mark] and (mark not in "‘'" or _is_end_of_word(text, at, end)):
            if depth == 0:
                return at
            depth -= 1
    return None


def _is_end_of_word(text: str, at: int, end: int) -> bool:
    """Tell a closing single mark from an apostrophe: no letter follows, and no plural owner's s stands before a word."""
    return at + 1 >= end or not (text[at + 1].isalnum() or (text[at - 1] == "s" and text[at + 1] == " " and text[at] in text[at + 1 : end]))
