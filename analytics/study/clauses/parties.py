"""Who speaks, where the subject is not "the two sides" but their names: a subject that says nothing, for all articles name the parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.study.grammar.outline import Block

FEWEST_PARTIES = 2
"""Names that a subject must have: one party alone says who will do something."""

_WORD = re.compile(r"[^\W\d_]+")
# Articles are no longer than this in the languages that are split by verbs.
_SMALL = 3
# Letters that a name takes on in a title by its case: "Deutschlands".
_ENDING = 2
_AND = r"\s+(?:and|et|e|ed|y|und|&)\s+(?:\w{1,3}\s+)?"
# Behind the last name of a list a comma parts it from a place or a day; before a name it parts it from another.
_BEFORE = re.compile(rf"([^\W\d_]+)(?:,\s*|\s*[-–]\s*|{_AND})$")
_BEHIND = re.compile(rf"(?:\s*[-–]\s*|{_AND})([^\W\d_]+)")


def title_of(text: str, blocks: Sequence[Block]) -> str:
    """Return a statement's title: the headings before its first sentence; empty where it begins with a sentence.

    Parameters
    ----------
    text : str
        The normalised statement.
    blocks : sequence of Block
        Its lines, in order.

    Returns
    -------
    str
        Lines parted by line breaks.
    """
    lines = []
    for block in blocks:
        if block.kind != "heading":
            break
        lines.append(text[block.start : block.end])
    return "\n".join(lines)


def names_parties(words: str, title: str) -> bool:
    """Tell whether words are only the names of all parties of the title: "Brazil and Vietnam", "La Belgique et le Maroc".

    Parameters
    ----------
    words : str
        What stands before a verb.
    title : str
        As `title_of` gives it.

    Returns
    -------
    bool
        False for a single party, where any other word of more than three letters stands there, and where the title names another party
        beside them ("France, Germany and Poland").
    """
    names = {word.casefold() for word in _WORD.findall(words) if len(word) > _SMALL or (len(word) > 1 and word.isupper())}
    places = [(match, _name_of(match.group().casefold(), names)) for match in _WORD.finditer(title)]
    found = [(match, name) for match, name in places if name]
    if len(names) < FEWEST_PARTIES or {name for _, name in found} != names:
        return False
    return not any(_is_other(_BEFORE.search(title, 0, match.start()), names) for match, _ in found) and not any(
        _is_other(_BEHIND.match(title, match.end()), names) for match, _ in found
    )


def _name_of(word: str, names: set[str]) -> str:
    return next((name for name in names if word.startswith(name) and len(word) - len(name) <= _ENDING), "")


def _is_other(beside: re.Match[str] | None, names: set[str]) -> bool:
    """Tell whether a word that is joined to a name is a name of another party."""
    return beside is not None and beside.group(1)[0].isupper() and not _name_of(beside.group(1).casefold(), names)
