"""Words of the page Agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.language.direction import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CODERS = "Compare"
CODERS_HELP = "Two or more reviewers, or the program. Each counts with the newest verdict on a cell."
NOBODY = "Nobody has checked a cell yet"
NOBODY_ADVICE = (
    "Agreement compares the verdicts of two reviewers, or of a reviewer and the program, on the same cells. Check cells on the page "
    "Review; a second reviewer should switch Blind on there, so that both judge for themselves."
)
CANNOT_READ = "Reviews cannot be read: there is nothing to compare."
CHOOSE_TWO = "Choose two"
CHOOSE_TWO_ADVICE = "Agreement needs at least two: reviewers, or a reviewer and the program."
NO_COMMON = "They have no cell in common"
NO_COMMON_ADVICE = "With Blind on, the page Review gives every reviewer the same cells in the same order."
FIGURES = "How far they agree"
FIGURES_NOTE = (
    "Alpha and kappa: 1 is full agreement, 0 is chance; F1: 1 is best, of so many cells as at least one of them gives the verdict. In "
    "brackets the 95% interval: how far the figure may lie from that of very many cells like these, if one cell tells nothing of another; "
    "alpha and kappa have none where nobody differs or the cells are too few. “Mentioned”: only cells that at least one of them calls "
    "covered or partial, since a matrix of mostly omitted cells flatters every figure. A dash: undefined, such as where all say the "
    "same throughout."
)
SCOPES = {"all": "all cells", "mentioned": "mentioned cells only"}
PAIR = "Pair"
CONFUSION = "Who says what"
DISAGREEMENTS_HINT = "Those furthest apart first. Choose a row to read the passages and settle it."
NO_DISAGREEMENT = "No disagreement"
NO_DISAGREEMENT_ADVICE = "On every cell that at least two of them checked, they say the same."
SETTLED_COLUMN = "settled as"
OUTLET_COLUMN = "outlet"
LABEL_COLUMN = "commitment"
ID_COLUMN = "id"
SETTLE = "Settle it"
SETTLE_HELP = "Writes this verdict as settled by you, with the passages of whoever said so. It counts as the newest verdict on the cell."
SAY_WHO_SETTLES = "Say who you are, and settle it: your name stands with the verdict."
NO_PASSAGE = "no passage"
CANNOT_SETTLE = "This was not saved"
NO_QUOTE_TO_SETTLE = "Nobody quoted a passage for this verdict. Check the cell on the page Review, and choose the passage that tells it."
IS_BLIND = (
    "You review blind. This page shows the verdicts of others: come back when your round is done, or switch Blind off on the page Review."
)
FIGURE_COLUMNS = {
    "pair": "pair",
    "scope": "over",
    "n": "cells",
    "krippendorff_alpha": "alpha, ordinal",
    "cohen_kappa": "kappa, linear",
    "accuracy": "equal",
    "f1_covered": "F1 covered",
    "f1_partial": "F1 partial",
    "f1_omitted": "F1 omitted",
}


def number(value: float) -> str:
    """Say a figure; a dash where it is undefined."""
    return "–" if math.isnan(value) else f"{value:.2f}"


def figure(value: float, low: float, high: float) -> str:
    """Say a figure with its interval."""
    return number(value) if math.isnan(low) else f"{value:.2f} ({low:.2f} to {high:.2f})"


def f1(value: float, low: float, high: float, n: int) -> str:
    """Say an F1 with its interval and its denominator."""
    return number(value) if math.isnan(value) else f"{figure(value, low, high)} of {n}"


def title(same: int, n: int) -> str:
    """Say how often all say the same."""
    return f"They agree on {same} of {n} {'cell' if n == 1 else 'cells'}"


def together(coders: Sequence[str], alpha: str, n: int, alpha_mentioned: str, n_mentioned: int) -> str:
    """Say how far all agree; both alphas as `figure` says them."""
    named = " and ".join(coders) if len(coders) == 2 else ", ".join(coders)
    return (
        f"Krippendorff's alpha of {named}: {alpha} over {n} {'cell' if n == 1 else 'cells'} that at least two checked; "
        f"{alpha_mentioned} over the {n_mentioned} of them that somebody calls covered or partial."
    )


def to_settle(n_open: int, n: int) -> str:
    """Title of the list of disagreements."""
    return f"{n} {'disagreement' if n == 1 else 'disagreements'}, {n_open} to settle"


def compared(coders: Sequence[str]) -> str:
    """Say for a file whose verdicts are compared."""
    return f"Verdicts of {', '.join(isolated(coder) for coder in coders)}."


def confusion(a: str, b: str) -> str:
    """Title of the table of confusion of a pair, in a file."""
    return f"{CONFUSION}: {pair(isolated(a), isolated(b))}"


def pair(a: str, b: str) -> str:
    """Name a pair."""
    return f"{a} – {b}"


def settled(commitment: str, outlet: str, verdict: str) -> str:
    """Say what was settled."""
    return f"Settled: {commitment} · {outlet} · {verdict}."


def says(coder: str) -> str:
    """Introduce a coder's verdict."""
    return f"{coder}:"
