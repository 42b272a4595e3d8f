"""Which phrases can be keyphrases: complete, about something, and said more than once or a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.language.lexicon import lexicon
from analytics.language.segmentation import is_segmented
from analytics.language.stems import stem
from analytics.measures.keywords.phrases import Key, Occurrence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.language.tokens import Token

_HIRAGANA = re.compile(r"[\u3040-\u309f]")
_ARTICLES_REQUIRED = frozenset({"es", "fr", "it", "pt"})
"""Languages in which hardly a noun stands without an article or preposition somewhere in a text."""
_PARTICIPLES = {"en": re.compile(r"^[a-z]{2,}[^e]ed$")}
"""Participles, where no article is needed before a noun; not "need"."""
_WITHOUT_ARTICLES = frozenset({"ar", "ko", "pl", "ru", "th", "tr"})
_OFTEN_TOLD = 4
_MOST_CAPITALS = 0.9
_LEAST_TOLD = 2
_LEAST_AT_HEAD = 0.3
"""An adjective nearly always has its noun beside it; a noun often enough has not."""
_SHORTEST_SPACED_WORD = 3
_SHORTEST_WORD = 2


@dataclass(slots=True)
class _Evidence:
    """What the neighbours of a word tell about it, counted over a text.

    ``at_head`` of ``told`` places have no content word on the side where a noun would stand beside an adjective; ``alone`` of them have
    an article or preposition on the other side as well.
    """

    told: int = 0
    as_noun: int = 0
    as_verb: int = 0
    at_head: int = 0
    alone: int = 0
    capitalised: int = 0
    inflected: int = 0


class Candidates:
    """Judges the phrases of one text.

    Parameters
    ----------
    phrases : mapping
        Occurrences of every phrase, from `analytics.measures.keywords.phrases.find_phrases`.
    language : str
        Language code.
    """

    def __init__(self, phrases: Mapping[Key, Sequence[Occurrence]], language: str) -> None:
        self._phrases = phrases
        self._language = language
        self._lexicon = lexicon(language)
        self._evidence = self._collected()
        capitals = [occurrence.tokens[0].text[0].isupper() for key, group in phrases.items() if len(key) == 1 for occurrence in group]
        # Where nearly every word has a capital, or none has, capitals tell nothing.
        self._has_case = 0 < sum(capitals) <= _MOST_CAPITALS * len(capitals)

    def tiers(self) -> list[set[Key]]:
        """Group the phrases that can be keyphrases, best first.

        Returns
        -------
        list of set
            Phrases said more than once and names of several words; single words with a capital; other single words that look like nouns.
        """
        well_formed = [key for key, group in self._phrases.items() if self._is_well_formed(key, group[0].tokens)]
        repeated: set[Key] = {
            key for key in well_formed if len(self._phrases[key]) > 1 and self._is_complete(key) and self._is_nominal(key)
        }
        names: set[Key] = {key for key in well_formed if len(key) > 1 and len(self._phrases[key]) == 1 and self._is_name(key, repeated)}
        single: set[Key] = {key for key in well_formed if len(key) == 1 and key not in repeated and self._is_nominal(key)}
        proper: set[Key] = {key for key in single if self._stands_as_name(key) and not self._is_common_noun(key)}
        if self._language[:2] in _WITHOUT_ARTICLES:
            single = proper
        return [repeated | names, proper, single - proper]

    def _collected(self) -> dict[str, _Evidence]:
        found: dict[str, _Evidence] = {}
        for key, group in self._phrases.items():
            if len(key) > 1:
                continue
            evidence = found.setdefault(key[0][0], _Evidence())
            for occurrence in group:
                self._add(evidence, occurrence)
        return found

    def _add(self, evidence: _Evidence, occurrence: Occurrence) -> None:
        before, after = _plain(occurrence.before, self._language), _plain(occurrence.after, self._language)
        evidence.as_noun += before in self._lexicon.before_nouns
        evidence.as_verb += before in self._lexicon.before_verbs or after in self._lexicon.after_verbs
        neighbour = occurrence.before if self._lexicon.is_head_first else occurrence.after
        # In "political, economic and security ties" a comma or an "and" does not tell adjectives from nouns.
        is_joined = occurrence.is_listed or _plain(neighbour, self._language) in self._lexicon.conjunctions
        evidence.told += not is_joined
        is_at_head = not is_joined and (neighbour is None or neighbour.is_stop)
        evidence.at_head += is_at_head
        evidence.alone += is_at_head and before in self._lexicon.before_nouns
        evidence.inflected += occurrence.tokens[0].stem != _plain(occurrence.tokens[0], self._language)
        evidence.capitalised += occurrence.tokens[0].text[0].isupper() and not occurrence.is_first and not occurrence.is_in_heading

    def _is_well_formed(self, key: Key, tokens: Sequence[Token]) -> bool:
        """Say whether the edges are words with a meaning of their own and the inside is one noun phrase."""
        inner = [token for token in tokens[1:-1] if token.is_stop]
        if any(_plain(token, self._language) not in self._lexicon.links for token in inner):
            return False
        if any(_plain(token, self._language) in self._lexicon.pale for token in (tokens[0], tokens[-1])):
            return False
        if self._language.startswith("ja") and any(_HIRAGANA.search(token.text) for token in tokens if not token.is_stop):
            return False
        if self._language.startswith("ko") and any(token.stem != _plain(token, self._language) for token in tokens[:-1]):
            return False
        return len(key) > 1 or self._is_long_enough(tokens[0])

    def _is_long_enough(self, token: Token) -> bool:
        is_short_form = self._has_case and token.text.isupper()
        dense = is_segmented(self._language) or self._language.startswith("ko")
        return len(token.text) >= (_SHORTEST_WORD if dense or is_short_form else _SHORTEST_SPACED_WORD)

    def _is_complete(self, key: Key) -> bool:
        """Say whether a repeated phrase stands by itself: not always before or after the same content word."""
        group = self._phrases[key]
        for side in ("before", "after"):
            neighbours = {getattr(occurrence, side) and _content_stem(getattr(occurrence, side)) for occurrence in group}
            if len(neighbours) == 1 and neighbours != {None}:
                return False
        return True

    def _is_nominal(self, key: Key) -> bool:
        """Say whether the words look like nouns and adjectives; by the words next to them, in languages with articles."""
        first, last = self._evidence.get(key[0][0]), self._evidence.get(key[-1][0])
        if first is None or last is None:
            return False
        if self._language.startswith("de") and self._has_case:
            return last.capitalised > 0 or all(occurrence.is_first for occurrence in self._phrases[key])
        if any(evidence.as_verb and not evidence.as_noun and not evidence.capitalised for evidence in (first, last)):
            return False
        if self._language[:2] in _ARTICLES_REQUIRED and not first.capitalised and not first.as_noun:
            return False
        if self._language.startswith("ko"):
            return last.inflected > 0
        if self._begins_with_participle(key):
            return False
        return len(key) > 1 or self._is_single_noun(key, first)

    def _is_single_noun(self, key: Key, word: _Evidence) -> bool:
        """Say whether a word by itself is a noun: it ends a noun phrase somewhere."""
        group = self._phrases[key]
        if len(group) == 1 and not word.capitalised and _is_content(group[0].after):
            return False
        if self._lexicon.before_nouns and not word.capitalised and word.alone == 0:
            is_often_head = word.told >= _OFTEN_TOLD and 2 * word.at_head >= word.told
            return is_often_head or (word.told < _LEAST_TOLD and word.as_noun > 0)
        return word.told < _LEAST_TOLD or word.at_head >= _LEAST_AT_HEAD * word.told

    def _begins_with_participle(self, key: Key) -> bool:
        """Say whether a phrase is a verb, alone or with its object ("urged governments"), and no attribute ("the carved door")."""
        ending, group = _PARTICIPLES.get(self._language[:2]), self._phrases[key]
        if ending is None or not any(ending.search(occurrence.tokens[0].text) for occurrence in group):
            return False
        return len(key) == 1 or not any(_plain(occurrence.before, self._language) in self._lexicon.before_nouns for occurrence in group)

    def _stands_as_name(self, key: Key) -> bool:
        """Say whether a word has a capital and is not always a piece of a longer name."""
        is_whole = any(not _is_capital(occurrence.before) and not _is_capital(occurrence.after) for occurrence in self._phrases[key])
        return is_whole and self._evidence[key[0][0]].capitalised > 0

    def _is_common_noun(self, key: Key) -> bool:
        """Say whether a word has an article, where every noun has a capital."""
        return self._language.startswith("de") and self._evidence[key[0][0]].as_noun > 0

    def _is_name(self, key: Key, repeated: set[Key]) -> bool:
        """Say whether a phrase that stands once is a name: every content word has a capital, and no more capitals stand beside it."""
        (occurrence,) = self._phrases[key]
        if not self._has_case or occurrence.is_in_heading or any(is_stop for _, is_stop in key[1:-1]):
            return False
        is_capitalised = all(token.text[0].isupper() for token in occurrence.tokens)
        return (
            is_capitalised
            and not self._is_half(occurrence)
            and not _is_capital(occurrence.after)
            and (not _is_capital(occurrence.before) or self._follows_title(occurrence, repeated))
        )

    def _is_half(self, occurrence: Occurrence) -> bool:
        """Say whether a function word ties the name to another one: "Urban Health" of "Institute of Urban Health"."""
        links = self._lexicon.links - self._lexicon.conjunctions
        sides = [(occurrence.after, occurrence.after_link)]
        if self._language[:2] not in _ARTICLES_REQUIRED:  # "Aduana de Puerto Lautral": a place is whole
            sides.append((occurrence.before, occurrence.before_link))
        return any(link is not None and link.text.lower() in links and _is_capital(name) for link, name in sides)

    def _follows_title(self, occurrence: Occurrence, repeated: set[Key]) -> bool:
        """Say whether the capital before a name belongs to a phrase of its own: "Prime Minister | Jane Smith"."""
        before = occurrence.before
        return before is not None and any(key[-1][0] == before.stem for key in repeated if len(key) > 1)


def _plain(token: Token | None, language: str) -> str:
    return stem(token.text, language).word if token else ""


def _content_stem(token: Token) -> str | None:
    return None if token.is_stop else token.stem


def _is_content(token: Token | None) -> bool:
    return token is not None and not token.is_stop


def _is_capital(token: Token | None) -> bool:
    return token is not None and not token.is_stop and token.text[0].isupper()
