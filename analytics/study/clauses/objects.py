"""Cut what one verb governs into its coordinated objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.study.grammar.lexicon import Coordination, Lexicon
    from analytics.study.grammar.reading import Part

SHORTEST_OBJECT_WORDS = 3
"""Words of an object below which it stays with its neighbour ("promoting trade and facilitating ...")."""

LONG_OBJECT_WORDS = 8
"""Words of both neighbours from which nouns after one verb count as two objects."""

CHARACTERS_PER_WORD = 3
"""Characters that count as a word in scripts without blanks."""

_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿]")
_BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）|\"[^\"]*\"|“[^“”]*”|«[^«»]*»|「[^「」]*」|『[^『』]*』")
_SEMICOLON = re.compile(r"[;；]\s*")

Span = tuple[int, int]


def cut_objects(text: str, part: Part, lexicon: Lexicon) -> list[Span]:
    """Find the objects that a verb governs.

    Parameters
    ----------
    text : str
        The normalised statement.
    part : Part
        What one verb governs.
    lexicon : Lexicon
        Joints of its language.

    Returns
    -------
    list of (int, int)
        Spans in order, without the joints between them; the first holds the verb where the object follows it.
    """
    start = part.start if part.head is None or lexicon.object_first else min(part.head.end, part.end)
    stop = part.end if part.head is None else _last_object(part, lexicon)
    if start >= stop:
        return [(part.start, part.end)]
    words = _BRACKETED.sub(lambda match: "#" * len(match[0]), text[start:stop])
    joints = lexicon.coordination
    pieces = _cut(words, [(0, len(words))], lambda piece: _strong(words, piece, joints))
    takes_infinitive = part.head is not None and joints.bare_verb.search(text[part.head.start : part.head.end]) is not None
    pieces = _cut(words, pieces, lambda piece: _alike(words, piece, joints, takes_infinitive=takes_infinitive))
    pieces = _cut(words, pieces, lambda piece: [match.span() for match in joints.noun.finditer(words, *piece)], LONG_OBJECT_WORDS)
    spans = [(start + low, start + high) for low, high in pieces]
    return [(part.start, spans[0][1]), *spans[1:-1], (spans[-1][0], part.end)] if len(spans) > 1 else [(part.start, part.end)]


def _last_object(part: Part, lexicon: Lexicon) -> int:
    """Find where the objects end: before a verb that stands behind them."""
    if part.head is not None and lexicon.object_first:
        return part.head.start
    return part.verb.start if part.verb is not None and part.head is not None and part.head.end < part.verb.start < part.end else part.end


def _cut(words: str, pieces: list[Span], joints: Callable[[Span], list[Span]], shortest: int = SHORTEST_OBJECT_WORDS) -> list[Span]:
    """Cut each piece at its joints, unless a part would be too short to stand alone."""
    found: list[Span] = []
    for piece in pieces:
        found.append(piece)
        for joint in sorted(joints(piece)):
            head, tail = (found[-1][0], joint[0]), (joint[1], piece[1])
            if joint[0] >= found[-1][0] and count_words(words[slice(*head)]) >= shortest and count_words(words[slice(*tail)]) >= shortest:
                found[-1:] = [head, tail]
    return found


def count_words(words: str) -> int:
    """Count words: those between blanks, and a word for every few characters of a script without blanks.

    Parameters
    ----------
    words : str
        Any text.

    Returns
    -------
    int
        At least 0.
    """
    unspaced = len(_UNSPACED.findall(words))
    return len(words.split()) + unspaced // CHARACTERS_PER_WORD


def _strong(words: str, piece: Span, joints: Coordination) -> list[Span]:
    """List the joints that divide any two objects, and the members of a list that one of them ends."""
    found = _list(words, piece, joints.always, joints.listed)
    semicolons = [match.span() for match in _SEMICOLON.finditer(words, *piece)]
    # semicolons divide a list where there are several, or where a joint follows
    return found + [each for each in semicolons if len(semicolons) > 1 or joints.always.match(" " + words[each[1] :])]


def _alike(words: str, piece: Span, joints: Coordination, *, takes_infinitive: bool) -> list[Span]:
    """List the joints between objects that begin alike: participles, or infinitives behind one "to"."""
    low, high = piece[0] + len(words[slice(*piece)]) - len(words[slice(*piece)].lstrip()), piece[1]
    purpose = joints.purpose.search(words, low, high)
    limit = purpose.start() if purpose else high
    if joints.gerund_head.match(words, low, high):
        return _list(words, (low, limit), joints.gerund, joints.gerund_listed)
    return _list(words, (low, limit), joints.bare, joints.bare_listed) if takes_infinitive else []


def _list(words: str, piece: Span, joint: re.Pattern[str], listed: re.Pattern[str]) -> list[Span]:
    """List the joints of a list: commas count only before a conjunction."""
    found = [match.span() for match in joint.finditer(words, *piece)]
    return found + [match.span() for match in listed.finditer(words, piece[0], found[-1][0])] if found else []
