"""Which passages show that a commitment is told?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from analytics.measures.coverage.alignment import Alignment
    from analytics.measures.coverage.book import Book

_AT_MOST = 3
# A further passage must raise the share of the commitment that is matched by this much, and itself score nearly as high as the first.
_GAIN = 0.06
_BELOW_BEST = 0.35


@dataclass(frozen=True, slots=True)
class Quoted:
    """One passage of evidence.

    Parameters
    ----------
    passage : int
        Number of the passage in the source.
    score : float
        How well it matches, after competition; higher is better.
    """

    passage: int
    score: float


def choose_evidence(book: Book, alignment: Alignment, commitment: int) -> tuple[Quoted, ...]:
    """Choose the passages to quote for one commitment, best first.

    Parameters
    ----------
    book : Book
        The commitments.
    alignment : Alignment
        Of the commitments with the source.
    commitment : int
        Number of the commitment.

    Returns
    -------
    tuple of Quoted
        One to three passages: the best, and others that match parts of the commitment that those before do not.
    """
    start = int(book.starts[commitment])
    pieces = slice(start, start + int(book.lengths[commitment]))
    matches, weights, scores = alignment.pieces[pieces], book.weights[pieces], alignment.competing[commitment]
    chosen = [int(alignment.best[commitment])]
    known = matches[:, chosen[0]]
    near = scores >= scores[chosen[0]] - _BELOW_BEST
    while len(chosen) < _AT_MOST:
        gains = np.average(np.maximum(matches - known[:, None], 0.0), axis=0, weights=weights)
        gains[~near] = 0.0
        following = int(gains.argmax())
        if gains[following] < _GAIN:
            break
        chosen.append(following)
        known = np.maximum(known, matches[:, following])
    return tuple(Quoted(alignment.passages[column], float(scores[column])) for column in chosen)
