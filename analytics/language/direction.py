"""Which way does a piece of text run, and how is it kept from turning the words around it?"""

from __future__ import annotations

import unicodedata

_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"})
"""Bidirectional classes of letters that run from right to left, and of marks that turn what follows."""

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

_OVERRIDES = {ord("\u202d"): "\ufffd", ord("\u202e"): "\ufffd"}
"""Marks that set letters in the order against their own, with what is shown in their place."""

_CLOSED_BY = {"LRE": "\u202c", "RLE": "\u202c", "LRI": POP_ISOLATE, "RLI": POP_ISOLATE, "FSI": POP_ISOLATE}


def isolated(text: str) -> str:
    """Fence a piece of text off from the sentence it is put into.

    Parameters
    ----------
    text : str
        A name, a title, a label: any words of a study.

    Returns
    -------
    str
        The text between two invisible marks if it has letters that run from right to left or marks that turn the direction; else the
        text itself. Marks of isolation within it are dropped: one too many would open the fence. See Unicode Standard Annex 9.
    """
    if all(unicodedata.bidirectional(character) not in _TURNING for character in text):
        return text
    inner = "".join(character for character in text if unicodedata.bidirectional(character) not in {"LRI", "RLI", "FSI", "PDI"})
    return f"{FIRST_STRONG_ISOLATE}{inner}{POP_ISOLATE}"


def contained(text: str) -> str:
    """Keep the marks of direction in a text from turning its letters around, or anything that follows it.

    Parameters
    ----------
    text : str
        A text that stands as a whole: a quote, a paragraph of a note, a label.

    Returns
    -------
    str
        The text, with a replacement character for each mark that overrides the direction of letters: no script needs one, and a quote
        in which words run backwards says something else than the article. What is opened and never closed is closed at the end.
    """
    if all(unicodedata.bidirectional(character) not in _TURNING for character in text):
        return text
    shown, open_marks = without_overrides(text), list[str]()
    for character in shown:
        kind = unicodedata.bidirectional(character)
        if kind in _CLOSED_BY:
            open_marks.append(_CLOSED_BY[kind])
        elif kind in {"PDF", "PDI"} and character in open_marks:
            # an isolate takes along what was opened within it; an embedding closes only itself
            place = len(open_marks) - 1 - open_marks[::-1].index(character)
            if kind == "PDI" or place == len(open_marks) - 1:
                del open_marks[place:]
    return shown + "".join(reversed(open_marks))


def without_overrides(text: str) -> str:
    """Show the marks that turn letters around instead of obeying them; every letter keeps its place, so that spans stay true.

    Parameters
    ----------
    text : str
        Words of a study that are drawn in a block of their own, beyond which no other mark of direction reaches.

    Returns
    -------
    str
        The text, as long as before, with a replacement character for each mark that sets letters in the order against their own.
    """
    return text.translate(_OVERRIDES)


def runs_from_right(text: str) -> bool:
    """Whether a text runs from right to left: its first letter that has a direction does. What is fenced off does not count."""
    depth = 0
    for character in text:
        direction = unicodedata.bidirectional(character)
        depth = max(0, depth + (direction in {"LRI", "RLI", "FSI"}) - (direction == "PDI"))
        if depth == 0 and direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
