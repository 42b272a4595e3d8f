"""Clauses that promise nothing, and that no article could leave out: that one met, what the occasion was, that a text follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from analytics.study.grammar.lexicon import Lexicon

PreambleKind = Literal["", "meeting", "occasion", "lead-in"]
"""What a clause is that is left out; empty for one that is proposed."""

LONGEST_SUBJECT = 240
"""Characters before the verb up to which they may be who met, with offices and names."""

LONGEST_AROUND = 240
"""Characters beside the verb up to which they may say nothing more than that one met."""

_EDGES = re.compile(r"[\s,;:.。、，；：–—-]*")
_JOINT = r"[\s,、]*(?:(?:and|und|et|ed?|y)\s+)?"


def preamble_kind(words: str, lexicon: Lexicon | None) -> PreambleKind:
    """Tell a clause that promises nothing.

    Parameters
    ----------
    words : str
        A clause of a statement.
    lexicon : Lexicon or None
        Knows such clauses; None where the language has none: then nothing is left out.

    Returns
    -------
    {"", "meeting", "occasion", "lead-in"}
        A meeting with a day or another number is told from it: who met when is a fact that articles tell or leave out.

    Examples
    --------
    >>> from analytics.study.grammar.lexicon import read_lexicon
    >>> english = read_lexicon("en")
    >>> preamble_kind("The two leaders met in a cordial atmosphere", english)
    'meeting'
    >>> preamble_kind("met in Rome on 16 January 2026", english), preamble_kind("met to end the war", english)
    ('', '')
    """
    if lexicon is None:
        return ""
    if _ends_with(lexicon.preamble.lead_ins, words, lexicon):
        return "lead-in"
    occasion = lexicon.preamble.occasions.match(words)
    if occasion is not None and not words[occasion.end() :].strip(" ,、。.") and not _has_verb(words, lexicon):
        return "occasion"
    return "meeting" if _only_meets(words, lexicon) else ""


def _ends_with(pattern: re.Pattern[str], words: str, lexicon: Lexicon) -> bool:
    """Tell whether a clause is a subject, or nothing, and the words of a pattern."""
    match = pattern.search(words)
    return match is not None and not _EDGES.sub("", words[match.end() :], count=1) and _is_subject(words[: match.start()], lexicon)


def _only_meets(words: str, lexicon: Lexicon) -> bool:
    if any(map(str.isdigit, words)):
        return False
    match = lexicon.preamble.meetings.search(words)
    if match is None:
        return False
    before, after = words[: match.start()], words[match.end() :]
    if lexicon.object_first:
        subject = re.match(r"[^、。]{1,24}は、?", before)
        return _is_around(before[subject.end() if subject else 0 :], lexicon) and _is_around(after, lexicon)
    return _is_around(after, lexicon) and _is_subject(before, lexicon)


def _is_around(words: str, lexicon: Lexicon) -> bool:
    """Tell whether words are nothing but what may stand beside a meeting."""
    # phrases that hold others can be read in many ways: each is read in one, and what is long is text
    return (
        len(words) <= LONGEST_AROUND
        and re.fullmatch(rf"(?:{_JOINT}(?>{lexicon.preamble.around.pattern}))*+{_EDGES.pattern}", words, re.I) is not None
    )


def _is_subject(words: str, lexicon: Lexicon) -> bool:
    return len(words) <= LONGEST_SUBJECT and not _has_verb(words, lexicon)


def _has_verb(words: str, lexicon: Lexicon) -> bool:
    return any(pattern.place == "anywhere" and pattern.forms.search(words) for pattern in lexicon.verbs)
