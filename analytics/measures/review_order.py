"""In which order should cells be checked, and which of them are drawn by lot?"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable

SEED = 20_260_122
"""Decides the lots; the same for everybody, so that several reviewers meet the same sample."""

_NEEDED = ["source", "commitment", "verdict", "p_covered", "p_mentioned"]


def review_order(coverage: pd.DataFrame, *, seed: int = SEED) -> pd.DataFrame:
    """Order the cells by how much checking each would change the headline figures, and by lot.

    Parameters
    ----------
    coverage : pandas.DataFrame
        The program's coverage table: ``source, commitment, verdict, p_covered, p_mentioned``.
    seed : int
        Decides the lots.

    Returns
    -------
    pandas.DataFrame
        ``source, commitment, gain, rank, draw``, in the order of `coverage`. `gain` is in shares (0.01 is one point), at least 0;
        `rank` runs from 1, the largest gain first, equal gains in the order of `coverage`; `draw` runs from 1, by lot.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    Three figures are headlines: a source's coverage rate (mean of p_covered), its omission rate (mean of 1 - p_mentioned), and the share
    of the N commitments that every source left out. A check replaces p by 0 or 1; if the probabilities are calibrated it moves a mean over
    the source's n cells by ``2 p (1 - p) / n`` on average. So::

        gain = 2 p_c (1 - p_c) / n + 2 p_m (1 - p_m) / n + [pivotal] P(mention changes) / N

    A cell is pivotal if every other source left the commitment out: then a change of its own mention changes the list of what all left
    out. The first two terms are largest where a probability stands at one half, the threshold of a verdict. An unknown probability gains 0.

    The lot of a cell is the hash of the seed, its source and its commitment: it does not change when sources are added, and the first
    k cells of any source, theme or act in the order of `draw` are a simple random sample of it.
    """
    missing = [column for column in _NEEDED if column not in coverage.columns]
    if missing:
        raise SchemaError(f"The coverage table lacks the columns {missing}; an order of review needs {_NEEDED}.")
    gain = _gain(coverage)
    lots = _lots(zip(coverage["source"].tolist(), coverage["commitment"].tolist(), strict=True), seed)
    return pd.DataFrame(
        {
            "source": coverage["source"].to_numpy(),
            "commitment": coverage["commitment"].to_numpy(),
            "gain": gain,
            "rank": _places(np.argsort(-gain, kind="stable")),
            "draw": _places(np.argsort(np.array(lots, dtype=object), kind="stable")),
        }
    )


def _gain(coverage: pd.DataFrame) -> np.ndarray:
    covered, mentioned = (coverage[column].to_numpy(float) for column in ("p_covered", "p_mentioned"))
    size = coverage.groupby("source")["commitment"].transform("size").to_numpy(float)
    told = (coverage["verdict"] != "omitted").to_numpy()
    told_by = pd.Series(told, index=coverage.index).groupby(coverage["commitment"]).transform("sum").to_numpy()
    is_pivotal = told_by == told  # nobody else tells it
    changes = np.where(told, 1 - mentioned, mentioned)
    gain = 2 * (covered * (1 - covered) + mentioned * (1 - mentioned)) / size + is_pivotal * changes / max(
        coverage["commitment"].nunique(), 1
    )
    return np.where(np.isnan(gain), 0.0, gain)


def _lots(cells: Iterable[tuple[str, str]], seed: int) -> list[str]:
    return [hashlib.sha256(f"{seed}\n{source}\n{commitment}".encode()).hexdigest() for source, commitment in cells]


def _places(order: np.ndarray) -> np.ndarray:
    places = np.empty(len(order), dtype=int)
    places[order] = np.arange(1, len(order) + 1)
    return places
