"""Long identical strings between texts, all pairs at once.

Strings are compared word by word (letter by letter in scripts without blanks), whatever the case and the signs between the words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.segmentation import is_segmented
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.reading import ReadText

LEAST_WORDS = 7
"""Shortest string that is told of, in words: shorter ones are often names, titles and set phrases."""

LEAST_CHARACTERS = {"ja": 14, "zh": 14, "th": 30}
"""The same in letters and digits, for languages that are written without blanks."""

MOST_PLACES = 4
"""A string that stands more often than this in one text is compared at its first places only, so that a refrain costs no time."""


@dataclass(frozen=True, slots=True)
class Units:
    """The words (or letters) of a text in reading order: what is compared, and where each stands."""

    names: tuple[str, ...]
    starts: np.ndarray
    ends: np.ndarray


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches of some texts, and how many distinct strings of the least length each pair shares and each text has.

    A row of `rows` is a string that stands in two texts: the numbers of the two, its first unit in each, its length in units.
    """

    rows: np.ndarray
    shared: np.ndarray
    own: np.ndarray


def least_units(language: str) -> int:
    """Return how many units a string must have in a language."""
    return LEAST_CHARACTERS.get(primary_language(language), LEAST_WORDS)


def units_of(read: ReadText) -> Units:
    """Cut a text into the units by which it is compared.

    Parameters
    ----------
    read : ReadText
        A text, read.

    Returns
    -------
    Units
        Words, in lower case and in the compatible form of Unicode (NFKC); letters and digits in Chinese, Japanese and Thai, where
        the same string may be cut into other words in another place.
    """
    if is_segmented(read.language):
        spans = [place for passage in read.passages for place in range(passage.start, passage.end) if read.text[place].isalnum()]
        pieces = [(place, place + 1) for place in spans]
    else:
        pieces = [(token.start, token.end) for tokens in read.tokens for token in tokens]
    names = tuple(unicodedata.normalize("NFKC", read.text[start:end]).casefold() for start, end in pieces)
    places = np.array(pieces, dtype=np.int64).reshape(-1, 2)
    return Units(names, places[:, 0], places[:, 1])


def find_matches(texts: Sequence[Units], least: int) -> Matches:
    """Find every string of at least `least` units that stands in two of the texts and cannot be made longer.

    Parameters
    ----------
    texts : sequence of Units
        Texts in one language.
    least : int
        Shortest length, at least 1.

    Returns
    -------
    Matches
        With ``left < right`` in every match, sorted by the texts and the place in the left one; ``shared`` of shape (n, n) and ``own``
        of shape (n,), in distinct strings of exactly `least` units.

    Notes
    -----
    Each window of `least` units gets a number, exactly, by doubling (Karp, Miller and Rosenberg 1972). Equal windows in two texts that
    follow each other at the same distance are one string. Time grows with the length of all texts plus the number of equal pairs.
    """
    windows, owners = _windows(texts, least)
    places = _repeated(windows, owners)
    lefts, rights = _pairs(windows[places], places, owners)
    order = np.lexsort((lefts, rights - lefts))
    lefts, rights = lefts[order], rights[order]
    goes_on = (np.diff(lefts) == 1) & (np.diff(rights) == 1)
    firsts = np.flatnonzero(np.concatenate([[True], ~goes_on])) if len(lefts) else np.empty(0, dtype=np.int64)
    lengths = np.diff(np.append(firsts, len(lefts))) + least - 1
    offsets, owner = _offsets(texts), np.asarray(owners, dtype=np.int64)
    lefts, rights = lefts[firsts], rights[firsts]
    left, right = owner[lefts], owner[rights]
    rows = np.stack([left, right, lefts - offsets[left], rights - offsets[right], lengths], axis=1)
    shared, own = _counts(windows, owners, len(texts))
    return Matches(rows[np.lexsort(rows[:, 3::-1].T)], shared, own)


def _offsets(texts: Sequence[Units]) -> np.ndarray:
    """Return where each text begins in the row of all texts, with one separator after each."""
    lengths = np.array([len(text.names) + 1 for text in texts], dtype=np.int64)
    return np.cumsum(lengths) - lengths


def _windows(texts: Sequence[Units], least: int) -> tuple[np.ndarray, list[int]]:
    """Give every window of all texts a number; windows across a border between texts get numbers that no other has."""
    known: dict[str, int] = {}
    numbers: list[int] = []
    owners: list[int] = []
    for index, text in enumerate(texts):
        numbers += [known.setdefault(name, len(known)) for name in text.names]
        numbers.append(-1 - index)
        owners += [index] * (len(text.names) + 1)
    current, size = np.unique(np.array(numbers, dtype=np.int64), return_inverse=True)[1], 1
    while size < least and len(current) > 1:
        step = min(size, least - size, len(current) - 1)
        joined = current[:-step] * (int(current.max()) + 1) + current[step:]
        current, size = np.unique(joined, return_inverse=True)[1], size + step
    return current if size == least else np.empty(0, dtype=np.int64), owners


def _repeated(windows: np.ndarray, owners: Sequence[int]) -> np.ndarray:
    """Return the places of windows that stand twice or more, sorted by window and place, at most `MOST_PLACES` a text."""
    order = np.argsort(windows, kind="stable")
    if not len(order):
        return order
    sizes = np.bincount(windows)
    order = order[sizes[windows[order]] > 1]
    key = windows[order] * (max(owners) + 1) + np.asarray(owners, dtype=np.int64)[order]
    firsts = np.flatnonzero(np.concatenate([[True], np.diff(key) != 0])) if len(key) else np.empty(0, dtype=np.int64)
    rank = np.arange(len(key)) - np.repeat(firsts, np.diff(np.append(firsts, len(key))))
    few: np.ndarray = order[rank < MOST_PLACES]
    return few


def _pairs(windows: np.ndarray, places: np.ndarray, owners: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Pair the places of equal windows in different texts, the earlier text first."""
    owner = np.asarray(owners, dtype=np.int64)
    lefts, rights = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for distance in range(1, len(places)):
        is_equal = windows[:-distance] == windows[distance:]
        if not is_equal.any():
            break
        left, right = places[:-distance][is_equal], places[distance:][is_equal]
        is_across = owner[left] != owner[right]
        lefts.append(left[is_across])
        rights.append(right[is_across])
    return np.concatenate(lefts), np.concatenate(rights)


def _counts(windows: np.ndarray, owners: Sequence[int], n_texts: int) -> tuple[np.ndarray, np.ndarray]:
    """Count the distinct windows of each text, and those that each pair of texts shares."""
    owner = np.asarray(owners[: len(windows)], dtype=np.int64)
    ends = np.searchsorted(np.asarray(owners), owner, side="right")  # of each text, its separator included
    is_whole = np.arange(len(windows)) + (len(owners) - len(windows)) + 1 < ends
    distinct = np.unique(windows[is_whole] * n_texts + owner[is_whole])
    kind, text = distinct // max(n_texts, 1), distinct % max(n_texts, 1)
    own = np.bincount(text, minlength=n_texts)
    is_shared = np.bincount(kind)[kind] > 1 if len(kind) else np.empty(0, dtype=bool)
    shared_kinds, column = np.unique(kind[is_shared], return_inverse=True)
    table = np.zeros((n_texts, len(shared_kinds)), dtype=np.float32)
    table[text[is_shared], column] = 1
    return (table @ table.T).astype(np.int64), own
