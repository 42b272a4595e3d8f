"""What is known of a commitment in a source before the verdict: one row of numbers per cell.

Every feature means the same in every language: none looks at a word. Add a feature by adding it to one of the functions below and to
`FEATURES`, raise `FEATURE_VERSION`, and train again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.measures.coverage.anchors import names_in, numbers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analytics.language.reading import ReadText
    from analytics.measures.coverage.alignment import Alignment
    from analytics.measures.coverage.book import Book

FEATURE_VERSION = 1
"""Raised with every change of what a feature means: weights made for another version are refused."""

_STRONG = 0.5


def feature_table(book: Book, alignment: Alignment, source: ReadText) -> dict[str, np.ndarray]:
    """Compute every feature of every cell of one source.

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
    dict of str to numpy.ndarray of shape (commitments,)
        One entry per feature, in a fixed order, finite.
    """
    table = _best_in_source(book, alignment) | _at_best_passage(book, alignment) | _competition(book, alignment)
    table |= _anchors(book, alignment, source) | _levels(book, alignment)
    return table


def _best_in_source(book: Book, alignment: Alignment) -> dict[str, np.ndarray]:
    """The highest score of any passage or pair of neighbours, and what all passages together hold."""
    ordered = np.sort(alignment.score, axis=1)
    anywhere = alignment.pieces.max(axis=1)
    soft = alignment.soft.max(axis=1)
    pair = book.weighted_mean(_pairs(alignment.pieces)).max(axis=1)
    return {
        "cosine_best": alignment.cosine.max(axis=1),
        "label_cosine_best": alignment.label_cosine.max(axis=1),
        "quote_cosine_best": alignment.quote_cosine.max(axis=1),
        "soft_best": soft,
        "score_best": ordered[:, -1],
        "score_second": ordered[:, -2] if ordered.shape[1] > 1 else ordered[:, -1],
        "soft_pair": pair,
        "soft_pair_gain": pair - soft,
        "soft_source": book.weighted_mean(anywhere),
        "strong_source": book.weighted_mean((anywhere > _STRONG).astype(float)),
        "rare_source": _per_commitment(book, anywhere, _rarest(3)),
    }


def _pairs(pieces: np.ndarray) -> np.ndarray:
    """Best match of each piece in each pair of neighbouring passages."""
    return np.maximum(pieces[:, :-1], pieces[:, 1:]) if pieces.shape[1] > 1 else pieces


def _at_best_passage(book: Book, alignment: Alignment) -> dict[str, np.ndarray]:
    """How the one passage that tells most of the commitment matches it."""
    best, cell = alignment.best, np.arange(book.size)
    pieces = alignment.pieces[np.arange(len(book.pieces)), np.repeat(best, book.lengths)]
    return {
        "cosine_at": alignment.cosine[cell, best],
        "soft_at": alignment.soft[cell, best],
        "reverse_at": alignment.reverse[cell, best],
        "strong_at": book.weighted_mean((pieces > _STRONG).astype(float)),
        "best_quarter_at": _per_commitment(book, pieces, lambda values, _: _top(values, 0.25)),
        "worst_half_at": _per_commitment(book, pieces, lambda values, _: -_top(-values, 0.5)),
        "rare_3_at": _per_commitment(book, pieces, _rarest(3)),
        "rare_6_at": _per_commitment(book, pieces, _rarest(6)),
    }


def _top(values: np.ndarray, share: float) -> float:
    """Mean of the highest share of values, at least one."""
    return float(np.sort(values)[-max(1, int(np.ceil(len(values) * share))) :].mean())


def _rarest(count: int) -> Callable[[np.ndarray, np.ndarray], float]:
    """Make a function that averages the values of the heaviest pieces."""
    return lambda values, weights: float(values[np.argsort(-weights, kind="stable")[:count]].mean())


def _per_commitment(book: Book, values: np.ndarray, summary: Callable[[np.ndarray, np.ndarray], float]) -> np.ndarray:
    parts = zip(np.split(values, book.starts[1:]), np.split(book.weights, book.starts[1:]), strict=True)
    return np.array([summary(some, weights) for some, weights in parts])


def _competition(book: Book, alignment: Alignment) -> dict[str, np.ndarray]:
    """Whether the passage tells of this commitment or rather of a sister."""
    best, cell = alignment.best, np.arange(book.size)
    own = alignment.score[cell, best]
    sisters = alignment.score[:, best]
    sisters[cell, cell] = -np.inf
    margin = own - sisters.max(axis=0) if book.size > 1 else np.zeros(1)
    return {
        "competing_best": alignment.competing[cell, best],
        "margin_at": margin,
        "sisters_above_at": np.log1p((sisters > own).sum(axis=0)),
    }


def _anchors(book: Book, alignment: Alignment, source: ReadText) -> dict[str, np.ndarray]:
    """Numbers and acronyms of the commitment: shared with the best passage, shared with the source, not in the source."""
    passages = [source.passages[number].text for number in alignment.passages]
    numbers, names = [numbers_in(text) for text in passages], [names_in(text) for text in passages]
    all_numbers, all_names = frozenset().union(*numbers), frozenset().union(*names)
    return {
        "numbers_at": _shared(book.numbers, numbers, alignment.best),
        "names_at": _shared(book.names, names, alignment.best),
        "numbers_source": _share_found(book.numbers, all_numbers),
        "names_source": _share_found(book.names, all_names),
        "numbers_not_in_source": np.array([float(len(own - all_numbers)) for own in book.numbers]),
    }


def _shared(own: Sequence[frozenset[str]], passages: Sequence[frozenset[str]], best: np.ndarray) -> np.ndarray:
    return np.array([float(len(anchors & passages[passage])) for anchors, passage in zip(own, best, strict=True)])


def _share_found(own: Sequence[frozenset[str]], found: frozenset[str]) -> np.ndarray:
    """Share of the anchors that the source has; one half where the commitment has none, which says nothing either way."""
    return np.array([len(anchors & found) / len(anchors) if anchors else 0.5 for anchors in own])


def _levels(book: Book, alignment: Alignment) -> dict[str, np.ndarray]:
    """What is usual: in this source, for this commitment, among its sisters."""
    top = alignment.score.max(axis=1)
    size = book.size
    return {
        "cosine_mean": alignment.cosine.mean(axis=1),
        "soft_mean": alignment.soft.mean(axis=1),
        "score_against_sisters": (top - top.mean()) / (top.std() + 1e-6),
        "score_against_passages": (top - alignment.score.mean(axis=1)) / (alignment.score.std(axis=1) + 0.05),
        "source_level": np.full(size, top.mean()),
        "source_spread": np.full(size, top.std()),
        "log_passages": np.full(size, np.log(len(alignment.passages))),
        "log_pieces": np.log(book.lengths),
        "nearest_sister": book.nearest_sister,
        "mean_sister": book.mean_sister,
    }
