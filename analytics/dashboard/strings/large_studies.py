"""Words on what is drawn of a study with many outlets."""

from __future__ import annotations


def first_outlets(n_drawn: int, n_outlets: int) -> str:
    """Say that a chart shows only the first outlets, and how to see others."""
    return f"Drawn: the first {n_drawn} of {n_outlets} outlets of the study. Choose outlets in the filters to draw others, or all of them."
