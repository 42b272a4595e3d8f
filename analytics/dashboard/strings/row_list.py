"""The words of lists and tables."""

from __future__ import annotations


def first_rows(n_shown: int, n_all: int) -> str:
    """Say that a list is not drawn whole."""
    return f"The first {n_shown:,} of {n_all:,} rows, as ordered; the files below hold all of them."
