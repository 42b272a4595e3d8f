"""Which letters can the fonts of this machine draw?"""

from __future__ import annotations

import html
import io
import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import vl_convert

from analytics.charts.theme import FONTS
from analytics.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.pipeline import Analysis

_CELL = 32
"""Room of one letter in pixels."""

_UNASSIGNED = "\u0378"
"""A place of Unicode without a letter: every font draws it as missing."""

_MOST_LETTERS = 4_000

_SHOWN_LETTERS = 12


def missing_letters(texts: Iterable[str]) -> str:
    """Find the letters that no font of this machine has, by drawing each as figures are drawn.

    Parameters
    ----------
    texts : iterable of str
        What figures hold.

    Returns
    -------
    str
        Each missing letter once, by code; empty where all can be drawn. Of more than 4,000 different letters the first are tried.
    """
    letters = sorted({letter for text in texts for letter in text if not letter.isascii() and unicodedata.category(letter)[0] in "LNPS"})
    tried = letters[:_MOST_LETTERS]
    if not tried:
        return ""
    missing, *cells = _drawn([_UNASSIGNED, *tried])
    return "".join(letter for letter, cell in zip(tried, cells, strict=True) if np.array_equal(cell, missing))


def font_notices(analysis: Analysis) -> tuple[Fault, ...]:
    """Tell of letters that figures of an analysis would show as empty boxes.

    Parameters
    ----------
    analysis : Analysis
        Its names, labels, themes, keyphrases and terms stand in figures.

    Returns
    -------
    tuple of Fault
        One notice, or none.
    """
    shown = {
        "sources": ["outlet"],
        "commitments": ["label", "theme", "quote"],
        "keywords": ["keyphrase"],
        "keyness": ["term"],
    }
    texts = [text for name, columns in shown.items() for column in columns for text in analysis.table(name)[column]]
    missing = missing_letters([analysis.study.title, *texts])
    if not missing:
        return ()
    named = " ".join(missing[:_SHOWN_LETTERS]) + (" …" if len(missing) > _SHOWN_LETTERS else "")
    message = (
        f"The fonts of this machine lack {len(missing)} of the letters in the figures ({named}): they are drawn as empty boxes. "
        "Install fonts for the script, such as Noto Sans, Noto Sans CJK or Noto Sans Thai, and export the figures again."
    )
    return (Fault("figures", message, severity="notice"),)


def _drawn(letters: list[str]) -> list[np.ndarray]:
    """Draw letters in a row, as figures are drawn, and cut the picture into one piece a letter."""
    from PIL import Image

    rows = [letters[start : start + 64] for start in range(0, len(letters), 64)]
    texts = "".join(
        f'<text x="{column * _CELL + 6}" y="{row * _CELL + 23}">{html.escape(letter)}</text>'
        for row, line in enumerate(rows)
        for column, letter in enumerate(line)
    )
    size = f'width="{64 * _CELL}" height="{len(rows) * _CELL}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-size="18" font-family="{html.escape(FONTS)}">{texts}</svg>'
    with Image.open(io.BytesIO(vl_convert.svg_to_png(svg))) as image:
        pixels = np.asarray(image.convert("RGBA"))
    return [
        pixels[row * _CELL : (row + 1) * _CELL, column * _CELL : (column + 1) * _CELL]
        for row, line in enumerate(rows)
        for column in range(len(line))
    ]
