"""Which verb governs which part of a sentence.

A part is governed by the last verb before it by which the statement acts. A new verb begins a new part; a verb in a
relative clause, or under a verb that already binds ("decided that ... will"), begins none; a last verb whose object
points back ("... and are committed to continuing in these matters") governs the whole list before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from analytics.study.grammar.lexicon import Lexicon, Place

NEAREST_RELATIVE_WORDS = 4
"""Words between a relative and a verb up to which the verb belongs to the relative clause."""

LONGEST_SUBJECT_WORDS = 14
"""Words between a conjunction and a verb up to which they may be its subject."""

LONGEST_POINTING_WORDS = 12
"""Words after the last verb up to which its object may point back to the list before it."""

# Sentences whose parts are remembered: one that tells several commitments is asked for each of them, and from more than one place.
_REMEMBERED = 256
_CONTEXT = 80
_JOINT_BEHIND = re.compile(r"[、，,\s]+")
_LAST_COMMA = re.compile(r"[,;:]\s+(?=[^,;:]*$)")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb by which the statement acts.

    Parameters
    ----------
    start, end : int
        Span in the statement, with the words that belong to it ("confirmed the importance of").
    act, strength
        What it does, and how binding it is, 0 to 4.
    takes_clause : bool
        Whether a clause with its own subject and verb follows ("decided that").
    """

    start: int
    end: int
    act: str
    strength: int
    takes_clause: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a sentence.

    Parameters
    ----------
    start, end : int
        Span in the statement.
    verb : Verb or None
        What governs it; None where no verb does.
    head : Verb or None
        The verb inside it, by whose object it is named. Another than `verb` where a verb behind it governs a whole list.
    """

    start: int
    end: int
    verb: Verb | None
    head: Verb | None


@lru_cache(maxsize=_REMEMBERED)
def read_segments(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Segment, ...]:
    """Cut a sentence where a new verb takes over.

    Parameters
    ----------
    text : str
        The normalised statement.
    start, end : int
        Span of the sentence.
    lexicon : Lexicon
        Verbs of its language.

    Returns
    -------
    tuple of Segment
        At least one; in order, without the conjunctions between them.
    """
    verbs = find_verbs(text, start, end, lexicon)
    if not verbs:
        return (Segment(start, end, None, None),)
    segments = _object_first(text, start, end, verbs, lexicon) if lexicon.object_first else _object_last(text, start, end, verbs, lexicon)
    return tuple(_pointing_back(text, segments, lexicon))


def find_verbs(text: str, start: int, end: int, lexicon: Lexicon) -> list[Verb]:
    """Find the verbs by which a sentence acts.

    Parameters
    ----------
    text : str
        The normalised statement.
    start, end : int
        Span of the sentence.
    lexicon : Lexicon
        Verbs of its language.

    Returns
    -------
    list of Verb
        In order, without overlap; of two that overlap the earlier counts, of two that begin together the longer.
    """
    sentence = text[start:end]
    found: list[Verb] = []
    for pattern in lexicon.verbs:
        for match in pattern.forms.finditer(sentence):
            if _acts(sentence, match, pattern.place, lexicon) and not (pattern.strength and _is_denied(sentence, match.start(), lexicon)):
                takes_clause = lexicon.complementiser.search(match[0]) is not None
                found.append(Verb(start + match.start(), start + match.end(), pattern.act, pattern.strength, takes_clause))
    kept: list[Verb] = []
    for verb in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or verb.start >= kept[-1].end:
            kept.append(verb)
    return kept


def _acts(sentence: str, match: re.Match[str], place: Place, lexicon: Lexicon) -> bool:
    """Tell a verb of the statement from a name, a noun, a participle or the verb of a relative clause."""
    if lexicon.object_first or not match.start():
        return True
    if match[0][:1].isupper() or _is_passive(sentence, match, lexicon):
        return False
    before = sentence[max(0, match.start() - _CONTEXT) : match.start()]
    nearest = _LAST_COMMA.split(before)[-1].split()[-NEAREST_RELATIVE_WORDS:]
    if any(lexicon.relative.fullmatch(word) for word in nearest):
        return False
    if place == "anywhere" or lexicon.subject.search(before):
        return True
    if lexicon.predicate.search(before):
        # "and support": a verb of the statement, unless it goes on with an infinitive
        return place == "main verb" or not lexicon.coordination.purpose.search(sentence[: match.start()])
    # the first verb of a sentence has whatever stands before it as its subject
    return place == "main verb" and match.start() < _CONTEXT and not lexicon.relative.search(sentence[: match.start()])


def _is_denied(sentence: str, at: int, lexicon: Lexicon) -> bool:
    """Tell whether what binds nobody stands at a place: "did not agree", "failed to reach agreement"; "not only agreed" binds."""
    negation, low = lexicon.negation, max(0, at - _CONTEXT)
    ends = [match.end() for kind in (negation.plain, negation.refusal) for match in kind.finditer(sentence, low, at)]
    is_next = any(not sentence[end:at].strip() for end in ends)
    return is_next and not any(match.end() >= at for match in negation.harmless.finditer(sentence, low))


def _is_passive(sentence: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell a participle with its agent ("confirmed by the figures") from a verb."""
    return not any(map(str.isspace, match[0])) and lexicon.agent.match(sentence, match.end()) is not None


