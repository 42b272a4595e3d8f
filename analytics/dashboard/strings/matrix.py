"""Words of the matrix on screen."""

from __future__ import annotations

import pandas as pd

from analytics.charts.theme import CONTRADICTED_SIGN

WORDS = {
    "caption": "Verdict of every commitment in every article",
    "commitment": "Commitment",
    "told": "told by",
    "close": "close call",
    "checked": "checked by a reviewer",
    "contradicted": "told as the contrary",
    "hidden": "left out by the filters",
    "hint": "Click a cell, or walk with the arrow keys and press Enter, for the quote. "
    "A corner dot is a close call: a probability within 10 points of one half. ✓ is a verdict given by a reviewer. "
    f"{CONTRADICTED_SIGN} is told as the contrary: the article denies what the statement says, or the other way round.",
}
"""What the panel says, by name."""


def told(n_told: int, n_shown: int) -> str:
    """Say how many cells tell anything."""
    return f"{n_told} of {n_shown}"


def paragraph(number: object) -> str:
    """Name a group of commitments by its paragraph."""
    return "No paragraph" if pd.isna(number) else f"Paragraph {number}"  # type: ignore[call-overload]
