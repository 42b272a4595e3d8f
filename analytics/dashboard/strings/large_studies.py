"""Words on what is drawn of a study with many outlets."""

from __future__ import annotations


def first_outlets(n_drawn: int, n_outlets: int) -> str:
    """Say that a chart shows only the first outlets, and how to see others."""
    return f"Drawn: the first {n_drawn} of {n_outlets} outlets of the study. Choose outlets in the filters to draw others, or all of them."


def matrix_outlets(n_drawn: int, n_outlets: int) -> str:
    """Say that the matrix shows only the first outlets, what its title counts, and how to see others."""
    return (
        f"In sight: the first {n_drawn:,} of {n_outlets:,} outlets; the title counts all. "
        "Choose outlets in the filters, or turn to them by name beside the matrix, to see others."
    )
