"""Runs of words that belong together in a label or a quote: names, numbers and dates, and other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from analytics.language.amounts import find_amounts
from analytics.language.dates import find_dates
from analytics.language.lexicon import lexicon
from analytics.measures.coverage.part_words import PartWords, read_part_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.passages import Passage
    from analytics.language.reading import ReadText
    from analytics.language.tokens import Token

PartKind = Literal["action", "object", "name", "partner", "place", "number or date", "condition"]

_FUNCTION_WORDS_BETWEEN = 2
# A single word joins a neighbour up to so many words: names are long, other parts better told apart.
_JOINED_WORDS = {"name": 4, "object": 4}

# Digits that belong to a name: right after a letter that has case (G7), or after a hyphen in a word with a capital (F-35).
_GLUED = re.compile(r"[^\W\d_][-\u2010\u2011]?\d")
_CAPITAL_AFTER_DIGIT = re.compile(r"\d[A-ZÀ-ÞА-Я]")
HYPHENS = frozenset("-\u2010\u2011")
"""Marks that tie two words to one."""

_NOUNS_IN_CAPITALS = frozenset({"de"})


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one kind."""

    kind: PartKind
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """First character in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The character after the last."""
        return self.tokens[-1].end


def runs_of(read: ReadText, passage: Passage, tokens: Sequence[Token]) -> list[Run]:
    """Group neighbouring words that no function word and no punctuation parts, and name what they are."""
    groups: list[list[Token]] = []
    quantities, joints = quantities_in(passage, tokens, read.language), read_part_words(read.language).joints
    before: Token | None = None
    for token in tokens:
        if token not in quantities and (token.is_stop or token.text.lower() in joints):
            before = None
            continue
        if before is not None and only_blanks(read.text[before.end : token.start]):
            groups[-1].append(token)
        else:
            groups.append([token])
        before = token
    runs = [run for group in groups for run in _split_at_numbers(read, passage, group, quantities)]
    return [run for run in runs if not _is_pale(run, read.language)]


def quantities_in(passage: Passage, tokens: Sequence[Token], language: str) -> frozenset[Token]:
    """Find the words of dates and of amounts with their units."""
    dates = [(date.start, date.end) for date in find_dates(passage.text, language)]
    amounts = [
        amount
        for amount in find_amounts(passage.text, language, taken=dates)
        if amount.unit != "ordinal" and not (amount.in_words and passage.text[amount.end : amount.end + 1] in HYPHENS)
    ]
    spans = [*dates, *((amount.start, amount.end) for amount in amounts)]
    inside = [
        token
        for token in tokens
        if any(start < token.end - passage.start and token.start - passage.start < end for start, end in spans)
        and not _has_digits_of_a_name(token, passage.text, passage.start)
    ]
    return frozenset(inside)


def _is_pale(run: Run, language: str) -> bool:
    """Tell a run of words that say only when or how much (*end*, *half*), or a participle by itself (*hosted*)."""
    participle = read_part_words(language).participle
    is_verb = len(run.tokens) == 1 and participle.search(run.tokens[0].text) is not None
    return run.kind == "object" and (is_verb or all(token.text.lower() in lexicon(language).pale for token in run.tokens))


def _split_at_numbers(read: ReadText, passage: Passage, group: Sequence[Token], quantities: frozenset[Token]) -> list[Run]:
    """Part numbers and dates from what stands beside them; one word counted (*40 cities*) or a season before a year stays with them."""
    numeric = [token in quantities or is_number(token, read.text) for token in group]
    if not any(numeric):
        return _split_at_names(read, passage, group)
    first, last = numeric.index(True), len(group) - 1 - numeric[::-1].index(True)
    before, after = group[:first], group[last + 1 :]
    if before and after and before[-1].text[0].isupper() and after[0].text[0].isupper():
        return [Run("name", tuple(group))]
    if all(numeric[first : last + 1]) and len(before) + len(after) == 1 and _is_counted((*before, *after)[0], read.language):
        return [Run("number or date", tuple(group))]
    runs: list[Run] = []
    for is_numeric, tokens in groupby(zip(numeric, group, strict=True), key=lambda pair: pair[0]):
        side = [token for _, token in tokens]
        runs += [Run("number or date", tuple(side))] if is_numeric else _split_at_names(read, passage, side)
    return runs


def _is_counted(token: Token, language: str) -> bool:
    return token.text.lower() not in lexicon(language).pale and not read_part_words(language).participle.search(token.text)


