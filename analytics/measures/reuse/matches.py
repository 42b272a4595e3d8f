"""Long identical strings between texts, all pairs at once.

Strings are compared word by word (letter by letter in scripts without blanks), whatever the case and the signs between the words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from analytics.language.segmentation import is_segmented
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.reading import ReadText

LEAST_WORDS = 7
"""Shortest string that is told of, in words: shorter ones are often names, titles and set phrases."""

LEAST_CHARACTERS = {"ja": 14, "zh": 14, "th": 30}
"""The same in letters and digits, for languages that are written without blanks."""

MOST_PLACES = 4
"""A string that stands more often than this in one text is compared at its first places only, so that a refrain costs no time."""

PAIRS_AT_ONCE = 250_000
"""Pairs of equal places that are held in memory at once, unless one text alone has more."""


@dataclass(frozen=True, slots=True)
class Units:
    """The words (or letters) of a text in reading order: what is compared, and where each stands."""

    names: tuple[str, ...]
    starts: np.ndarray
    ends: np.ndarray


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


def find_matches(texts: Sequence[Units], least: int) -> Iterator[np.ndarray]:
    """Find every string of at least `least` units that stands in two of the texts and cannot be made longer.

    Parameters
    ----------
    texts : sequence of Units
        Texts in one language.
    least : int
        Shortest length, at least 1.

    Yields
    ------
    numpy.ndarray of shape (n, 5)
        The strings of some of the texts with all later ones: the numbers of the two texts (the first is the smaller), the first unit of
        the string in each, its length in units; sorted in this order. Together the blocks hold every pair of texts, each once.

    Notes
    -----
    Each window of `least` units gets a number, exactly, by doubling (Karp, Miller and Rosenberg 1972). Equal windows in two texts that
    follow each other at the same distance are one string. Time grows with the length of all texts plus the number of equal pairs; memory
    does not grow with the number of pairs, because the texts are taken in blocks.
    """
    windows, owners = _windows(texts, least)
    offsets = _offsets(texts)
    for lefts, rights in _pairs(windows, _repeated(windows, owners), owners):
        order = np.lexsort((lefts, rights - lefts))
        lefts, rights = lefts[order], rights[order]
        goes_on = (np.diff(lefts) == 1) & (np.diff(rights) == 1)
        firsts = np.flatnonzero(np.concatenate([[True], ~goes_on]))
        lengths = np.diff(np.append(firsts, len(lefts))) + least - 1
        lefts, rights = lefts[firsts], rights[firsts]
        left, right = owners[lefts], owners[rights]
        rows = np.stack([left, right, lefts - offsets[left], rights - offsets[right], lengths], axis=1)
        yield rows[np.lexsort(rows[:, 3::-1].T)]


def shared_windows(texts: Sequence[Units], least: int) -> tuple[np.ndarray, np.ndarray]:
    """Count the distinct strings of exactly `least` units that each pair of texts shares, and that each text has.

    Parameters
    ----------
    texts, least
        As for `find_matches`.

    Returns
    -------
    shared : numpy.ndarray of shape (n, n)
    own : numpy.ndarray of shape (n,)
    """
    windows, owners = _windows(texts, least)
    n_texts, owner = len(texts), owners[: len(windows)]
    ends = np.searchsorted(owners, owner, side="right")  # of each text, its separator included
    is_whole = np.arange(len(windows)) + (len(owners) - len(windows)) + 1 < ends
    distinct = np.unique(windows[is_whole] * n_texts + owner[is_whole])
    kind, text = distinct // max(n_texts, 1), distinct % max(n_texts, 1)
    own = np.bincount(text, minlength=n_texts)
    is_shared = np.bincount(kind)[kind] > 1 if len(kind) else np.empty(0, dtype=bool)
    shared_kinds, column = np.unique(kind[is_shared], return_inverse=True)
    ones = np.ones(len(column), dtype=np.int64)
    table = csr_array((ones, (text[is_shared], column)), shape=(n_texts, len(shared_kinds)))
    shared: np.ndarray = (table @ table.T).toarray()
    return shared, own


def _offsets(texts: Sequence[Units]) -> np.ndarray:
    """Return where each text begins in the row of all texts, with one separator after each."""
    lengths = np.array([len(text.names) + 1 for text in texts], dtype=np.int64)
    return np.cumsum(lengths) - lengths


def _windows(texts: Sequence[Units], least: int) -> tuple[np.ndarray, np.ndarray]:
    """Give every window of all texts a number; windows across a border between texts get numbers that no other has."""
    known: dict[str, int] = {}
    numbers: list[int] = []
    for index, text in enumerate(texts):
        numbers += [known.setdefault(name, len(known)) for name in text.names]
        numbers.append(-1 - index)
    owners = np.repeat(np.arange(len(texts)), [len(text.names) + 1 for text in texts])
    current, size = np.unique(np.array(numbers, dtype=np.int64), return_inverse=True)[1], 1
    while size < least and len(current) > 1:
        step = min(size, least - size, len(current) - 1)
        joined = current[:-step] * (int(current.max()) + 1) + current[step:]
        current, size = np.unique(joined, return_inverse=True)[1], size + step
    return current if size == least else np.empty(0, dtype=np.int64), owners


def _repeated(windows: np.ndarray, owners: np.ndarray) -> np.ndarray:
    """Return the places of windows that stand twice or more, sorted by window and place, at most `MOST_PLACES` a text."""
    order = np.argsort(windows, kind="stable")
    if not len(order):
        return order
    sizes = np.bincount(windows)
    order = order[sizes[windows[order]] > 1]
    key = windows[order] * (int(owners.max()) + 1) + owners[order]
    firsts = np.flatnonzero(np.concatenate([[True], np.diff(key) != 0])) if len(key) else np.empty(0, dtype=np.int64)
    rank = np.arange(len(key)) - np.repeat(firsts, np.diff(np.append(firsts, len(key))))
    few: np.ndarray = order[rank < MOST_PLACES]
    return few


def _pairs(windows: np.ndarray, places: np.ndarray, owners: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pair the places of equal windows in different texts, the earlier text first, in blocks of some first texts."""
    equal = windows[places]
    followers = np.searchsorted(equal, equal, side="right") - np.arange(len(places)) - 1
    by_text = np.argsort(owners[places], kind="stable")
    text_ends = np.flatnonzero(np.diff(owners[places][by_text], append=-1)) + 1
    begun, pairs = 0, [0, *np.cumsum(followers[by_text]).tolist()]
    for end, following in pairwise([*text_ends.tolist(), len(places) + 1]):
        if following <= len(places) and pairs[following] - pairs[begun] <= PAIRS_AT_ONCE:
            continue
        some, begun = by_text[begun:end], end
        counts = followers[some]
        left = np.repeat(some, counts)
        right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
        is_across = owners[places[left]] != owners[places[right]]
        if is_across.any():
            yield places[left[is_across]], places[right[is_across]]
