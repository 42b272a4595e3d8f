"""What a sentence denies: the "not", the "no" and the refusal that turn its words into their contrary.

A word that denies has a reach: what stands behind it ("will not ..."), around it ("... das Büro nicht eröffnen") or before it
(Japanese). It denies a commitment only if the commitment's words stand there. "Not only", "did not say", "not before" deny nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from analytics.study.grammar.governance import read_segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.study.grammar.lexicon import Lexicon

LEAST_STEMS = 2
LEAST_SHARE, LEAST_LOOSE_SHARE = 1 / 3, 1 / 2
"""So many of the commitment's words, and this share of them, stand in the reach; the greater share where another verb is negated."""

MOST_OF_SENTENCE = 2 / 3
"""At least this share of those of its words that the sentence has."""

DOUBLE_WITHIN = 14
"""A "not" that ends so many characters before a refusal turns it back: "do not refuse to"."""

HEAD_WITHIN = 12
"""A verb of promising that begins so many characters behind a "not" is the one negated, if none of the commitment's words comes first."""

OPPOSITE_LETTERS = 4
"""Words that agree in so many first letters are forms of one: "avoid", "avoiding"."""

AKIN_LETTERS = 5
"""Stems that agree in so many first letters are of one verb: "maintenue", "maintiendra"."""

_CONTEXT = 80

Kind = Literal["plain", "noun", "refusal", "dropping", "void"]

_PAUSE = re.compile(r"[,;:(（]\s*|\s[–—]\s|[。、]")
_STOP = re.compile(r"[;:]|\s[–—]\s|。")


class Word(NamedTuple):
    """A content word: its span in the text, and its stem."""

    start: int
    end: int
    stem: str


@dataclass(frozen=True, slots=True)
class Denial:
    """What denies a commitment.

    Parameters
    ----------
    start, end : int
        Span of the words that deny.
    kind : {"plain", "noun", "refusal", "dropping", "void"}
        What it is: see `analytics.study.grammar.lexicon.Negation`.
    head : str
        Stem of the content word next to them; empty where there is none.
    """

    start: int
    end: int
    kind: Kind
    head: str


@dataclass(frozen=True, slots=True)
class _Denier:
    start: int
    end: int
    kind: Kind


def find_denial(text: str, start: int, end: int, words: Sequence[Word], quote: str, wanted: set[str], lexicon: Lexicon) -> Denial | None:
    """Find what denies a commitment in a sentence.

    Parameters
    ----------
    text : str
        The text.
    start, end : int
        Span of the sentence in it.
    words : sequence of Word
        Content words of the sentence, in order.
    quote : str
        The commitment in the statement's words: a limit ("before") that it states itself is none.
    wanted : set of str
        Stems of its content words.
    lexicon : Lexicon
        Verbs and negations of the language of both.

    Returns
    -------
    Denial or None
        The first; None where nothing denies it, or not clearly.
    """
    said = {word.stem for word in words if word.stem in wanted}
    if len(said) < LEAST_STEMS:
        return None
    own = [(word.start, word.end) for word in words if _is_akin(word.stem, wanted)]
    for denier in _deniers(text, start, end, lexicon, own):
        parts = [(segment.start, segment.end) for segment in read_segments(text, start, end, lexicon)]
        low, high = next(((low, high) for low, high in parts if low <= denier.start < high), (start, end))
        clause = _clause_start(text, low, denier.start)
        if lexicon.relative.search(text, clause, denier.start):
            continue
        head = _head(words, denier, low, high, lexicon)
        is_own, is_whole = _is_akin(head, wanted), denier.kind in ("refusal", "void")
        is_direct = is_own or is_whole or _turns_a_promise(text, denier, high, lexicon)
        if (denier.kind in ("noun", "dropping") and not is_direct) or _says_nothing(text, denier, words, wanted, lexicon):
            continue
        reach = _reach(text, (low, clause, high), denier, lexicon, is_own=is_own)
        # what was called off is off, whatever "before" or "until" follows
        limited = (reach[0], denier.start) if denier.kind == "void" else reach
        if _leaves_a_part(text[slice(*limited)], quote, lexicon):
            continue
        reached = {word.stem for word in words if word.stem in wanted and reach[0] <= word.start and word.end <= reach[1]}
        least = (LEAST_SHARE if is_direct else LEAST_LOOSE_SHARE) * len(wanted)
        if len(reached) >= max(LEAST_STEMS, least, MOST_OF_SENTENCE * len(said)):
            return Denial(denier.start, denier.end, denier.kind, head)
    return None


