"""Stems: one form for the inflected forms of a word."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Callable

_SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}
"""Languages with a Snowball stemmer, by its name."""

_KOREAN_PARTICLE = re.compile(
    r"(?<=[가-힣A-Za-z0-9]{2})(?:에게서|으로부터|로부터|에서는|에서도|으로는|이라고|이라는|라고|라는|에서|에게|께서|부터|까지|으로|처럼|보다|마다|만큼|이며|이고"
    r"|은|는|이|가|을|를|의|에|로|와|과|도|만)$"
)
_LONGEST_WORD = 60
_APOSTROPHES = str.maketrans({"’": "'", "\u02bc": "'", "\u00ad": None, "\u2010": "-", "\u2011": "-"})
_ARABIC_MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670]")


class Stemmed(NamedTuple):
    """A word in two plainer forms.

    Parameters
    ----------
    word : str
        Lower case, composed characters, straight apostrophe; neither it nor a full stop at either end: as stop words are listed.
    stem : str
        The stem; `word` in a language without a stemmer.
    """

    word: str
    stem: str


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> Stemmed:
    """Reduce a word to its stem.

    Parameters
    ----------
    word : str
        One word as written.
    language : str
        Language code; a region is ignored.

    Notes
    -----
    Snowball's stemmers where there is one; in Korean a particle of the common ones is taken off a word of three syllables or more.
    Stems are for matching ("minerals" and "mineral"), not for display.
    """
    code = primary_language(language)
    plain = _lower(unicodedata.normalize("NFC", word), code).translate(_APOSTROPHES).strip("'.")
    if code == "ar":
        plain = _ARABIC_MARKS.sub("", plain)
    if code == "ko":
        return Stemmed(plain, _KOREAN_PARTICLE.sub("", plain))
    stemmer = _stemmer(code) if len(plain) <= _LONGEST_WORD else None
    return Stemmed(plain, plain if stemmer is None else stemmer(plain))


def _lower(word: str, code: str) -> str:
    """Turkish has a dotted and a dotless i, each with its own capital."""
    return word.replace("İ", "i").replace("I", "ı").lower() if code == "tr" else word.lower()


@cache
def _stemmer(code: str) -> Callable[[str], str] | None:
    name = _SNOWBALL.get(code)
    if name is None:
        return None
    import snowballstemmer

    stem_word: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem_word
