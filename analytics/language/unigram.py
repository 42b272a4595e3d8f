"""Cutting a text into the pieces of a vocabulary with probabilities: the likeliest way of all."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WORD_START = "\u2581"
"""Marks the start of a word in a piece, in place of the blank before it."""

_BLANKS = re.compile(" {2,}")
_WORD = re.compile(f"{WORD_START}[^{WORD_START}]*")
# Words whose cuts are remembered: most words of a text have stood in it, or in another, before.
_REMEMBERED, _LONGEST_REMEMBERED = 1 << 15, 24
# What an unknown sign costs below the rarest piece, as in SentencePiece.
_UNKNOWN_COST = 10.0
_IMPOSSIBLE = float("-inf")


class UnigramTokenizer:
    """Cuts texts into the pieces whose log-probabilities sum highest.

    Parameters
    ----------
    pieces : sequence of str
        By number; those that are empty or begin with ``<`` and end with ``>`` stand for marks and are never found in a text. No piece goes
        beyond a word: `WORD_START` stands at the start of a piece or nowhere.
    scores : sequence of float
        Log-probability of each piece, at most 0.
    replacements : mapping of str to str
        What single signs are replaced by before cutting.
    unknown : int
        Number that stands for a sign which no piece holds.

    References
    ----------
    Kudo (2018), Subword Regularization, ACL.
    """

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], replacements: Mapping[str, str], unknown: int) -> None:
        self._replaced = {ord(sign): other for sign, other in replacements.items()}
        self._words = _Words(pieces, scores, unknown)
        # The memory of words belongs to nothing that it refers to: so all of it is gone as soon as the tokenizer is.
        self._cut_short_word = lru_cache(_REMEMBERED)(self._words.cut)

    def cut(self, text: str) -> list[tuple[int, str]]:
        """Cut a text.

        Parameters
        ----------
        text : str
            Any text.

        Returns
        -------
        list of (int, str)
            Number and letters of each piece in order; together the letters are the text with its signs replaced, a mark for each run of
            blanks and one before the first word. Empty where nothing is left of the text.
        """
        plain = _BLANKS.sub(" ", text.translate(self._replaced))
        if not plain.strip():
            return []
        marked = (plain if plain.startswith(" ") else f" {plain}").replace(" ", WORD_START)
        words = _WORD.findall(marked)
        return [piece for word in words for piece in (self._cut_short_word if len(word) <= _LONGEST_REMEMBERED else self._words.cut)(word)]


class _Words:
    """Cuts single words."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces) if piece and not (piece[0] == "<" and piece[-1] == ">")}
        self._scores = list(scores)
        self._longest = max(map(len, self._numbers), default=1)
        self._unknown = unknown
        self._unknown_score = min(self._scores, default=0.0) - _UNKNOWN_COST

    def cut(self, word: str) -> list[tuple[int, str]]:
        steps = self._best_steps(word)
        found: list[tuple[int, str]] = []
        end = len(word)
        while end > 0:
            start, number = steps[end]
            found.append((number, word[start:end]))
            end = start
        return found[::-1]

    def _best_steps(self, marked: str) -> list[tuple[int, int]]:
        """Find, for every place, where the last piece of the likeliest cut up to it begins, and which piece it is."""
        best = [0.0] + [_IMPOSSIBLE] * len(marked)
        steps = [(0, self._unknown)] * (len(marked) + 1)
        for start in range(len(marked)):
            sofar = best[start]
            for end in range(start + 1, min(len(marked), start + self._longest) + 1):
                number = self._numbers.get(marked[start:end])
                if number is not None and sofar + self._scores[number] > best[end]:
                    best[end], steps[end] = sofar + self._scores[number], (start, number)
            if sofar + self._unknown_score > best[start + 1]:
                best[start + 1], steps[start + 1] = sofar + self._unknown_score, (start, self._unknown)
        return steps
