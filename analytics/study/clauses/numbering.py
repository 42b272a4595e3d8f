"""Paragraph numbers of a statement: its own where it has them, else counted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.study.grammar.outline import Block

FEWEST_NUMBERS = 2
"""Numbered paragraphs from which the statement's own numbers are used."""


def paragraph_numbers(blocks: Sequence[Block]) -> list[int]:
    """Give every line the number of its paragraph.

    Parameters
    ----------
    blocks : sequence of Block
        Lines of the statement.

    Returns
    -------
    list of int
        One number a line. The statement's own numbers where they increase; else the count of its lettered sections; else the count
        of its paragraphs and bullets. Lines before the first number are paragraph 0.
    """
    numbered = [block.number for block in blocks if block.number is not None]
    if len(numbered) >= FEWEST_NUMBERS and all(before < after for before, after in pairwise(numbered)):
        return _carried([block.number for block in blocks])
    sections = [block.marker == "letter" and block.kind == "heading" for block in blocks]
    if sum(sections) >= FEWEST_NUMBERS:
        return _counted(sections)
    return _counted(
        [
            block.kind in ("paragraph", "bullet") and not (block.kind == "bullet" and _has_lead(blocks, index))
            for index, block in enumerate(blocks)
        ]
    )


def _has_lead(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a bullet belongs to the list of the paragraph before it."""
    for block in reversed(blocks[:index]):
        if block.kind != "bullet":
            return block.kind == "paragraph"
    return False


def _carried(numbers: list[int | None]) -> list[int]:
    found, current = [], 0
    for number in numbers:
        current = current if number is None else number
        found.append(current)
    return found


def _counted(begins: list[bool]) -> list[int]:
    found, current = [], 0
    for each in begins:
        current += each
        found.append(current)
    return found
