"""A count with its noun, as every chart, page and report says it."""

from __future__ import annotations


def number_of(n: int, word: str) -> str:
    """Say a count with its noun, such as "1 source", "4 sources"."""
    return f"{n:,} {word if n == 1 else f'{word}s'}"
