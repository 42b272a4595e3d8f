"""How a report says things: verdicts with their signs, shares, counts, languages."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from analytics.charts.theme import VERDICT_SYMBOLS
from analytics.language.control_characters import with_visible_controls
from analytics.language.direction import contained, isolated

if TYPE_CHECKING:
    from analytics.schema import Verdict

MEANINGS: dict[Verdict, str] = {
    "covered": "the article tells the specific point, in whatever words",
    "partial": "the same matter, but broader, vaguer or incomplete",
    "omitted": "nothing about it: left out",
}
"""What each verdict means, in a clause."""

CLOSE_SIGN = "?"
"""Stands beside the sign of a verdict that is a close call."""

CHECKED_SIGN = "✓"
"""Stands beside the sign of a verdict that a person gave."""

LEGEND = (
    f"{CLOSE_SIGN} marks a close call: a probability between 40 and 60%, so read the evidence before you quote the verdict.",
    f"{CHECKED_SIGN} marks a verdict that a person gave or confirmed.",
)
"""What the two further signs mean."""

CAUTION = "“Left out” says what an article does not report. It does not say that it should have, or why it did not."

_FORBIDDEN = re.compile("[\x80-\x9f\ufdd0-\ufdef]")
"""What XML allows and yet no document should hold: further control characters, and places that are no characters."""


def percent(share: float) -> str:
    """Say a share in whole per cent; a small one is "<1%", never "0%", and an undefined one "undefined"."""
    if math.isnan(share):
        return "undefined"
    text = f"{100 * share:.0f}%"
    return "<1%" if share > 0 and text == "0%" else text


def verdict_words(verdict: Verdict) -> str:
    """Say a verdict with its sign, such as "● covered"."""
    return f"{VERDICT_SYMBOLS[verdict]} {verdict}"


def sureness(p_covered: float, p_mentioned: float) -> str:
    """Say how probable each verdict is."""
    if math.isnan(p_covered) or math.isnan(p_mentioned):
        return "Probability: undefined."
    partial = max(0.0, p_mentioned - p_covered)
    return f"Probability: covered {percent(p_covered)}, partial {percent(partial)}, omitted {percent(1 - p_mentioned)}."


def differing(kind: str, text: str, statement_says: str) -> str:
    """Say which fact is told differently."""
    return f"{kind}: “{isolated(text)}”, where the statement says “{isolated(statement_says)}”"


def told_contrary(words: str) -> str:
    """Say that the commitment is told as the contrary, with the article's words that decide it."""
    return (
        f"contradicted (“{isolated(words)}”): the article denies what the statement says, or says what it denies; "
        "it counts as told all the same"
    )


def printable(text: str) -> str:
    """Show what no document may hold as another character, so that a reader sees that something stood there.

    See `analytics.language.control_characters`; the control characters above U+007F become the replacement character as well, and so do
    marks that turn letters around (`analytics.language.direction.contained`).
    """
    return contained(_FORBIDDEN.sub("\ufffd", with_visible_controls(text)))
