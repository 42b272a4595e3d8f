"""Words of a text, with stems and stop words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.language.segmentation import is_segmented, segment
from analytics.language.stems import stem
from analytics.language.stopwords import stop_words
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator

# Marks that stand on or under letters: in Arabic, Thai and decomposed Latin text they are characters of their own.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
_LETTER = rf"[^\W\d_][{_MARKS}]*"
_HYPHENS = r"\-\u2010\u2011"
_APOSTROPHES = "'’\u02bc"
_NUMBER = rf"\d+(?:[.,:/–{_HYPHENS}{_APOSTROPHES}]\d+)*"
_ACRONYM = r"[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W\d_])"
_SPACED = (
    rf"(?P<number>{_NUMBER}(?:{_LETTER})*(?:[{_HYPHENS}](?:{_LETTER})+)*)|(?P<acronym>{_ACRONYM})"
    rf"|(?P<word>(?:{_LETTER})(?:{_LETTER}|\d)*(?:[{_HYPHENS}{_APOSTROPHES}](?:{_LETTER}|\d)+)*)"
)
_WORD = re.compile(_SPACED)

# Scripts without blanks; the middle dot between the parts of a foreign name is not a letter.
_UNSPACED = rf"[\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\u0e01-\u0e4e][{_MARKS}]*"
_COUNTED = rf"{_NUMBER}(?:[兆億亿万萬千百](?:\d+(?:[.,]\d+)*)?)*"
_UNSPACED_WORD = re.compile(rf"(?P<run>(?:{_UNSPACED})+)|(?P<counted>{_COUNTED})|(?P<latin>(?:(?!{_UNSPACED})(?:{_LETTER}|\d))+)")

_ELIDING = frozenset({"ca", "fr", "it", "pt"})
_INVERTING = frozenset({"fr", "pt"})  # pronouns follow verbs after a hyphen: "dit-il", "dar-lhe"
_WHOLE = frozenset({"aujourd'hui", "prud'homme", "prud'hommes", "entr'ouvert"})
_ENGLISH_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}][sS]$")
_SHORT_PART = 3
_COMBINING = frozenset(
    "afro anglo anti austro cyber euro extra franco greco ibero indo inter intra italo luso macro micro multi pan post russo semi sino"
    " super trans ultra".split()
)
"""First parts that make one word with what follows in many languages: ``Indo-Pacific``, ``semi-conducteurs``."""


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


def tokenize(text: str, language: str, *, offset: int = 0) -> tuple[Token, ...]:
    """Cut a text into words and numbers; punctuation is left out.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Language code; a region is ignored, save ``zh-TW``.
    offset : int
        Added to every span: where `text` starts in the text that the spans shall refer to.

    Returns
    -------
    tuple of Token
        In reading order, not overlapping; ``text[t.start - offset : t.end - offset] == t.text``.

    Notes
    -----
    Numbers stay whole (``11.6``, ``2024-2027``). Hyphenated words are cut unless a part would be a fragment (``rules|based``, but
    ``start-ups``), French, Italian and Portuguese words after an elision (``l'|accordo``); the English ``'s`` and Turkish endings after
    an apostrophe belong to no token. Chinese, Japanese and Thai are cut by `analytics.language.segmentation.segment`.
    """
    stops = stop_words(language)
    has_small_letters = any(map(str.islower, text))
    tokens = []
    for start, end in _word_spans(text, language):
        word = text[start:end]
        stemmed = stem(word, language)
        # "US", "UN" and "WHO" are names, unless everything is in capitals.
        is_acronym = has_small_letters and len(stemmed.word) > 1 and word.isupper()
        is_stop = _is_grammatical(word, language) or (stemmed.word in stops and not is_acronym)
        tokens.append(Token(word, offset + start, offset + end, stemmed.stem, is_stop))
    return tuple(tokens)


def count_words(text: str, language: str) -> int:
    """Count the words and numbers of a text as `tokenize` cuts them.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Language code.

    Returns
    -------
    int
        0 for a text without letters and digits.
    """
    return sum(1 for _ in _word_spans(text, language))


def _word_spans(text: str, language: str) -> Iterator[tuple[int, int]]:
    code = primary_language(language)
    if not is_segmented(language):
        for match in _WORD.finditer(text):
            yield from _parts(text, match, code)
        return
    for match in _UNSPACED_WORD.finditer(text):
        if match.lastgroup == "run":
            yield from ((match.start() + start, match.start() + end) for start, end in segment(match.group(), language))
        else:
            yield match.span()


def _parts(text: str, match: re.Match[str], code: str) -> Iterator[tuple[int, int]]:
    """Cut a run of letters, hyphens and apostrophes into words."""
    start, end = match.span()
    word = match.group()
    if match.lastgroup != "word" or word.isalpha():
        yield start, end
        return
    if code in _ELIDING and word.lower().replace("’", "'") not in _WHOLE:
        for apostrophe in re.finditer(f"[{_APOSTROPHES}]", word):
            yield start, match.start() + apostrophe.end()
            start = match.start() + apostrophe.end()
    elif code == "en" and (possessive := _ENGLISH_POSSESSIVE.search(word)):
        end = match.start() + possessive.start()
    elif code == "tr" and (ending := re.search(f"[{_APOSTROPHES}]", word)):
        end = match.start() + ending.start()
    yield from _hyphen_parts(text, start, end, code)


def _hyphen_parts(text: str, start: int, end: int, code: str) -> Iterator[tuple[int, int]]:
    """Cut at hyphens, unless a part is a fragment: a combining form, or short and neither a function word nor a name."""
    parts = re.split(f"[{_HYPHENS}]", text[start:end])
    if parts[0].lower() in _COMBINING or _has_fragment(parts, code):
        yield start, end
        return
    for part in parts:
        yield start, start + len(part)
        start += len(part) + 1


def _has_fragment(parts: list[str], code: str) -> bool:
    stops = stop_words(code)
    if code in _INVERTING and parts[-1].lower() in stops:
        return False
    are_names = all(part[0].isupper() and len(part) > 1 for part in parts)
    return not are_names and any(len(part) <= _SHORT_PART and part.lower() not in stops for part in parts)


def _is_grammatical(word: str, language: str) -> bool:
    """Japanese endings and particles: up to four hiragana by themselves."""
    return language.startswith("ja") and len(word) <= _SHORT_PART + 1 and all("\u3040" <= letter <= "\u309f" for letter in word)
