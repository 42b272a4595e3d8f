"""Vectors of sentences and pieces: of unit length, and without what many of them have in common."""

from __future__ import annotations

import numpy as np


def unit_rows(rows: np.ndarray) -> np.ndarray:
    """Scale each row to length 1; a row of zeros stays."""
    scaled: np.ndarray = rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-6)
    return scaled


def without_common(rows: np.ndarray, common: np.ndarray, share: float) -> np.ndarray:
    """Take a common direction away from vectors.

    Parameters
    ----------
    rows : numpy.ndarray of shape (n, d)
        Vectors of sentences.
    common : numpy.ndarray of shape (d,)
        What they have in common: the mean of a text's sentences, where its subject and the names of the parties gather.
    share : float
        How much of the part along `common` goes, 0 (none) to 1 (all).

    Returns
    -------
    numpy.ndarray of shape (n, d)
        Unit vectors; only scaled where `common` is zero.

    Notes
    -----
    After Arora, Liang and Ma (2017), A simple but tough-to-beat baseline for sentence embeddings, ICLR, who take all of it away.
    """
    along = unit_rows(common)
    return unit_rows(rows - share * np.outer(rows @ along, along))
