"""Short names for clauses: the beginning of the object, without the verb that governs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.study.clauses.objects import CHARACTERS_PER_WORD, count_words

if TYPE_CHECKING:
    from analytics.study.grammar.governance import Verb
    from analytics.study.grammar.lexicon import Lexicon

LABEL_WORDS = 9
"""Longest label, in words."""

FEWEST_OBJECT_WORDS = 2
"""Words behind a verb below which its object stands before it."""

SHORTEST_LABEL_WORDS = 5
"""Words that a label keeps when it ends at a comma."""

FEWEST_WORDS_TO_A_BORDER = 3
"""Words that a label keeps when it ends before a phrase."""

LONGEST_BORDER = 20
"""Characters of the longest word that begins a phrase: it may stand behind the last word of a label."""

_EDGES = " \t,;:.。、，；：!?！？-–—"
_PAIRS = (("(", ")"), ("（", "）"), ('"', '"'), ("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("[", "]"))
# where a phrase of Chinese characters begins behind particles, but not behind the "na" of an adjective
_UNSPACED_BORDER = re.compile(r"(?<=[\u3041-\u3069\u306b-\u3096、])(?=[^\u3041-\u3096\s、。])")
_BREAK = re.compile(r"[,;:、，；：(（](?!\d)")


def label_clause(text: str, start: int, end: int, verb: Verb | None, lexicon: Lexicon | None) -> str:
    """Name a clause by its object.

    Parameters
    ----------
    text : str
        The normalised statement.
    start, end : int
        Span of the clause.
    verb : Verb or None
        What governs it, inside the span or before it.
    lexicon : Lexicon or None
        Knows the words that labels drop; None where the language has none.

    Returns
    -------
    str
        At most `LABEL_WORDS` words, with a capital; never empty where the clause has letters.
    """
    words = text[start:end] if lexicon is None else _without_lead_in(_object(text, start, end, verb, lexicon), lexicon)
    short = shorten_label(words.strip(_EDGES), lexicon) or text[start:end].strip(_EDGES) or text[start:end]
    return short[:1].upper() + short[1:]


def _object(text: str, start: int, end: int, verb: Verb | None, lexicon: Lexicon) -> str:
    if verb is None or not start <= verb.start < end:
        return text[start:end]
    if lexicon.object_first:
        # the particles between an object and its verb belong to the verb
        return _without_weak_end(text[start : verb.start], lexicon)
    behind = text[verb.end : end]
    if lexicon.auxiliary.fullmatch(text, verb.start, verb.end):
        return text[start:end]
    if (denied := lexicon.negation.plain.search(text, verb.start, verb.end)) and not lexicon.object_first:
        # "agreed not to export": the object of the verb alone would say the contrary
        return text[denied.start() : end]
    if verb.act == "fact":
        # "had a summit meeting in": the noun beside the verb is what happened; "no acordaron": or did not
        return text[start if lexicon.negation.plain.search(text, start, verb.start) else verb.start : end]
    # a verb at the end of its clause has its object before it
    return behind if count_words(behind) >= FEWEST_OBJECT_WORDS else text[start : verb.start] or behind


def _without_lead_in(words: str, lexicon: Lexicon) -> str:
    for pattern in (lexicon.lead_in, lexicon.determiner):
        words = words.lstrip(_EDGES)
        match = pattern.match(words)
        # "no acordaron": what denies is no mere lead-in
        words = words[match.end() :] if match and not lexicon.negation.plain.search(words, 0, match.end()) else words
    return words


def shorten_label(words: str, lexicon: Lexicon | None) -> str:
    """Keep the first words, ending at a comma where one is near, else before a phrase, and never on a word that needs another.

    Parameters
    ----------
    words : str
        Any text.
    lexicon : Lexicon or None
        Knows words that need another; None where the language has none.

    Returns
    -------
    str
        At most `LABEL_WORDS` words.
    """
    if count_words(words) <= LABEL_WORDS:
        return words
    short = " ".join(words.split()[:LABEL_WORDS])
    if count_words(short) > LABEL_WORDS:
        short = short[: LABEL_WORDS * CHARACTERS_PER_WORD]
    breaks = [match.start() for match in _BREAK.finditer(short) if count_words(short[: match.start()]) >= SHORTEST_LABEL_WORDS]
    short = _closed(short[: breaks[-1]] if breaks else _to_border(words, short, lexicon))
    while lexicon is not None and (loose := lexicon.loose_end.search(short)) is not None and loose.start():
        short = short[: loose.start()].rstrip(_EDGES)
    return short.strip(_EDGES)


def _to_border(words: str, short: str, lexicon: Lexicon | None) -> str:
    """Take back what was cut off within a phrase: "grants for new", "across"."""
    if lexicon is None:
        return short
    pattern = _UNSPACED_BORDER if lexicon.object_first else lexicon.border
    ends = [match.start() for match in pattern.finditer(words, 0, len(short) + LONGEST_BORDER) if match.start() <= len(short) + 1]
    # a name is whole where an "and" follows it; an adjective would not be
    if short.split()[-1][0].isupper() and not lexicon.object_first and lexicon.weak_end.fullmatch(f" {_word_behind(words, short)}"):
        ends.append(len(short))
    ends = [end for end in ends if count_words(words[:end]) >= FEWEST_WORDS_TO_A_BORDER]
    return words[: ends[-1]].rstrip() if ends else short


def _word_behind(words: str, short: str) -> str:
    return words[len(short) :].split(maxsplit=1)[0] if words[len(short) :].strip() else ""


def _without_weak_end(words: str, lexicon: Lexicon | None) -> str:
    while lexicon is not None and (weak := lexicon.weak_end.search(words)) is not None and weak.start():
        words = words[: weak.start()]
    return words


def _closed(words: str) -> str:
    """End before a bracket or quotation mark that the cut left open."""
    for opening, closing in _PAIRS:
        last = words.rfind(opening)
        is_open = words.count(opening) % 2 == 1 if opening == closing else last > words.rfind(closing)
        words = words[:last] if is_open and last > 0 else words
    return words.strip(_EDGES)
