"""The parts of a commitment that the evidence tells, and those that it does not, in words a reader understands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analytics.language.pieces import piece_spans
from analytics.measures.coverage.anchors import numbers_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from analytics.language.passages import Passage
    from analytics.language.reading import ReadText
    from analytics.language.tokens import Token
    from analytics.measures.coverage.alignment import Alignment
    from analytics.measures.coverage.book import Book

PartKind = Literal["number or date", "name", "object"]

# Mean match of a part's pieces, centred, from which it counts as told.
_TOLD = 1.0
_PARTS_AT_MOST = 8
_FUNCTION_WORDS_BETWEEN = 2
# A single word joins a neighbour up to so many words: names are long, other parts better told apart.
_JOINED_WORDS = {"name": 4, "object": 3}

# Digits that belong to a name: right after a letter that has case (G7), or after a hyphen in a word with a capital (F-35).
_GLUED = re.compile(r"[^\W\d_][-\u2010\u2011]?\d")
_CAPITAL_AFTER_DIGIT = re.compile(r"\d[A-ZÀ-ÞА-Я]")
_HYPHENS = "-\u2010\u2011"
_NOUNS_IN_CAPITALS = frozenset({"de"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a commitment.

    Parameters
    ----------
    kind : {"number or date", "name", "object"}
        What kind of part it is. Form alone tells them apart, so that it works in every language: whether a run of words is an action, a
        partner, a place or a condition does not show in its form, and all of these are ``object`` or, in capitals, ``name``.
    text : str
        Verbatim words of the label or the quote.
    pieces : tuple of int
        Numbers of the pieces of its words among the commitment's own; those of function words and plain numbers are left out.
    numbers : frozenset of str
        Its numbers as values, see `numbers_in`.
    """

    kind: PartKind
    text: str
    pieces: tuple[int, ...]
    numbers: frozenset[str]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


@dataclass(frozen=True, slots=True)
class _Run:
    kind: PartKind
    tokens: tuple[Token, ...]


def parts_of(read: ReadText) -> tuple[Part, ...]:
    """Cut a commitment into its parts.

    Parameters
    ----------
    read : ReadText
        Label and quote of a commitment.

    Returns
    -------
    tuple of Part
        Runs of words between function words and punctuation in the label, then the numbers of the quote that the label lacks. A single
        word takes a neighbour of its kind with the function words between (*rule of law*). Words in capitals are a name, with
        digits too where they are part of it (*G7*); other digits are a number or date, with one word beside them (*May 2030*).
        Where nouns are written in capitals, as in German, only acronyms and words with digits are names.
    """
    offset, parts, seen = 0, [], frozenset[str]()
    for place, (passage, tokens, encoded) in enumerate(zip(read.passages, read.tokens, read.encoded, strict=True)):
        spans = piece_spans(passage.text, encoded.pieces)
        for run in _joined(_runs(read, passage, tokens), read.text, tokens):
            part = _part(read.text, run, passage, spans, offset)
            if place == 0 or (part.kind == "number or date" and not part.numbers <= seen):
                parts.append(part)
            seen |= part.numbers
        offset += len(encoded.pieces)
    return tuple(part for part in parts if part.pieces or part.numbers)[:_PARTS_AT_MOST]


def told_and_missing(
    book: Book, alignment: Alignment, source: ReadText, commitment: int, columns: Sequence[int]
) -> tuple[list[str], list[str]]:
    """Say which parts of a commitment the quoted passages tell.

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
        Columns of the quoted passages in the alignment; none means that nothing is told.

    Returns
    -------
    found, missing : list of str
        Each part as ``kind: words``. A part is found where the passages hold the values of its numbers and match the pieces of its
        other words.
    """
    parts = parts_of(book.reads[commitment])
    if not columns:
        return [], [str(part) for part in parts]
    start = int(book.starts[commitment])
    matches = alignment.pieces[start : start + int(book.lengths[commitment]), list(columns)].max(axis=1)
    texts = [source.passages[alignment.passages[column]].text for column in columns]
    numbers = frozenset[str]().union(*(numbers_in(text) for text in texts))
    found: list[str] = []
    missing: list[str] = []
    for part in parts:
        (found if _is_told(part, matches, numbers) else missing).append(str(part))
    return found, missing


def _is_told(part: Part, matches: np.ndarray, numbers: frozenset[str]) -> bool:
    if not part.numbers <= numbers:
        return False
    return not part.pieces or float(matches[list(part.pieces)].mean()) >= _TOLD


def _runs(read: ReadText, passage: Passage, tokens: Sequence[Token]) -> list[_Run]:
    """Group neighbouring words that no function word and no punctuation parts, and name what they are."""
    groups: list[list[Token]] = []
    before: Token | None = None
    for token in tokens:
        if not token.is_stop:
            if before is not None and _only_blanks(read.text[before.end : token.start]):
                groups[-1].append(token)
            else:
                groups.append([token])
        before = None if token.is_stop else token
    return [run for group in groups for run in _split_at_numbers(read, passage, group)]