def _object_last(text: str, start: int, end: int, verbs: list[Verb], lexicon: Lexicon) -> list[Segment]:
    """Cut before each verb that begins a part of its own: where its conjunction or its subject begins."""
    segments = [Segment(start, end, verbs[0], verbs[0])]
    for verb in verbs[1:]:
        current = segments[-1]
        governing = current.verb
        if governing is None:
            continue
        cut = _cut_before(text, governing.end, verb.start, lexicon)
        if cut is not None:
            segments[-1] = replace(current, end=cut[0])
            segments.append(Segment(cut[1], end, verb, verb))
        elif (
            governing.takes_clause
            and not governing.strength
            and verb.strength
            and lexicon.subject.fullmatch(text, governing.end + 1, verb.start)
        ):
            # "shared the view that they would continue": the inner verb says what they will do
            segments[-1] = replace(current, verb=verb, head=verb)
    return segments


def _cut_before(text: str, low: int, high: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Find where the part of the verb at `high` begins: (end of the part before, start of its own), or None if it has none."""
    between = text[low:high]
    straight = lexicon.joint.search(between)
    if straight is not None and _depth(text[low : low + straight.start()]) == 0:
        return low + straight.start(), low + straight.end() - len(_after_conjunction(straight, lexicon))
    for position in _joints(between, lexicon):
        subject = between[position[1] :]
        is_subject = len(subject.split()) <= LONGEST_SUBJECT_WORDS and not _subordinates(subject, lexicon)
        if is_subject and _depth(between[: position[0]]) == 0:
            return low + position[0], low + position[1]
    return None


def _after_conjunction(straight: re.Match[str], lexicon: Lexicon) -> str:
    """Keep what follows the conjunction itself: the subject and adverbs of the new verb."""
    words = straight[0]
    conjunction = lexicon.leading_conjunction.match(words)
    return words[conjunction.end() :] if conjunction else words


def _joints(between: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """List where a subject may begin, the likeliest first: the last conjunction after a comma, a conjunction, a comma."""
    conjunctions = [match.span() for match in lexicon.conjunction.finditer(between)]
    strong = [span for span in conjunctions if between[span[0]] in ",;"]
    # within a relative clause only a conjunction after a comma leads out of it
    if lexicon.relative.search(between, strong[-1][1] if strong else 0):
        return strong[-1:]
    weak = [span for span in conjunctions if span not in strong and "," not in between[span[1] :]]
    commas = [match.span() for match in _LAST_COMMA.finditer(between)]
    return [*strong[-1:], *weak[-1:], *commas]


def _subordinates(words: str, lexicon: Lexicon) -> bool:
    if lexicon.relative.search(words):
        return True
    return any(lexicon.complementiser.fullmatch(word) for word in words.split())


def _depth(words: str) -> int:
    return sum(words.count(opening) for opening in "(（") - sum(words.count(closing) for closing in ")）")


def _object_first(text: str, start: int, end: int, verbs: list[Verb], lexicon: Lexicon) -> list[Segment]:
    """Cut behind each verb; what follows the last one belongs to it."""
    segments = []
    for index, verb in enumerate(verbs):
        joint = _JOINT_BEHIND.match(text, verb.end) or lexicon.coordination.always.match(text, verb.end)
        is_last = index == len(verbs) - 1
        segments.append(Segment(start, end if is_last else verb.end, verb, verb))
        start = verb.end if joint is None else joint.end()
    return segments


def _pointing_back(text: str, segments: list[Segment], lexicon: Lexicon) -> list[Segment]:
    """Let a last verb whose object points back govern the list before it."""
    last = segments[-1]
    if len(segments) < 2 or last.verb is None:
        return segments
    behind = text[last.verb.end : last.end]
    if len(behind.split()) > LONGEST_POINTING_WORDS or not lexicon.pointing_back.search(behind):
        return segments
    return [*segments[:-2], replace(segments[-2], verb=last.verb, end=last.end)]
