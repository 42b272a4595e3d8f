"""Words of the reader."""

from __future__ import annotations

HIGHLIGHT = "Mark"
HIGHLIGHTS = ("commitments", "themes")
HINTS = {
    "commitments": (
        "Underlined passages tell a commitment: a full line means covered, a dashed line partial. Press an id to see both sides; "
        "in the statement the symbol says how this article tells it."
    ),
    "themes": (
        "Each passage bears the letter of its theme; passages without a letter fit none. Choose a theme to see where both texts speak "
        "of it. The theme of a passage is the program's; its quotes are on the page Themes."
    ),
}
PICK_THEME = "Theme"
NO_PASSAGES_TOLD = "This article tells none of the statement's commitments."
NO_PASSAGES_ADVICE = "Nothing is underlined on its side. Read the article below, or choose another outlet."
PLACE_LOST = "The place that the link names does not exist in this text."
PLACE_LOST_DETAIL = "The text may have been changed since the link was made; search for the words in the box above the texts."

PANEL = {
    "find": "Find in both texts",
    "next_hit": "Next place found",
    "previous_hit": "Previous place found",
    "next": "Next passage",
    "previous": "Previous passage",
    "together": "Scroll together",
    "hint": (
        "Keys, wherever you are not typing: n next passage, p previous passage, s scroll together or apart, / find. They move in the "
        "article, or in the text you pressed last; there the arrow keys right and left do as n and p."
    ),
    "none": "not found",
    "of": "{n} of {total}",
    "at": "Passage {n} of {total}: {names}.",
    "untold": "{name} is not told in this article.",
    "nothing": "No passage is marked in this text.",
    "article": "Article",
    "statement": "Statement",
    "controls": "Move and find",
}
"""What the panel's script says; names in braces are filled in there."""
