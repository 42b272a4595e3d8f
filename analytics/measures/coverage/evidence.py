"""Choice of the passages that show that a commitment is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from analytics.measures.coverage.alignment import Alignment
    from analytics.measures.coverage.book import Book

_AT_MOST = 3
# A further passage must itself be likely, or nearly as likely as the first, and match pieces that those before do not: the mean gain,
# centred (chosen on the passages that coders pointed at in the training cases).
_LIKELY = 0.0
_NEARLY = 1.0
_GAIN = 0.10


def choose_evidence(book: Book, alignment: Alignment, told: np.ndarray, commitment: int) -> tuple[int, ...]:
    """Choose the passages to quote for one commitment, best first.

    Parameters
    ----------
    book : Book
        The commitments.
    alignment : Alignment
        Of the commitments with the source.
    told : numpy.ndarray of shape (commitments, passages)
        Log-odds that a passage tells a commitment.
    commitment : int
        Number of the commitment.

    Returns
    -------
    tuple of int
        One to three columns of the alignment: the likeliest passage, and others that add to it.
    """
    start = int(book.starts[commitment])
    pieces = slice(start, start + int(book.lengths[commitment]))
    matches, weights, odds = alignment.pieces[pieces], book.weights[pieces], told[commitment]
    chosen = [int(odds.argmax())]
    known = matches[:, chosen[0]]
    near = (odds >= _LIKELY) | (odds >= odds[chosen[0]] - _NEARLY)
    for candidate in np.argsort(-odds, kind="stable")[1:]:
        if len(chosen) == _AT_MOST or not near[candidate]:
            break
        gain = np.average(np.maximum(matches[:, candidate] - known, 0.0), weights=weights)
        if gain >= _GAIN:
            chosen.append(int(candidate))
            known = np.maximum(known, matches[:, candidate])
    return tuple(chosen)