def is_negated(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether anything in a span denies or refuses, whatever it is about."""
    return next(_deniers(text, start, end, lexicon), None) is not None


def opposites(text: str, start: int, end: int, lexicon: Lexicon) -> set[str]:
    """Return the words of a span that say by themselves what others say with a "not": "refrain", "ban"."""
    return {match[0].casefold()[:OPPOSITE_LETTERS] for match in lexicon.negation.opposite.finditer(text, start, end)}


def _deniers(text: str, start: int, end: int, lexicon: Lexicon, own: Sequence[tuple[int, int]] = ()) -> Iterator[_Denier]:
    """Yield what denies, in order, without what only seems to; `own` are spans of the commitment's words, which may be "cancel"."""
    negation, sentence = lexicon.negation, text[start:end]
    harmless = [match.span() for match in negation.harmless.finditer(sentence)]
    found: list[tuple[int, int, Kind]] = []
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("void", negation.void),
        ("refusal", negation.refusal),
        ("dropping", negation.dropping),
        ("plain", negation.plain),
        ("noun", negation.noun),
    )
    for kind, pattern in kinds:
        taken = [(low, high) for low, high, _ in found]
        if kind in ("dropping", "void"):
            taken += [(low - start, high - start) for low, high in own]
        found += [(*match.span(), kind) for match in pattern.finditer(sentence) if not _overlaps(match.span(), taken)]
    whole = [low for low, _, kind in found if kind in ("refusal", "dropping", "void")]
    plain = [high for _, high, kind in found if kind in ("plain", "noun")]
    for low, high, kind in sorted(found):
        is_turned_back = (
            any(0 <= low - each <= DOUBLE_WITHIN for each in plain)
            if low in whole
            else any(0 <= each - high <= DOUBLE_WITHIN for each in whole)
        )
        if not (is_turned_back or _overlaps((low, high), harmless)):
            yield _Denier(start + low, start + high, kind)


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in others)


def _is_akin(head: str, wanted: set[str]) -> bool:
    """Tell whether a stem is one of the commitment's, or begins like one: stems of irregular verbs differ."""
    return head in wanted or any(stem[:AKIN_LETTERS] == head[:AKIN_LETTERS] for stem in wanted if min(len(stem), len(head)) >= AKIN_LETTERS)


def _says_nothing(text: str, denier: _Denier, words: Sequence[Word], wanted: set[str], lexicon: Lexicon) -> bool:
    """Tell whether what is negated is a verb such as "say" or "limit", and not the commitment's own."""
    low, high = max(0, denier.start - _CONTEXT // 2), denier.end + _CONTEXT
    for match in lexicon.negation.silent.finditer(text, low, high):
        if match.start() < denier.end and denier.start < match.end():
            return not any(match.start() <= word.start and word.end <= match.end() and _is_akin(word.stem, wanted) for word in words)
    return False


def _clause_start(text: str, low: int, high: int) -> int:
    """Return where the clause before `high` begins: behind the last pause; an "and" may as well join two nouns of it."""
    return max((match.end() for match in _PAUSE.finditer(text, low, high)), default=low)


def _head(words: Sequence[Word], denier: _Denier, low: int, high: int, lexicon: Lexicon) -> str:
    """Return the stem of the content word next to what denies, on the side that it turns."""
    if lexicon.negation.reach == "before":
        before = [word.stem for word in words if low <= word.start and word.end <= denier.start + 1]
        return before[-1] if before else ""
    behind = [word for word in words if denier.end <= word.start and word.end <= high]
    if not behind and lexicon.negation.reach == "around":
        # a main clause that ends in its "not": the verb stands first
        return next((word.stem for word in words if low <= word.start), "")
    return behind[0].stem if behind else ""


def _turns_a_promise(text: str, denier: _Denier, high: int, lexicon: Lexicon) -> bool:
    """Tell whether the verb behind a "not" is one by which statements act: "did not agree to"."""
    near = text[denier.end : min(high, denier.end + _CONTEXT)]
    return any(
        pattern.strength and match.start() <= HEAD_WITHIN for pattern in lexicon.verbs for match in [pattern.forms.search(near)] if match
    )


def _reach(text: str, part: tuple[int, int, int], denier: _Denier, lexicon: Lexicon, *, is_own: bool) -> tuple[int, int]:
    """Return the span that is denied; `part` is where the part begins, where the clause does, and where the part ends."""
    low, clause, high = part
    negation = lexicon.negation
    if negation.reach == "before":
        ends = [match.end() for match in negation.end.finditer(text, low, denier.start)]
        return max(ends, default=low), denier.start + 1
    for pattern in (negation.end, _STOP):
        if match := pattern.search(text, denier.end, high):
            high = match.start()
    if denier.kind == "void":
        return clause, high
    # "the office will not be opened": the subject is denied with its verb
    is_around = negation.reach == "around" and denier.kind != "noun"
    return (clause if is_around or (is_own and denier.kind not in ("refusal", "dropping")) else denier.end), high


def _leaves_a_part(reached: str, quote: str, lexicon: Lexicon) -> bool:
    """Tell whether a limit stands in the reach that the commitment does not state itself."""
    said = quote.casefold()
    return any(match[0].casefold() not in said for match in lexicon.negation.limit.finditer(reached))
