"""The strings that texts share, seen from both sides, as columns: with many sources there are hundreds of thousands of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.reading import ReadText
    from analytics.measures.reuse.matches import Units


@dataclass(frozen=True, slots=True)
class Strings:
    """Strings that stand in two texts, sorted by the texts and their place in the first; none lies within another of its pair.

    Parameters
    ----------
    text, other : numpy.ndarray of shape (n,)
        Numbers of the two texts.
    start, end, other_start, other_end : numpy.ndarray of shape (n,)
        Spans in both.
    """

    text: np.ndarray
    other: np.ndarray
    start: np.ndarray
    end: np.ndarray
    other_start: np.ndarray
    other_end: np.ndarray

    def __len__(self) -> int:
        return len(self.text)

    def chosen(self, rows: np.ndarray) -> Strings:
        """Return some of the strings, by their numbers or by a mask."""
        return Strings(*(column[rows] for column in self._columns()))

    def joined(self, *more: Strings) -> Strings:
        """Return these strings and others after them."""
        return Strings(*(np.concatenate(some) for some in zip(*(each._columns() for each in (self, *more)), strict=True)))

    def halved(self) -> Strings:
        """Return the same strings in half of the memory, to be kept: no text has two thousand million characters."""
        return Strings(*(column.astype(np.int32) for column in self._columns()))

    def sorted(self) -> Strings:
        """Return the strings in their order; of equal ones in the first text the one earlier in the other comes first."""
        return self.chosen(np.lexsort((self.other_start, -self.end, self.start, self.other, self.text)))

    def _columns(self) -> tuple[np.ndarray, ...]:
        return self.text, self.other, self.start, self.end, self.other_start, self.other_end


def no_strings() -> Strings:
    """Return none."""
    return Strings(*(np.empty(0, dtype=np.int64) for _ in range(6)))


class Places:
    """Where the units of some texts stand in them.

    Parameters
    ----------
    units : sequence of Units
        Of each text.
    numbers : sequence of int
        What each text is called elsewhere.
    """

    def __init__(self, units: Sequence[Units], numbers: Sequence[int]) -> None:
        lengths = [len(each.starts) for each in units]
        self._offsets = np.cumsum([0, *lengths[:-1]])
        self._starts, self._ends = (np.concatenate([getattr(each, edge) for each in units]) for edge in ("starts", "ends"))
        self._names = np.asarray(numbers, dtype=np.int64)

    def strings(self, matches: np.ndarray) -> Strings:
        """Turn matches, as `find_matches` yields them, into strings from both sides.

        Those that lie within another string of the two texts are dropped; of equal ones the first place in the other text is kept.
        """
        left, right, left_first, right_first, length = matches.T
        here, there = self._offsets[left] + left_first, self._offsets[right] + right_first
        spans = [self._starts[here], self._ends[here + length - 1], self._starts[there], self._ends[there + length - 1]]
        forth = Strings(self._names[left], self._names[right], *spans)
        back = Strings(self._names[right], self._names[left], *spans[2:], *spans[:2])
        return _outermost(forth.joined(back).sorted())


def _outermost(strings: Strings) -> Strings:
    """Keep the strings that reach further than all before them in the same two texts."""
    reach, _ = _reaches(strings)
    return strings.chosen(strings.end > reach)


def _reaches(strings: Strings) -> tuple[np.ndarray, np.ndarray]:
    """Give for each string how far those before it reach in the same two texts (-1 without any), and the number of the pair."""
    is_first = np.ones(len(strings), dtype=bool)
    is_first[1:] = (np.diff(strings.text) != 0) | (np.diff(strings.other) != 0)
    pair = np.cumsum(is_first) - 1
    # Each pair in a range of its own, so that a running maximum over all never reaches from one into the next.
    step = int(strings.end.max(initial=0)) + 1
    running = np.maximum.accumulate(strings.end + pair * step) if len(strings) else strings.end
    before = np.full(len(strings), -1, dtype=np.int64)
    before[1:] = np.where(is_first[1:], -1, running[:-1] - pair[1:] * step)
    return before, pair


def not_quoted(strings: Strings, quoted: Strings) -> np.ndarray:
    """Tell which strings do not lie within one that their first text shares with the statement: those are given, sorted."""
    if not len(quoted) or not len(strings):
        return np.ones(len(strings), dtype=bool)
    step = int(max(strings.end.max(), quoted.end.max())) + 1
    # None of a text's strings with the statement lies within another: the last that starts no later also reaches furthest.
    place = np.searchsorted(quoted.text * step + quoted.start, strings.text * step + strings.start, side="right") - 1
    is_within = (place >= 0) & (quoted.text[place] == strings.text) & (strings.end <= quoted.end[place])
    is_beyond: np.ndarray = ~is_within
    return is_beyond


class Words:
    """The words of some texts, to count those within spans.

    Parameters
    ----------
    reads : sequence of ReadText
        The texts, in the order of their numbers.
    """

    def __init__(self, reads: Sequence[ReadText]) -> None:
        tokens = [[token for tokens in read.tokens for token in tokens] for read in reads]
        self.totals = np.array([len(some) for some in tokens], dtype=np.int64)
        self._step = max((some[-1].end for some in tokens if some), default=0) + 1
        self._starts, self._ends = (
            np.array([number * self._step + getattr(token, edge) for number, some in enumerate(tokens) for token in some], dtype=np.int64)
            for edge in ("start", "end")
        )

    def within(self, text: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Count the words that lie within each span."""
        shift = text.astype(np.int64) * self._step
        counts = np.searchsorted(self._ends, shift + end, side="right") - np.searchsorted(self._starts, shift + start, side="left")
        inside: np.ndarray = np.maximum(counts, 0)
        return inside

    def in_any(self, strings: Strings) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Count, for every two texts that share strings, the strings and the first one's words in any of them, each once.

        Returns the numbers of the two texts, the strings, and the words, of each pair.
        """
        reach, pair = _reaches(strings)
        firsts = np.flatnonzero(strings.start > reach)  # strings that overlap or touch are one stretch
        stretch_end = np.maximum.reduceat(strings.end, firsts)
        words = self.within(strings.text[firsts], strings.start[firsts], stretch_end)
        heads = np.flatnonzero(np.diff(pair, prepend=-1))
        return strings.text[heads], strings.other[heads], np.bincount(pair), np.bincount(pair[firsts], words).astype(np.int64)
