"""What is known of a commitment and one passage before it is judged whether the passage tells it.

Every feature means the same in every language: none looks at a word. Add one by adding it below, raise
`analytics.measures.coverage.features.FEATURE_VERSION`, and train again.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from analytics.measures.coverage.alignment import FOUND
from analytics.measures.coverage.anchors import names_in, numbers_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.reading import ReadText
    from analytics.measures.coverage.alignment import Alignment
    from analytics.measures.coverage.book import Book

_OUTSIDE = -1.0
"""Score of the passage before the first and after the last, centred."""


def passage_features(book: Book, alignment: Alignment, source: ReadText) -> dict[str, np.ndarray]:
    """Compute every feature of every commitment and passage.

    Parameters
    ----------
    book : Book
        The commitments.
    alignment : Alignment
        Of the same commitments with the source.
    source : ReadText
        The source.

    Returns
    -------
    dict of str to numpy.ndarray of shape (commitments, passages)
        One entry per feature, in a fixed order, finite; those of the second encoder, where there is one, begin with ``second_``.
    """
    table = _likeness(book, alignment) | _anchors(book, alignment, source)
    if book.second and alignment.second:
        table |= {f"second_{name}": values for name, values in _likeness(book.second, alignment.second).items()}
    return table


def _likeness(book: Book, alignment: Alignment) -> dict[str, np.ndarray]:
    """How near a passage comes to a commitment, by itself and beside its rivals."""
    score = alignment.score
    own = score - score.mean(axis=0)
    before = np.pad(own, ((0, 0), (1, 1)), constant_values=_OUTSIDE)
    return {
        "cosine": alignment.cosine,
        "label_cosine": alignment.label_cosine,
        "quote_cosine": alignment.quote_cosine,
        "soft": alignment.soft,
        "selective": alignment.selective,
        "strong": book.weighted_mean((alignment.pieces * alignment.stretch > FOUND).astype(np.float32), alignment.weights),
        "reverse": alignment.reverse,
        "score_above_commitments": own,
        "soft_above_commitments": alignment.soft - alignment.soft.mean(axis=0),
        "cosine_above_commitments": alignment.cosine - alignment.cosine.mean(axis=0),
        "score_above_passages": score - score.mean(axis=1, keepdims=True),
        "passage_level": np.broadcast_to(score.mean(axis=0), score.shape),
        "score_before": before[:, :-2],
        "score_after": before[:, 2:],
    } | _rivals(alignment)


def _rivals(alignment: Alignment) -> dict[str, np.ndarray]:
    """Lead over the best other commitment for the passage, over the best other passage for the commitment, and ranks."""
    score = alignment.score
    return {
        "score_lead_commitments": lead(score, axis=0),
        "score_lead_passages": lead(score, axis=1),
        "cosine_lead_commitments": lead(alignment.cosine, axis=0),
        "rank_commitments": np.log1p((-score).argsort(axis=0, kind="stable").argsort(axis=0)),
        "rank_passages": np.log1p((-score).argsort(axis=1, kind="stable").argsort(axis=1)),
    }


def lead(scores: np.ndarray, axis: int) -> np.ndarray:
    """Compute how far each score lies above the best of the others along an axis; 0 where there is no other."""
    if scores.shape[axis] < 2:
        return np.zeros_like(scores)
    ordered = np.sort(scores, axis=axis)
    top, second = (np.take(ordered, [place], axis=axis) for place in (-1, -2))
    ahead: np.ndarray = scores - np.where(scores >= top, second, top)
    return ahead


def _anchors(book: Book, alignment: Alignment, source: ReadText) -> dict[str, np.ndarray]:
    """Share of the commitment's numbers and acronyms that stand in the passage, and whether it has numbers at all."""
    passages = [source.passages[number].text for number in alignment.passages]
    shape = alignment.score.shape
    return {
        "numbers": _shares(book.numbers, [numbers_in(text) for text in passages]),
        "names": _shares(book.names, [names_in(text) for text in passages]),
        "without_numbers": np.broadcast_to(np.array([[float(not numbers)] for numbers in book.numbers]), shape),
    }


def _shares(own: Sequence[frozenset[str]], found: Sequence[frozenset[str]]) -> np.ndarray:
    """Share of each commitment's anchors that stand in each passage; few commitments share an anchor with a passage."""
    places: dict[str, list[int]] = defaultdict(list)
    for passage, there in enumerate(found):
        for anchor in there:
            places[anchor].append(passage)
    counts = np.zeros((len(own), len(found)))
    for commitment, anchors in enumerate(own):
        for anchor in anchors:
            counts[commitment, places.get(anchor, [])] += 1
    shares: np.ndarray = counts / np.array([[max(len(anchors), 1)] for anchors in own])
    return shares
