"""Does this full stop end a sentence, or does it belong to an abbreviation, an initial, a number or a date?"""

from __future__ import annotations

import re

from analytics.language.lexicon import Lexicon, lexicon
from analytics.language.stopwords import stop_words

_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’„«»()\[\]{}]+$")
_WORD_AFTER = re.compile(r"[^\W\d_]+(?!\.\s)")
_INITIAL = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u0620-\u064a]$")
_NUMERAL = re.compile(r"\d|[IVXLC]+\b")
_INNER_STOPS = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}$")
_PART_OF_DATE = re.compile(r"\d{1,4}\.")
_END_OF_DATE = re.compile(r"\d\. ?\d{1,2}\. ?\d{1,2}$")
_COUNTRY = re.compile(r"\b(?:in|from|to|with|by|of|for|outside|inside|across|within|and) the (?:U\.S|U\.K|U\.N|E\.U)$")
_PREDICATE = re.compile(
    r"\S+ (?:is|was|has|had|will|would|are|were|have|did|does|can|could|should|may|might|also|[a-z]{2,}ed|[a-z]{3,}s)\b"
)
_ADDRESS = re.compile(r"www\.|@|/|\.(?:com|edu|eu|gov|info|int|io|net|org|uk)\b")
_NAME_PARTICLES = frozenset("al bin da dal das de degli del della den der des di do dos du el ibn la le van von".split())


def full_stop_ends(before: str, following: str, language: str) -> bool:
    """Say whether a full stop between blanks ends its sentence.

    Parameters
    ----------
    before : str
        The text up to the full stop, which is not included; forty characters are enough.
    following : str
        The text after it, from the first letter or digit on; not empty, and not beginning with a small letter.
    language : str
        Two-letter language code.
    """
    found = _WORD_BEFORE.search(before)
    word = found.group() if found else ""
    if _INITIAL.match(word) and (word.isupper() or not following[0].isdigit()):
        return _starts_sentence(following, language, but_not=_NAME_PARTICLES)
    known = lexicon(language)
    if _is_among(word, known.never_end):
        return False
    if _is_among(word, known.before_number):
        return not _NUMERAL.match(following)
    if word.isdigit():
        return _number_ends(before, word, following, language)
    if _is_among(word, known.may_end) or (_INNER_STOPS.match(word) and not _ADDRESS.search(word)):
        return _starts_sentence(following, language) or _country_ends(before, following, known)
    return True


def is_missing_blank(before: str, following: str) -> bool:
    """Say whether a mark between two letters ends a sentence after which the blank was forgotten: ``it ended.The next``.

    Parameters
    ----------
    before, following : str
        The text up to the mark and the text after it, neither empty.
    """
    word, following_word = before.split()[-1:] or [""], following.split()[:1] or [""]
    if _ADDRESS.search(f"{word[0]}.{following_word[0]}") or "." in word[0] or not word[0][-3:].isalpha() or len(word[0]) < 3:
        return False
    if "\u0600" <= following[0] <= "\u06ff":
        return True
    return word[0][-3:].islower() and following[0].isupper() and following[1:2].islower()


def _is_among(word: str, words: frozenset[str]) -> bool:
    """Look a word up: entries in small letters match any case, others themselves and capitals throughout."""
    return word in words or word.lower() in words or (word.isupper() and word.capitalize() in words)


def _starts_sentence(following: str, language: str, *, but_not: frozenset[str] = frozenset()) -> bool:
    """Say whether a capitalised function word follows: names and offices rarely begin with one, sentences often do."""
    found = _WORD_AFTER.match(following)
    word = found.group() if found else ""
    return word[:1].isupper() and word.lower() in stop_words(language) - lexicon(language).not_starters - but_not


def _number_ends(before: str, word: str, following: str, language: str) -> bool:
    """Ordinals ("16. Januar") and dates ("2026. 1. 16.") go on after the full stop."""
    if _PART_OF_DATE.match(following) or (language == "ko" and _END_OF_DATE.search(before)):
        return False
    if language == "de" and len(word) <= 3 and following[0].isalpha():
        return _starts_sentence(following, language)
    return True


def _country_ends(before: str, following: str, known: Lexicon) -> bool:
    """Tell "in the U.S. Japan was absent" from "in the U.S. Senate"."""
    found = _WORD_AFTER.match(following)
    if not found or found.group() in known.after_country:
        return False
    return bool(_COUNTRY.search(before) and _PREDICATE.match(following))
