"""The parts of a commitment that the evidence tells, and those that the source does not, in words a reader understands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from analytics.language.dates import find_dates, months_in
from analytics.measures.coverage.anchors import numbers_in
from analytics.measures.coverage.part_words import relative_years
from analytics.measures.coverage.parts import Part, parts_of, values_in
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from analytics.language.dates import DateMention
    from analytics.language.reading import ReadText
    from analytics.measures.coverage.alignment import Alignment
    from analytics.measures.coverage.book import Book

__all__ = ["Part", "Said", "parts_of", "said_in", "told_and_missing"]

# Mean match of a part's pieces, centred, from which the quoted passages tell it, and below which no passage does: in the statement's
# language and in others, where whatever is told in other words matches less.
_TOLD = {True: 1.5, False: 1.1}
_NOT_TOLD = {True: 0.25, False: -0.25}
_NEAR_VALUE = 0.05
_WEAK = frozenset({"action", "number or date"})
_NAMES = frozenset({"name", "partner", "place"})
_SHORTEST_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What some passages of a source say, word for word; see `said_in`."""

    numbers: frozenset[str]
    dates: tuple[DateMention, ...]
    months: frozenset[int]
    stems: frozenset[str]
    initials: str
    text: str


def told_and_missing(
    book: Book, alignment: Alignment, source: ReadText, commitment: int, columns: Sequence[int], everything: Said | None = None
) -> tuple[list[str], list[str]]:
    """Say which parts of a commitment the quoted passages tell, and which the source does not tell anywhere.

    Parameters
    ----------
    book : Book
        The commitments.
    alignment : Alignment
        Of the commitments with the source.
    source : ReadText
        The source.
    commitment : int
        Number of the commitment.
    columns : sequence of int
        Columns of the quoted passages in the alignment; none means that nothing is told, and every part is missing.
    everything : Said, optional
        What all passages of the alignment say, where it is at hand: it is the same for every commitment.

    Returns
    -------
    found, missing : list of str
        Each part as ``kind: words``. A part is found where the quoted passages hold the values of its numbers and dates, and its words, an
        acronym of them, or pieces that match theirs; actions, numbers and single words only beside a part of several words. It is
        missing where no passage of the source comes near. What lies between, half told or told in quite other words, is left out of
        both; actions and objects of a single word are never missing, as they are told in too many words.
    """
    read = book.reads[commitment]
    parts = parts_of(read)
    if not columns:
        return [], [str(part) for part in parts]
    start = int(book.starts[commitment])
    matches = alignment.pieces[start : start + int(book.lengths[commitment])]
    quoted = said_in(source, [alignment.passages[column] for column in columns])
    everything = everything or said_in(source, alignment.passages)
    near = matches[:, list(columns)].max(axis=1)
    is_same = primary_language(read.language) == primary_language(source.language)
    told = [part for part in parts if _is_told(part, near, quoted, _TOLD[is_same])]
    if not _tell_together(told, parts):
        told = []
    nowhere = [part for part in parts if part not in told and _is_nowhere(part, matches, everything, quoted, _NOT_TOLD[is_same])]
    return [str(part) for part in told], [str(part) for part in nowhere]


def _tell_together(told: Sequence[Part], parts: Sequence[Part]) -> bool:
    """Tell whether found parts show the matter: one of several words that is no number, or without such a part half of all."""
    telling = [part for part in parts if part.kind not in _WEAK and len(part.stems) > 1]
    if telling:
        return any(part in told for part in telling)
    return 2 * len(told) >= len(parts)


def said_in(source: ReadText, passages: Sequence[int]) -> Said:
    """Collect what passages of a source, given by their numbers, say word for word."""
    texts = [source.passages[number].text for number in passages]
    tokens = [token for number in passages for token in source.tokens[number] if not token.is_stop]
    facts = [_facts_in(text, source.language) for text in texts]
    return Said(
        frozenset[str]().union(*(numbers for numbers, _, _ in facts)),
        tuple(date for _, dates, _ in facts for date in dates),
        frozenset[int]().union(*(months for _, _, months in facts)),
        frozenset(token.stem for token in tokens),
        "".join(part[0] for token in tokens for part in token.text.split("-") if part),
        " ".join(texts),
    )


@lru_cache(maxsize=4096)
def _facts_in(text: str, language: str) -> tuple[frozenset[str], tuple[DateMention, ...], frozenset[int]]:
    """Find the numbers, dates and months of a passage, which every commitment asks for."""
    return numbers_in(text) | values_in(text, language), find_dates(text, language), months_in(text, language)


def _is_told(part: Part, near: np.ndarray, said: Said, least: float) -> bool:
    if not part.numbers <= said.numbers or not all(any(_tells(told, date) for told in said.dates) for date in part.dates):
        return False
    return not part.pieces or _is_verbatim(part, said) or float(near[list(part.pieces)].mean()) >= least


def _tells(told: DateMention, date: DateMention) -> bool:
    """Tell whether a date gives all that another does; the year may be left to the context."""
    needed = date.parts.keys() - ({"year"} if len(date.parts) > 1 else set())
    return told.agrees(date) and needed <= told.parts.keys()


def _is_nowhere(part: Part, matches: np.ndarray, everything: Said, quoted: Said, least: float) -> bool:
    if part.kind == "action" or (part.kind == "object" and len(part.stems) == 1):
        return False
    if part.numbers or part.dates:
        is_near = any(_is_near_value(number, quoted) for number in part.numbers) or any(_is_near_date(date, quoted) for date in part.dates)
        return not is_near and not part.numbers & everything.numbers and not any(_agree(date, everything) for date in part.dates)
    return not _is_verbatim(part, everything) and float(matches[list(part.pieces)].mean(axis=0).max()) < least


def _is_near_value(number: str, said: Said) -> bool:
    """Tell whether the passages round a number."""
    value = float(number)
    return any(abs(float(other) - value) <= _NEAR_VALUE * value for other in said.numbers)


def _is_near_date(date: DateMention, said: Said) -> bool:
    """Tell whether the passages name the month, or the year as *next year*, by that before or after (*before 2030*) or its last digits."""
    if date.month is not None and date.month in said.months:
        return True
    years = {told.year for told in said.dates}
    return date.year is not None and (
        relative_years().search(said.text) is not None
        or any(year is not None and abs(year - date.year) <= 1 for year in years)
        or f"{date.year % 100}" in said.numbers
    )


def _agree(date: DateMention, said: Said) -> bool:
    return any(told.agrees(date) for told in said.dates)


def _is_verbatim(part: Part, said: Said) -> bool:
    """Tell whether the passages hold all words of a part, or the acronym for which it stands, or the words of its acronym."""
    if part.stems and part.stems <= said.stems:
        return True
    return part.kind in _NAMES and any(acronym in said.text or acronym in said.initials for acronym in _acronyms(part))


def _acronyms(part: Part) -> list[str]:
    """Give the acronym that a name is, or that the first letters of its capitalised words make."""
    words = [word for word in re.split(r"[\s\-\u2010\u2011]+", part.text) if word]
    initials = "".join(word[0] for word in words if word[0].isupper())
    own = [word for word in words if word.isupper() and word.isalpha()]
    candidates = own if len(words) == 1 else [initials]
    return [acronym for acronym in candidates if len(acronym) >= _SHORTEST_ACRONYM]
