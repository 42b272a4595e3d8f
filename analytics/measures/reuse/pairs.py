"""What every two texts have in common, counted text by text: with thousands of texts there are millions of pairs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from analytics.measures.reuse.matches import find_matches, least_units, shared_windows, units_of
from analytics.measures.reuse.strings import Places, Strings, Words, no_strings, not_quoted
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.reading import ReadText
    from analytics.measures.reuse.matches import Units

STATEMENT = 0
"""Number of the statement, where it is among the texts."""


class Keeps(Protocol):
    """Whatever looks at the strings of some texts before they are let go."""

    def add(self, strings: Strings, words: Words) -> None:
        """Look at all strings of some pairs of texts, in their order."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What some texts share, by their numbers.

    Parameters
    ----------
    strings, words : numpy.ndarray of shape (n, n)
        Strings that the text of the row shares with that of the column, and the row's words in any of them.
    total_words : numpy.ndarray of shape (n,)
        Words of each text.
    family : numpy.ndarray of shape (n,)
        Texts of one number are in one language; only these were compared.
    """

    strings: np.ndarray
    words: np.ndarray
    total_words: np.ndarray
    family: np.ndarray

    def is_compared(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Tell which pairs of texts are in one language."""
        same: np.ndarray = self.family[one] == self.family[other]
        return same

    def share(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return the share of one text's words in strings of the other; NaN without words, or where the two were not compared."""
        is_defined = self.is_compared(one, other) & (self.total_words[one] > 0)
        shares: np.ndarray = np.where(is_defined, self.words[one, other] / np.maximum(self.total_words[one], 1), np.nan)
        return shares


def compare(reads: Sequence[ReadText], keeping: Keeps | None = None) -> Compared:
    """Find the strings that every two texts in one language share, and count them.

    Parameters
    ----------
    reads : sequence of ReadText
        The texts; their vectors are not needed.
    keeping : Keeps, optional
        Shown all strings, some texts at a time.
    """
    n_texts, words = len(reads), Words(reads)
    strings, in_any = np.zeros((n_texts, n_texts), dtype=np.int32), np.zeros((n_texts, n_texts), dtype=np.int32)
    family = np.zeros(n_texts, dtype=np.int64)
    for place, (numbers, units, least) in enumerate(families(reads)):
        family[numbers] = place
        places = Places(units, numbers)
        for matches in find_matches(units, least):
            found = places.strings(matches)
            one, other, n_strings, n_words = words.in_any(found)
            strings[one, other], in_any[one, other] = n_strings, n_words
            if keeping:
                keeping.add(found, words)
    return Compared(strings, in_any, words.totals, family)


def families(reads: Sequence[ReadText]) -> Iterator[tuple[list[int], list[Units], int]]:
    """Yield the numbers of the texts in one language, their units, and the least length of a string, language by language."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, read in enumerate(reads):
        numbers[primary_language(read.language)].append(number)
    for language, some in numbers.items():
        yield some, [units_of(reads[number]) for number in some], least_units(language)


def alike(reads: Sequence[ReadText]) -> np.ndarray:
    """Return, for every two texts, the distinct strings of the least length that both have over those that either has.

    NaN where neither has one, or where the two are in different languages.
    """
    jaccard = np.full((len(reads), len(reads)), np.nan)
    for numbers, units, least in families(reads):
        shared, own = shared_windows(units, least)
        either = own[:, None] + own[None, :] - shared
        jaccard[np.ix_(numbers, numbers)] = np.where(either > 0, shared / np.maximum(either, 1), np.nan)
    return jaccard


class ListedStrings:
    """The strings that are listed one by one: all that stand in the statement, and the longest that two sources share.

    A string that two sources share because both quote the statement is not listed as theirs.

    Parameters
    ----------
    most : int
        Strings between sources that are listed at most. Where there are more, those of the shortest lengths are left out, so that of
        two equally long strings both are listed or none.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._statement, self._between = no_strings(), [no_strings()]
        self._lengths = [np.empty(0, dtype=np.int32)]
        self._seen = np.zeros(1, dtype=np.int64)
        self.least = 0
        """Words of the shortest strings between sources that are listed; 0 where all are."""

    def add(self, strings: Strings, words: Words) -> None:
        """Take the strings of some texts with all later ones; those of the statement come first."""
        of_sources = strings.chosen(strings.text != STATEMENT)
        is_quoted = of_sources.other == STATEMENT
        self._statement = self._statement.joined(of_sources.chosen(is_quoted))
        between = of_sources.chosen(~is_quoted)
        between = between.chosen(not_quoted(between, self._statement))
        lengths = words.within(between.text, between.start, between.end)
        self._seen = _added(self._seen, np.bincount(lengths))
        is_listed = lengths >= self.least
        self._between.append(between.chosen(is_listed).halved())
        self._lengths.append(lengths[is_listed].astype(np.int32))
        if sum(map(len, self._lengths)) > self._most:
            self._drop_the_shortest()

    def sorted(self) -> Strings:
        """Return what is listed, in order."""
        return self._statement.halved().joined(*self._between).sorted()

    def _drop_the_shortest(self) -> None:
        """Find the least length from which so many fit; it never falls again, so what is dropped now would be dropped in the end."""
        longer = np.cumsum(self._seen[::-1])[::-1]  # strings of each length or more
        self.least = int(np.count_nonzero(longer > self._most))
        for place, lengths in enumerate(self._lengths):
            is_listed = lengths >= self.least
            self._between[place], self._lengths[place] = self._between[place].chosen(is_listed), lengths[is_listed]


def _added(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    both = np.zeros(max(len(one), len(other)), dtype=np.int64)
    both[: len(one)] += one
    both[: len(other)] += other
    return both
