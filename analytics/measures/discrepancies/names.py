"""Names that a source spells otherwise than the statement, in Latin script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analytics.language.folding import folded
from analytics.language.pieces import piece_spans
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.passages import Passage
    from analytics.language.reading import ReadText

# Where names take endings for case, the end of a name proves nothing.
_INFLECTING = frozenset({"pl", "ru", "tr"})
_LONG_ENOUGH, _LONG_ENOUGH_ABROAD = 5, 8
_MOST_EDITS, _MOST_EDITS_ABROAD = 2, 1
_MOST_PART = 0.34
_ENDING = 3
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SPELLINGS = (
    (r"(?<=.)(.)\1", r"\1"),
    (r"ph", "f"),
    (r"sch|sh|ch|tch", "c"),
    (r"[ckq]", "k"),
    (r"[sz]", "s"),
    (r"[yj]", "i"),
    (r"w", "v"),
    (r"h", ""),
)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str
    is_capital: bool


def misspelt_names(read: ReadText, statement: ReadText) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Find names of two or more words of which one is spelled otherwise than in the statement.

    Parameters
    ----------
    read : ReadText
        The source.
    statement : ReadText
        The statement.

    Returns
    -------
    list of ((int, int), (int, int))
        Span of the name in the source and of the name in the statement; each misspelling once, where it first stands.

    Notes
    -----
    Two neighbouring capitalised words of the source are compared with two of the statement, in either order and whatever their case and
    diacritics: one must be the same, the other nearly (at most two edits and a third of its letters; one edit and at least eight letters in
    another language). Left alone are endings, two frequent words, ways to write the same sound (Zelenskyy, Zelensky), words that the
    statement uses too or the source in lower case, and names that the source spells right elsewhere.
    """
    same_language = primary_language(read.language) == primary_language(statement.language)
    told, stated = list(_pairs(read)), list(_pairs(statement))
    spelled_right = {word.folded for pair in told for word in pair} & {word.folded for pair in stated for word in pair}
    common = {word.folded for words in _words(read.text, read.passages) for word in words if not word.is_capital}
    common |= {word.folded for words in _words(statement.text, statement.passages) for word in words}
    found: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {}
    for pair in told:
        for wrong, right, other in _one_different(pair, stated):
            is_known = right.folded in spelled_right or wrong.folded in common or wrong.folded in found
            is_common = _is_one_piece(read, wrong) and _is_one_piece(statement, right)
            if not is_known and not is_common and _is_slip(wrong.folded, right.folded, same_language, read.language):
                found[wrong.folded] = ((pair[0].start, pair[1].end), (other[0].start, other[1].end))
    return list(found.values())


def _is_one_piece(read: ReadText, word: _Word) -> bool:
    """Whether the encoder knows the word as a whole: two such words are frequent ones, not a slip (Ministry, Minister)."""
    for passage, encoded in zip(read.passages, read.encoded, strict=True):
        if passage.start <= word.start < passage.end:
            spans = piece_spans(passage.text, encoded.pieces)
            return sum(start < word.end - passage.start and word.start - passage.start < end for start, end in spans if start < end) == 1
    return False


def _pairs(read: ReadText) -> Iterator[tuple[_Word, _Word]]:
    """Two capitalised words with nothing but a blank between them."""
    for passage in _words(read.text, read.passages):
        words = [word for word in passage if word.is_capital]
        for one, other in pairwise(words):
            if read.text[one.end : other.start].strip(" \u00a0") == "" and one.end < other.start:
                yield one, other


@lru_cache(maxsize=4)
def _words(text: str, passages: tuple[Passage, ...]) -> tuple[tuple[_Word, ...], ...]:
    """Find the words of each passage; those of the statement are asked for with every source."""
    # Not the tokens: those part some words at a hyphen, which tears names apart.
    return tuple(
        tuple(
            _Word(match.start(), match.end(), _spelling(match.group()), is_capital=match.group()[0].isupper())
            for match in _WORD.finditer(text, passage.start, passage.end)
        )
        for passage in passages
    )


def _one_different(pair: tuple[_Word, _Word], stated: Sequence[tuple[_Word, _Word]]) -> Iterator[tuple[_Word, _Word, tuple[_Word, _Word]]]:
    """Where one word of the pair is the same as in a pair of the statement: the different one, its counterpart, the statement's pair."""
    for other in stated:
        for own, theirs in ((0, 0), (1, 1), (0, 1), (1, 0)):
            if pair[own].folded == other[theirs].folded and pair[1 - own].folded != other[1 - theirs].folded:
                yield pair[1 - own], other[1 - theirs], other


def _is_slip(wrong: str, right: str, same_language: bool, language: str) -> bool:
    least, most = (_LONG_ENOUGH, _MOST_EDITS) if same_language else (_LONG_ENOUGH_ABROAD, _MOST_EDITS_ABROAD)
    if min(len(wrong), len(right)) < least or not (_LATIN.fullmatch(wrong) and _LATIN.fullmatch(right)):
        return False
    if wrong.startswith(right[:-1]) or right.startswith(wrong) or _sound(wrong) == _sound(right):
        return False
    if primary_language(language) in _INFLECTING and wrong[:-_ENDING] == right[: len(wrong) - _ENDING]:
        return False
    edits = min(_edits(wrong, right), _edits(_sound(wrong), _sound(right)))
    return edits <= most and edits <= _MOST_PART * len(right)


def _sound(word: str) -> str:
    """Write a word so that usual ways to write the same sound are the same."""
    for pattern, replacement in _SPELLINGS:
        word = re.sub(pattern, replacement, word)
    return word


def _edits(one: str, other: str) -> int:
    """Count the letters to insert, drop or replace (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        previous, row[0] = row[0], i
        for j, wanted in enumerate(other, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (sign != wanted))
    return row[-1]


@lru_cache(maxsize=50_000)
def _spelling(word: str) -> str:
    """Lower a word's case and drop its diacritics and a possessive ending."""
    plain = folded(word)
    return re.sub(r"['’]s?$", "", plain)