def _split_at_numbers(read: ReadText, passage: Passage, group: Sequence[Token]) -> list[_Run]:
    """Part a number or date from what stands beside it, unless that is one word or a name around it."""
    places = [place for place, token in enumerate(group) if _is_number(token, read.text)]
    if not places:
        return [_Run(_kind(read, passage, group), tuple(group))]
    before, inside, after = group[: places[0]], group[places[0] : places[-1] + 1], group[places[-1] + 1 :]
    if before and after and before[-1].text[0].isupper() and after[0].text[0].isupper():
        return [_Run("name", tuple(group))]
    if len(before) + len(after) <= 1:
        return [_Run("number or date", tuple(group))]
    number = _Run("number or date", tuple(inside))
    first, last = ([_Run(_kind(read, passage, side), tuple(side))] if side else [] for side in (before, after))
    return [*first, number, *last]


def _joined(runs: Sequence[_Run], text: str, tokens: Sequence[Token]) -> Sequence[_Run]:
    """Put single words together with a neighbour of their kind, where only a few function words stand between; shortest first."""
    for words in (2, max(_JOINED_WORDS.values())):
        joined: list[_Run] = []
        for run in runs:
            if joined and _belong_together(joined[-1], run, words) and _is_tied(joined[-1], run, text, tokens):
                joined[-1] = _Run(run.kind, joined[-1].tokens + run.tokens)
            else:
                joined.append(run)
        runs = joined
    return runs


def _belong_together(first: _Run, second: _Run, words: int) -> bool:
    """Tell whether one of two runs is a single word (of names the first), and both together are no longer than allowed."""
    lengths = (len(first.tokens), len(second.tokens))
    has_single = 1 in (lengths[:1] if first.kind == "name" else lengths)
    return first.kind == second.kind and has_single and sum(lengths) <= min(words, _JOINED_WORDS.get(first.kind, 0))


def _is_tied(first: _Run, second: _Run, text: str, tokens: Sequence[Token]) -> bool:
    """Tell whether only a few function words, and no punctuation, stand between two runs."""
    start, end = first.tokens[-1].end, second.tokens[0].start
    between = [token for token in tokens if start <= token.start < end]
    edges = [start, *(edge for token in between for edge in (token.start, token.end)), end]
    gaps = "".join(text[edges[place] : edges[place + 1]] for place in range(0, len(edges), 2))
    return 0 < len(between) <= _FUNCTION_WORDS_BETWEEN and _only_blanks(gaps)


def _only_blanks(text: str) -> bool:
    return not text.strip(" \u00a0\u3000-'’")


def _is_number(token: Token, text: str) -> bool:
    """Tell a number or date (*2035*, *160th*) from a name with digits (*G7*, *COP30*, *F-35*, *5G*)."""
    return any(character.isdecimal() for character in token.text) and not _has_digits_of_a_name(token, text)


def _word_start(text: str, start: int) -> int:
    """Go back to where a word begins that was cut at a hyphen."""
    while start and (text[start - 1] in _HYPHENS or (text[start - 1].isalpha() and _is_cased(text[start - 1]))):
        start -= 1
    return start


def _is_cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _has_digits_of_a_name(token: Token, text: str) -> bool:
    word = text[_word_start(text, token.start) : token.end]
    glued = _GLUED.search(word)
    if glued is not None and _is_cased(glued.group()[0]):
        return glued.group()[1].isdecimal() or word != word.lower()
    return bool(_CAPITAL_AFTER_DIGIT.search(word))


def _kind(read: ReadText, passage: Passage, group: Sequence[Token]) -> PartKind:
    """Tell names by their capitals; those of a text's first word count where it has one inside the text too."""
    first = group[0]
    if any(_has_digits_of_a_name(token, read.text) for token in group) or _is_acronym(first):
        return "name"
    if read.language in _NOUNS_IN_CAPITALS or not first.text[0].isupper():
        return "object"
    inside = first.start > passage.start or any(
        token.text == first.text and token.start > own.start
        for own, tokens in zip(read.passages, read.tokens, strict=True)
        for token in tokens
    )
    return "name" if inside else "object"


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _part(text: str, run: _Run, passage: Passage, spans: Sequence[tuple[int, int]], offset: int) -> Part:
    words = [token for token in run.tokens if not _is_number(token, text)]
    inside = tuple(
        offset + number
        for number, (first, last) in enumerate(spans)
        if any(passage.start + first < token.end and passage.start + last > token.start for token in words)
    )
    whole = text[_word_start(text, run.tokens[0].start) : run.tokens[-1].end]
    return Part(run.kind, whole, inside, numbers_in(whole))
