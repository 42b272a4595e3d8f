"""Names for groups of clauses: the phrases that say most of what they are about, as they are written."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from analytics.study.grammar.lexicon import read_lexicon
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.study.grammar.lexicon import Lexicon

LONGEST_NAME = 45
"""Longest name, in characters; a second phrase is added where both fit."""

LONGEST_PHRASE = 3
"""Words of a phrase; a name of institutions and the like, written with capitals, may have more, as it is never cut."""

LONGEST_CAPITALS = 5
"""Words of such a name."""

SHORTEST_WORD = 4
"""Letters from which a word may stand alone in a name, if it is no acronym; five in languages without a lexicon."""

# What is elided stays outside of the word: l'eau, dell'aria. Signs before the ending of a Japanese verb are half a word: 植え, 見習い.
_WORD = re.compile(
    r"(?:(?<!\w)(?:[cdjlmnst]|qu|dell|nell|all|dall|sull|un|quest)['’](?=\w))?((?<![0-9０-９])[㐀-鿿゠-ヿ]{2,10}+(?![いうえきくけげしじすずせちつてぬねびぶべみむめりるれわっ])|[^\W\d_぀-ヿ㐀-鿿]+(?:[-'’][^\W\d_]+)*)",
    re.I,
)
_UNSPACED = re.compile(r"[㐀-鿿゠-ヿ]")
_POSSESSIVES = ("'s", "’s")
_LINKED = re.compile(r" ?|-")
# A phrase of two words says more than either; one of three hardly more than one of two.
_GAIN = (0.0, 1.0, 1.7, 1.9)


# Languages without a lexicon: what joins two nouns to one name, and words that name no theme.
_LINKS = {"nl": ("van", "van de", "van het", "voor", "tegen"), "pt": ("de", "do", "da", "dos", "das", "contra", "à")}
_EMPTY = {
    "nl": re.compile(
        r"beiden?|twee|drie|landen|partijen|minist(?:er|ers|erie)|president(?:en)?|leiders|zijden|regering(?:en)?|onder|tussen|tegen|waarin|waarbij|zullen|willen"
        r"|kunnen|moeten|worden|wordt|werd|werden|hebben|heeft|hadden|besl(?:oten|uiten)|kwamen|komen|overeen|(?:onder|ver)(?:steun|sterk)(?:en|t|den|de)"
        r"|(?:verwelkom|bevestig|benadruk|veroordeel|herhaal|erken|waardeer|steun|beloof)(?:d?en|t|ten|de)|spraken|riepen|roepen|namen|nemen|maken|gaven"
        r"|verder|samen|jaarlijks|nieuwe|eerste|belang",
        re.I,
    ),
    "pt": re.compile(
        r"ambos|ambas|partes|países|governos?|presidentes?|ministr[oa]s?|líderes|entre|sobre|também|ainda|todos|todas|novos?|novas?|primeir[oa]s?|importância"
        r"|[a-zà-ú]{2,}(?:aram|eram|iram|arão|erão|irão|ará|erá|irá|ando|endo|indo|aremos|iremos)|[a-zà-ú]{3,}(?:ar|er|ir|ou)",
        re.I,
    ),
}
LONGEST_PART = 2
"""Words before and behind a link."""
SHORT_GERMAN_WORD = 9
"""Letters below which a word of a language that writes all nouns with a capital is hardly a compound, and says little alone."""
SHORT_WORD_WEIGHT = 0.7


class _Grammar(NamedTuple):
    """What names know of a language: its lexicon, what joins two nouns, and whether nouns are told by their capital."""

    lexicon: Lexicon | None
    empty: re.Pattern[str] | None
    link: re.Pattern[str] | None
    has_capital_nouns: bool


class _Word(NamedTuple):
    """A word that may stand in a name: whether it is long enough to begin or end one, and whether it needs a noun behind it."""

    text: str
    start: int
    end: int
    is_long: bool
    is_adjective: bool

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


def name_groups(groups: Sequence[Sequence[str]], language: str, unnamed: str) -> list[str]:
    """Name groups of clauses.

    Parameters
    ----------
    groups : sequence of sequence of str
        What the clauses of each group are about, without their verbs.
    language : str
        Language code.
    unnamed : str
        Name of a group in which no word will do.

    Returns
    -------
    list of str
        One name a group, no two of them the same: the weightiest phrase, and where it fits a second one that stands in clauses without
        the first. A phrase is a run of words that say something, of at most `LONGEST_PHRASE`; function words, verbs by which statements
        act, numbers and months are none. Outside of English two nouns that a preposition or genitive joins are one phrase ("Schutz der
        Opfer"). It weighs more the more clauses of the group, and the fewer other groups have it.
    """
    grammar = _grammar(language)
    found = [[Counter(_phrases(clause, grammar)) for clause in clauses] for clauses in groups]
    spread = Counter(key for clauses in found for key in {_key(phrase) for clause in clauses for phrase in clause})
    names: list[str] = []
    for clauses in found:
        ranked = _ranked(clauses, spread, len(groups), grammar)
        plain = [_titled(phrase) for phrase in ranked] or [unnamed]
        numbered = [f"{plain[0]} {number}" for number in range(2, len(groups) + 2)]
        candidates = [*_pairs(ranked, clauses, grammar), *plain, *numbered]
        names.append(next(name for name in candidates if name.casefold() not in {other.casefold() for other in names}))
    return names


def _grammar(language: str) -> _Grammar:
    lexicon, code = read_lexicon(language), primary_language(language)
    links = _LINKS.get(code, ()) if lexicon is None else lexicon.theme_links
    unspaced = lexicon is not None and lexicon.object_first
    pattern = "|".join(sorted(links, key=len, reverse=True))
    link = re.compile(f"(?:{pattern})" if unspaced else rf"\s(?:{pattern})(?:\s|(?<=['’]))", re.I) if links else None
    return _Grammar(lexicon, _EMPTY.get(code) if lexicon is None else None, link, lexicon is not None and lexicon.has_capital_nouns)


def _content(key: str, grammar: _Grammar) -> list[str]:
    """List the words of a phrase but for those that join two."""
    return (grammar.link.sub(" ", key) if grammar.link else key).split()


def _key(phrase: str) -> str:
    return phrase.casefold()


def _ranked(clauses: Sequence[Counter[str]], spread: Counter[str], n_groups: int, grammar: _Grammar) -> list[str]:
    """List the phrases of a group, the weightiest first, each in the form in which it is written most often."""
    forms: dict[str, Counter[str]] = {}
    clauses_with: Counter[str] = Counter()
    for clause in clauses:
        for phrase, count in clause.items():
            forms.setdefault(_key(phrase), Counter())[phrase] += count
        clauses_with.update({_key(phrase) for phrase in clause})
    place = {key: number for number, key in enumerate(forms)}

    def weight(key: str) -> float:
        rare = math.log(1 + n_groups / spread[key])
        name = forms[key].most_common(1)[0][0]
        # a name that the statement writes with a capital says more than a common noun
        capital = 1.2 if any(word[:1].isupper() for word in name.split()) else 1.0
        content = _content(key, grammar)
        is_short = grammar.has_capital_nouns and len(content) == 1 and len(key) < SHORT_GERMAN_WORD and not _is_acronym(name)
        gain = _GAIN[min(len(content), LONGEST_PHRASE)] * (SHORT_WORD_WEIGHT if is_short else 1.0)
        return (1 + math.log(clauses_with[key])) * rare * gain * capital

    fitting = [key for key in forms if len(key) <= LONGEST_NAME]
    return [forms[key].most_common(1)[0][0] for key in sorted(fitting, key=lambda key: (-weight(key), place[key]))]


def _pairs(ranked: Sequence[str], clauses: Sequence[Counter[str]], grammar: _Grammar) -> Iterator[str]:
    """Join the weightiest phrase with others that tell of clauses which it does not tell of."""
    if not ranked:
        return
    first = ranked[0]
    told = [_key(first) in {_key(phrase) for phrase in clause} for clause in clauses]
    left = {_key(phrase) for clause, is_told in zip(clauses, told, strict=True) if not is_told for phrase in clause}
    words = set(_content(_key(first), grammar))
    for second in ranked[1:]:
        is_apart = not words & set(_content(_key(second), grammar)) and _key(second) in left
        if is_apart and len(first) + len(second) + 3 <= LONGEST_NAME:
            yield _titled(f"{first} & {second}")


def _titled(words: str) -> str:
    return words[:1].upper() + words[1:]


def _phrases(clause: str, grammar: _Grammar) -> Iterator[str]:
    """Yield every run of words that may name a theme, and every two that are joined."""
    runs = list(_runs(clause, grammar))
    for run in runs:
        for first in range(len(run)):
            for last in range(first, min(first + LONGEST_CAPITALS, len(run))):
                if _is_sound(run, first, last, grammar):
                    yield clause[run[first].start : run[last].end]
    for before, after in pairwise(runs):
        if grammar.link is not None and grammar.link.fullmatch(clause, before[-1].end, after[0].start):
            yield from _joined(clause, before, after, grammar)


def _joined(clause: str, before: Sequence[_Word], after: Sequence[_Word], grammar: _Grammar) -> Iterator[str]:
    for first in range(max(0, len(before) - LONGEST_PART), len(before)):
        for last in range(min(LONGEST_PART, len(after))):
            is_sound = _is_sound(before, first, len(before) - 1, grammar) and _is_sound(after, 0, last, grammar)
            if is_sound and before[first].text.casefold() != after[last].text.casefold():
                yield clause[before[first].start : after[last].end]


def _is_sound(run: Sequence[_Word], first: int, last: int, grammar: _Grammar) -> bool:
    """Tell whether some words of a run may be a name: whole, without a repetition, and ending on a noun as far as can be told."""
    words = run[first : last + 1]
    if len(words) > LONGEST_PHRASE and not all(word.is_capital for word in words):
        return False
    # "Combat Air Programme" is half a name where "Global" stands before it
    is_cut = (first and run[first - 1].is_capital and words[0].is_capital) or (
        last + 1 < len(run) and run[last + 1].is_capital and words[-1].is_capital
    )
    # an adjective between nouns is more often a verb: "Norway expressed gratitude"
    is_verbal = any(after.is_adjective and not before.is_adjective for before, after in pairwise(run[max(first - 1, 0) : last + 1]))
    is_repeating = len({word.text.casefold() for word in words}) < len(words)
    ends_well = words[0].is_long and words[-1].is_long and not words[-1].is_adjective
    if grammar.has_capital_nouns and not words[-1].is_capital:
        return False
    return ends_well and not (is_cut or is_verbal or is_repeating)


def _runs(clause: str, grammar: _Grammar) -> Iterator[list[_Word]]:
    """Yield runs of words that say something, with nothing but a blank between them."""
    run: list[_Word] = []
    for word in _words(clause, grammar):
        if run and (word is None or not _LINKED.fullmatch(clause[run[-1].end : word.start])):
            yield run
            run = []
        if word is not None:
            run.append(word)
    if run:
        yield run


def _words(clause: str, grammar: _Grammar) -> Iterator[_Word | None]:
    """Yield the words of a clause, None for each that says nothing by itself."""
    before, lexicon = "", grammar.lexicon
    for match in _WORD.finditer(clause):
        if match.start(1) > match.start():
            yield None  # no phrase runs across an elided article
        text, is_infinitive = match[1], lexicon is not None and bool(lexicon.infinitive_mark.fullmatch(before))
        before = text
        if (is_infinitive and text.islower()) or _is_empty(text, lexicon) or (grammar.empty is not None and grammar.empty.fullmatch(text)):
            yield None
            continue
        is_long = bool(_UNSPACED.match(text)) or _is_acronym(text) or len(text) >= SHORTEST_WORD + (lexicon is None)
        is_adjective = lexicon is not None and text.islower() and bool(lexicon.adjective.fullmatch(text))
        end = match.end() - (2 if text.endswith(_POSSESSIVES) else 0)
        yield _Word(clause[match.start(1) : end], match.start(1), end, is_long=is_long, is_adjective=is_adjective)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_empty(word: str, lexicon: Lexicon | None) -> bool:
    if _UNSPACED.match(word):
        return lexicon is not None and bool(lexicon.empty.fullmatch(word))
    if lexicon is None:
        return len(word) < SHORTEST_WORD
    if _is_acronym(word):
        return False
    return len(word) < SHORTEST_WORD - 1 or _says_nothing(word, lexicon)


def _says_nothing(word: str, lexicon: Lexicon) -> bool:
    if lexicon.empty.fullmatch(word) or lexicon.weak_end.fullmatch(f" {word}") or lexicon.determiner.fullmatch(f"{word} "):
        return True
    return word.islower() and (bool(lexicon.verbal.fullmatch(word)) or any(pattern.forms.fullmatch(word) for pattern in lexicon.verbs))
