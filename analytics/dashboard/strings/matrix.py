"""Words of the matrix on screen."""

from __future__ import annotations

import pandas as pd

WORDS = {
    "caption": "Verdict of every commitment in every article",
    "commitment": "Commitment",
    "told": "told by",
    "close": "close call",
    "checked": "checked by a reviewer",
    "hidden": "left out by the filters",
    "hint": "Click a cell, or walk with the arrow keys and press Enter, for the quote. "
    "A corner dot is a close call: a probability within 10 points of one half. ✓ is a verdict given by a reviewer.",
}
"""What the panel says, by name."""


def told(n_told: int, n_shown: int) -> str:
    """Say how many cells tell anything."""
    return f"{n_told} of {n_shown}"


def paragraph(number: object) -> str:
    """Name a group of commitments by its paragraph."""
    return "No paragraph" if pd.isna(number) else f"Paragraph {number}"  # type: ignore[call-overload]
