"""Capitals for texts that were written without: the encoder tells words in small letters and in capitals apart, a reader does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.language.encoder import Encoder

# Fewer letters prove no habit: a Chinese article with one "km" is not written in small letters.
_LEAST_LETTERS = 100
_MOST_STRAY = 0.01
_LONGEST_ACRONYM = 6
# How much rarer (natural logarithm) a word must be in small letters: frequent words are met in both forms.
_MARGIN = 1.5
_RARITY_UNIT = 10.0

_WORD = re.compile(r"(?<![\d’'])[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCE_START = re.compile(r"(?:^\W*|[.!?][\"”’)]*\s+)[^\W\d_]")
_WITHIN_SENTENCE_START = re.compile(r"[.!?][\"”’)]*\s+[^\W\d_]")


def is_without_case(texts: Sequence[str]) -> bool:
    """Tell whether texts are written in small letters, or in capitals, throughout.

    Parameters
    ----------
    texts : sequence of str
        All passages of one text.

    Returns
    -------
    bool
        True from 100 letters that have case on, which must be a half of all letters, if less than one in a hundred differs.
    """
    whole = "".join(texts)
    capitals, small = sum(map(str.isupper, whole)), sum(map(str.islower, whole))
    cased = capitals + small
    if cased < _LEAST_LETTERS or min(capitals, small) >= _MOST_STRAY * cased:
        return False
    return 2 * cased >= sum(map(str.isalpha, whole))


def restored(texts: Sequence[str], begins: Sequence[bool], encoder: Encoder) -> list[str]:
    """Write words with capitals where the encoder's own vocabulary knows them better so.

    Parameters
    ----------
    texts : sequence of str
        Passages written in one case.
    begins : sequence of bool
        Whether each begins a sentence, so that its first letter is a capital.
    encoder : Encoder
        Its pieces' rarities decide between *italy* and *Italy*, *nato* and *NATO*; without them words stay small.

    Returns
    -------
    list of str
        Letter for letter as long as the texts; names that the vocabulary does not hold stay in small letters.
    """
    lowered = [_lowered(text) for text in texts]
    forms = _best_forms(sorted({match.group() for text in lowered for match in _WORD.finditer(text)}), encoder)
    written = [_WORD.sub(lambda match: forms[match.group()], text) for text in lowered]
    return [
        (_SENTENCE_START if begin else _WITHIN_SENTENCE_START).sub(_with_last_capital, text)
        for text, begin in zip(written, begins, strict=True)
    ]


def _lowered(text: str) -> str:
    """Lower letters one by one: some capitals (İ) have two small ones, and lengths must hold."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _best_forms(words: Sequence[str], encoder: Encoder) -> Mapping[str, str]:
    """Choose for each word in small letters the form that the vocabulary finds most usual."""
    ways = [[word, *{_titled(word), word.upper() if len(word) <= _LONGEST_ACRONYM else word} - {word}] for word in words]
    ways = [[way for way in some[:1] + sorted(some[1:]) if len(way) == len(some[0])] for some in ways]
    encoded = iter(encoder.encode([way for some in ways for way in some]))
    chosen = {}
    for some in ways:
        costs = np.array([_RARITY_UNIT * rarity.sum() if (rarity := next(encoded).rarity) is not None else 0.0 for _ in some])
        costs[0] -= _MARGIN
        chosen[some[0]] = some[int(costs.argmin())]
    return chosen


def _titled(word: str) -> str:
    return _LETTERS.sub(lambda match: match.group()[0].upper() + match.group()[1:], word)


def _with_last_capital(match: re.Match[str]) -> str:
    start = match.group()
    capital = start[-1].upper()
    return start[:-1] + capital if len(capital) == 1 else start