def _split_at_names(read: ReadText, passage: Passage, group: Sequence[Token]) -> list[Run]:
    """Part a name from the words before it, and from a participle behind it (*Harbour Treaty | signed*)."""
    kind = _kind(read, passage, group)
    later = [place for place, token in enumerate(group) if place and token.text[0].isupper()]
    if kind == "object" and later and read.language not in _NOUNS_IN_CAPITALS:
        return [Run("object", tuple(group[: later[0]])), *_split_at_names(read, passage, group[later[0] :])]
    if kind == "name" and len(group) > 1 and read_part_words(read.language).participle.search(group[-1].text) and group[-1].text.islower():
        return [Run("name", tuple(group[:-1])), Run("object", (group[-1],))]
    return [Run(kind, tuple(group))]


def joined_runs(runs: Sequence[Run], text: str, tokens: Sequence[Token], words: PartWords) -> Sequence[Run]:
    """Put single words together with a neighbour of their kind, where only a few function words stand between; shortest first."""
    for length in (2, max(_JOINED_WORDS.values())):
        joined: list[Run] = []
        for run in runs:
            if joined and _belong_together(joined[-1], run, length) and _is_tied(joined[-1], run, text, tokens, words):
                joined[-1] = Run(run.kind, joined[-1].tokens + run.tokens)
            else:
                joined.append(run)
        runs = joined
    return runs


def _belong_together(first: Run, second: Run, words: int) -> bool:
    """Tell whether one of two runs is a single word (of names the first), and both together are no longer than allowed."""
    lengths = (len(first.tokens), len(second.tokens))
    has_single = 1 in (lengths[:1] if first.kind == "name" else lengths)
    return first.kind == second.kind and has_single and sum(lengths) <= min(words, _JOINED_WORDS.get(first.kind, 0))


def _is_tied(first: Run, second: Run, text: str, tokens: Sequence[Token], words: PartWords) -> bool:
    """Tell whether only a few function words, none of them before a partner or place, and no punctuation stand between two runs."""
    start, end = first.end, second.start
    between = [token for token in tokens if start <= token.start < end]
    if any(token.text.lower() in words.partner | words.place or not token.is_stop for token in between):
        return False
    edges = [start, *(edge for token in between for edge in (token.start, token.end)), end]
    gaps = "".join(text[edges[place] : edges[place + 1]] for place in range(0, len(edges), 2))
    return 0 < len(between) <= _FUNCTION_WORDS_BETWEEN and only_blanks(gaps)


def only_blanks(text: str) -> bool:
    """Tell whether a text between two words does not part them."""
    return not text.strip(" \u00a0\u3000-'’+")


def is_number(token: Token, text: str) -> bool:
    """Tell a number or date (*2035*, *160th*) from a name with digits (*G7*, *COP30*, *F-35*, *5G*)."""
    return any(character.isdecimal() for character in token.text) and not _has_digits_of_a_name(token, text)


def word_start(text: str, start: int) -> int:
    """Go back to where a word begins that was cut at a hyphen."""
    while start and (text[start - 1] in HYPHENS or (text[start - 1].isalpha() and _is_cased(text[start - 1]))):
        start -= 1
    return start


def _is_cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _has_digits_of_a_name(token: Token, text: str, offset: int = 0) -> bool:
    word = text[word_start(text, token.start - offset) : token.end - offset]
    if text[max(0, token.start - offset - 1) : token.start - offset] == "+" or text[token.end - offset :][:1] == "+":
        return True
    glued = _GLUED.search(word)
    if glued is not None and _is_cased(glued.group()[0]):
        return glued.group()[1].isdecimal() or word != word.lower()
    return bool(_CAPITAL_AFTER_DIGIT.search(word))


def _kind(read: ReadText, passage: Passage, group: Sequence[Token]) -> PartKind:
    """Tell names by their capitals; those of a text's first word count where it has one inside the text too."""
    first = group[0]
    if any(_has_digits_of_a_name(token, read.text) for token in group) or is_acronym(first):
        return "name"
    if read.language in _NOUNS_IN_CAPITALS or not first.text[0].isupper():
        return "object"
    inside = (
        (len(group) > 1 and group[1].text[0].isupper())
        or first.start > passage.start
        or any(
            token.text == first.text and token.start > own.start
            for own, tokens in zip(read.passages, read.tokens, strict=True)
            for token in tokens
        )
    )
    return "name" if inside else "object"


def is_acronym(token: Token) -> bool:
    """Tell a word of two or more letters in capitals."""
    return len(token.text) > 1 and token.text.isupper()
