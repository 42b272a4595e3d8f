"""Words of a text, with stems and stop words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from analytics.language.stopwords import stop_words

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"\d+(?:[.,:/\-–]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*", re.UNICODE)

_STEMMER_OF = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
    "pl": "polish",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word (or number) of a text.

    Parameters
    ----------
    text : str
        As written.
    start, end : int
        Span in the text it was cut from.
    stem : str
        Lower-cased stem; the lower-cased word itself in languages without a stemmer.
    is_stop : bool
        Whether it is a function word of its language.
    """

    text: str
    start: int
    end: int
    stem: str
    is_stop: bool


@cache
def _stemmer(language: str) -> Callable[[str], str] | None:
    name = _STEMMER_OF.get(language.split("-")[0].lower())
    if name is None:
        return None
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    return word if stemmer is None else stemmer(word)


def tokenize(text: str, language: str, *, offset: int = 0) -> tuple[Token, ...]:
    """Cut a text into words and numbers; punctuation is left out.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Language code.
    offset : int
        Added to every span: where `text` starts in the text that the spans shall refer to.

    Returns
    -------
    tuple of Token
        In reading order, not overlapping.
    """
    stops = stop_words(language)
    tokens = []
    for match in _WORD.finditer(text):
        lower = match.group().lower()
        tokens.append(Token(match.group(), offset + match.start(), offset + match.end(), _stem(lower, language), lower in stops))
    return tuple(tokens)


def count_words(text: str, language: str) -> int:
    """Count the words and numbers of a text as `tokenize` cuts them."""
    return len(tokenize(text, language))
