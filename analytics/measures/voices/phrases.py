"""Where a speaker is named: a noun phrase right before or right behind a verb, in languages that write names with capitals.

No grammar is parsed. A phrase is taken only where every word of it fits; otherwise nobody is named.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from analytics.language.lexicon import lexicon
from analytics.language.stopwords import stop_words
from analytics.measures.voices.lexicon import SpeechLexicon, speech_lexicon
from analytics.measures.voices.utterances import Span

_TOKEN = re.compile(r"(?:[^\W\d_]|(?:[Dd]e|[Nn])?[Ll]l)['’](?=\w)|[^\W_]+(?:[.'’\-‑·][^\W_]+)*\.?|&")
_ADJECTIVES = 3
"""Most words in small letters in a row, after an article or "of"."""
_LONGEST = 14
"""Most words of a phrase."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def is_name(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class PhraseFinder:
    """Finds noun phrases of one language.

    Parameters
    ----------
    words : SpeechLexicon
        Articles, pronouns, particles.
    function_words : frozenset of str
        Words in small letters that end a phrase.
    never_end : frozenset of str
        Abbreviations whose full stop ends no phrase ("Mr.").
    pale : frozenset of str
        Days and months: no names, though they have capitals.
    """

    words: SpeechLexicon
    function_words: frozenset[str]
    never_end: frozenset[str]
    pale: frozenset[str]

    def behind(self, text: str, at: int, end: int) -> Span | None:
        """Return the phrase that begins at the first word behind a place; None where what stands there is none."""
        words = self._words(text, at, end)
        if not words or text[at : words[0].start].strip(" \t\u00a0\u202f-–—"):
            return None
        taken = self._taken(words)
        if taken == 0:
            return None
        last = words[taken - 1].end
        if not any(word.is_name for word in words[1:taken]) and words[0].lower in self.words.determiners:
            last = self._name_after_comma(text, last, end) or last
        return words[0].start, last

    def before(self, text: str, start: int, at: int) -> Span | None:
        """Return the phrase that ends at the last word before a place, within its clause; None where what stands there is none."""
        clause = max((match.end() for match in re.finditer(r"[;:(–—“”«»„\"]", text[start:at])), default=0)
        offset = start + clause
        stretch = text[offset:at].rstrip()
        parts = [match.span() for match in re.finditer(r"[^,]*(?:,|$)", stretch) if match.group()]
        if not parts:
            return None
        if stretch.endswith(","):  # "Ann Lee, the mayor, said"
            return self._whole(text, offset + parts[-2][0], offset + parts[-2][1] - 1) if len(parts) > 1 else None
        return self._whole(text, offset + parts[-1][0], at)

    def _whole(self, text: str, start: int, end: int) -> Span | None:
        words = self._words(text, start, end, whole=True)
        while words and words[0].lower in self.words.openers and len(words) > 1:
            words = words[1:]
        if not words or words[-1].end != len(text[:end].rstrip()):
            return None
        if self._taken(words) == len(words) or self._are_plain_people(words):
            return words[0].start, words[-1].end
        for first in range(1, len(words)):
            is_link = words[first - 1].lower in self.words.openers
            if is_link and self._taken(words[first:]) == len(words) - first:
                return words[first].start, words[-1].end
        return None

    def _are_plain_people(self, words: list[_Word]) -> bool:
        """At the beginning of a sentence: "Officials", "Government officials"."""
        small = [word.text for word in words[1:]]
        return len(words) <= 2 and words[0].is_name and not any(self._is_function(word) for word in [words[0].text, *small])

    def _taken(self, words: list[_Word]) -> int:
        """Count the words from the first on that form one phrase."""
        first = words[0].lower
        if first in self.words.pronouns and not (first in self.words.determiners and len(words) > 1):
            return 1
        is_open = first in self.words.determiners or self._is_title(words)
        if not is_open and (not words[0].is_name or self._is_function(words[0].text)):
            return 0
        budget, taken, good = (_ADJECTIVES if is_open else 0), 1, (0 if is_open else 1)
        for word in words[1:_LONGEST]:
            lower = word.lower
            if word.is_name and lower not in self.pale:
                good = taken + 1
                budget = 0
            elif lower in self.words.particles or (good < taken and lower in self.words.determiners):
                budget = _ADJECTIVES
            elif budget > 0 and not self._is_function(word.text):
                good, budget = taken + 1, budget - 1
            else:
                break
            taken += 1
        return good

    def _is_title(self, words: list[_Word]) -> bool:
        """Tell a title in small letters before a name: "burgemeester Anna de Leeuw"."""
        small = list(itertools.takewhile(lambda word: not word.is_name, words[: _ADJECTIVES + 1]))
        plain = not any(self._is_function(word.text) or word.lower in self.words.before_link for word in small)
        return bool(small) and plain and len(small) < min(len(words), _ADJECTIVES + 1)

    def _is_function(self, word: str) -> bool:
        lower = word.lower().replace("’", "'")
        return lower in self.function_words and not (len(word) > 1 and word.isupper())

    def _name_after_comma(self, text: str, at: int, end: int) -> int | None:
        """Take the name in "the head of the centre, Ann Lee, ..." along."""
        match = re.match(r",\s+", text[at:end])
        words = self._words(text, at + match.end(), end) if match else []
        names = [word for word in words if word.is_name]
        if len(names) < 2 or names != words[: len(names)] or self._is_function(words[0].text):
            return None
        return names[-1].end

    def _words(self, text: str, start: int, end: int, *, whole: bool = False) -> list[_Word]:
        """Cut words up to the first sign between them; with `whole`, none at all where there is such a sign."""
        words: list[_Word] = []
        for match in _TOKEN.finditer(text, start, end):
            word = _Word(match.start(), match.end(), match.group())
            if words and text[words[-1].end : word.start].strip(" \t\u00a0\u202f\n'’"):
                return [] if whole else words
            stops = word.text.endswith(".") and not self._is_abbreviation(word.text)
            if stops:
                word = _Word(word.start, word.end - 1, word.text[:-1])
            words.append(word)
            if stops:
                return words if not whole or not text[word.end + 1 : end].strip() else []
            if len(words) > 2 * _LONGEST:
                return [] if whole else words
        return words

    def _is_abbreviation(self, word: str) -> bool:
        plain = word.rstrip(".")
        return plain.lower() in self.never_end or plain in self.never_end or (len(plain) == 1 and plain.isupper()) or "." in plain


@cache
def phrase_finder(language: str) -> PhraseFinder:
    """Return the finder of a language."""
    words, known = speech_lexicon(language), lexicon(language)
    return PhraseFinder(words, stop_words(language) - words.particles - words.determiners, known.never_end, known.pale)
