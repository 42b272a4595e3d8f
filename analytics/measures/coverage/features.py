"""What is known of a commitment in a source before the verdict: one row of numbers per cell.

Every feature means the same in every language: none looks at a word. Add a feature by adding it to one of the functions below, raise
`FEATURE_VERSION`, and train again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.measures.coverage.alignment import FOUND
from analytics.measures.coverage.anchors import names_in, numbers_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analytics.language.reading import ReadText
    from analytics.measures.coverage.alignment import Alignment
    from analytics.measures.coverage.book import Book

FEATURE_VERSION = 10
"""Raised with every change of what a feature means: weights made for another version are refused."""

# Centred match of a piece from which it counts as hinted at.
_WEAK = 0.33
# Log-odds from which the second-best passage is read together with the best.
_SECOND = -2.5
_LEAST, _MOST = -6.0, 6.0


def source_features(alignment: Alignment) -> dict[str, np.ndarray]:
    """Compute what tells whether a source is about the statement at all.

    Parameters
    ----------
    alignment : Alignment
        Of the commitments with the source.

    Returns
    -------
    dict of str to numpy.ndarray of shape ()
        ``absolute_top_sixth``: mean of the best absolute scores of that sixth of the commitments (at least one) that score highest.
    """
    best = np.sort(alignment.absolute.max(axis=1))
    return {"absolute_top_sixth": np.asarray(best[-max(1, len(best) // 6) :].mean())}


def cell_features(book: Book, alignment: Alignment, told: np.ndarray, source: ReadText) -> dict[str, np.ndarray]:
    """Compute every feature of every cell of one source.

    Parameters
    ----------
    book : Book
        The commitments.
    alignment : Alignment
        Of the same commitments with the source.
    told : numpy.ndarray of shape (commitments, passages)
        Log-odds that a passage tells a commitment.
    source : ReadText
        The source.

    Returns
    -------
    dict of str to numpy.ndarray of shape (commitments,)
        One entry per feature, in a fixed order, finite; those of the second encoder, where there is one, begin with ``second_``.
    """
    table = (
        _passages(told)
        | _rivals(told)
        | _likeness(book, alignment, told)
        | _anchors(book, alignment, told, source)
        | {
            # A heading names a subject; what it announces is told elsewhere, or not at all.
            "heading_at": _is_heading(alignment, source)[told.argmax(axis=1)],
            "log_passages": np.full(book.size, np.log(told.shape[1])),
            "log_pieces": np.log(book.lengths),
            # Among few commitments a rival leads, and ranks first, more easily.
            "log_commitments": np.full(book.size, np.log(book.size)),
        }
    )
    if book.second and alignment.second:
        table |= {f"second_{name}": values for name, values in _likeness(book.second, alignment.second, told).items()}
    return table


def _likeness(book: Book, alignment: Alignment, told: np.ndarray) -> dict[str, np.ndarray]:
    """How near the best passage, and the source as a whole, come to each commitment."""
    return _scores(alignment, told) | _pieces(book, alignment, told) | {"nearest_sister": book.nearest_sister}


def _is_heading(alignment: Alignment, source: ReadText) -> np.ndarray:
    """Whether each compared passage is a heading, as 0 or 1."""
    return np.array([float(source.passages[number].kind == "heading") for number in alignment.passages])


def _passages(told: np.ndarray) -> dict[str, np.ndarray]:
    """Compare the best passages with those of the other commitments in this source."""
    ordered = np.sort(told, axis=1)[:, ::-1]
    best = ordered[:, 0]
    chance = 1 / (1 + np.exp(-best))
    padded = np.pad(chance, 1, mode="edge")
    return {
        "told_best": best,
        "told_second": ordered[:, 1] if told.shape[1] > 1 else best - 3,
        "told_third": ordered[:, 2] if told.shape[1] > 2 else best - 4,
        "told_together": np.log(np.exp(told).sum(axis=1)),
        "told_against_source": (best - best.mean()) / (best.std() + 0.5),
        "source_level": np.full(len(told), best.mean()),
        "source_share": np.full(len(told), chance.mean()),
        "neighbours_told": (padded[:-2] + padded[2:]) / 2,
    }


def _rivals(told: np.ndarray) -> dict[str, np.ndarray]:
    """Whether the best passage tells this commitment or rather a sister."""
    cell, best = np.arange(len(told)), told.argmax(axis=1)
    own = told[cell, best]
    sisters = told[:, best]
    everyone = np.log(np.exp(sisters).sum(axis=0))
    sisters[cell, cell] = own + _LEAST
    return {
        "lead_over_sisters": np.clip(own - sisters.max(axis=0), _LEAST, _MOST),
        "sisters_above": np.log1p((sisters > own).sum(axis=0)),
        "share_of_passage": own - everyone,
    }


def _scores(alignment: Alignment, told: np.ndarray) -> dict[str, np.ndarray]:
    """How the best passage scores in each way of comparing."""
    cell, best = np.arange(len(told)), told.argmax(axis=1)
    own = alignment.score - alignment.score.mean(axis=0)
    return {
        "cosine_at": alignment.cosine[cell, best],
        "label_cosine_at": alignment.label_cosine[cell, best],
        "quote_cosine_at": alignment.quote_cosine[cell, best],
        "soft_at": alignment.soft[cell, best],
        "selective_at": alignment.selective[cell, best],
        "reverse_at": alignment.reverse[cell, best],
        "score_above_commitments_at": own[cell, best],
        "cosine_best": alignment.cosine.max(axis=1),
        "soft_best": alignment.soft.max(axis=1),
        "absolute_best": alignment.absolute.max(axis=1),
        "absolute_source": np.full(len(told), alignment.absolute.max(axis=1).mean()),
    }


def _pieces(book: Book, alignment: Alignment, told: np.ndarray) -> dict[str, np.ndarray]:
    """How much of the commitment is matched: by the best passage, with the second, with the neighbours, by the whole source."""
    best = told.argmax(axis=1)
    one = _matches(book, alignment, best)
    two = np.maximum(one, _second_matches(book, alignment, told))
    last = told.shape[1] - 1
    around = np.maximum.reduce([one, *(_matches(book, alignment, np.clip(best + step, 0, last)) for step in (-1, 1))])
    anywhere = alignment.pieces.max(axis=1) * alignment.stretch
    return {
        "soft_two": book.weighted_mean(two, alignment.weights),
        "soft_around": book.weighted_mean(around, alignment.weights),
        "soft_source": book.weighted_mean(anywhere, alignment.weights),
        "strong_source": book.weighted_mean((anywhere > FOUND).astype(float), alignment.weights),
        "strong_two": book.weighted_mean((two > FOUND).astype(float), alignment.weights),
        "weak_two": book.weighted_mean((two > _WEAK).astype(float), alignment.weights),
        "best_quarter_at": _per_commitment(book, one, lambda values: _mean_of_top(values, 0.25)),
        "worst_half_two": _per_commitment(book, two, lambda values: -_mean_of_top(-values, 0.5)),
        "worst_quarter_two": _per_commitment(book, two, lambda values: -_mean_of_top(-values, 0.25)),
    }


def _matches(book: Book, alignment: Alignment, passages: np.ndarray) -> np.ndarray:
    """Pick, for each piece, its match in the passage chosen for its commitment."""
    matches: np.ndarray = alignment.pieces[np.arange(len(book.pieces)), np.repeat(passages, book.lengths)] * alignment.stretch
    return matches


def _second_matches(book: Book, alignment: Alignment, told: np.ndarray) -> np.ndarray:
    """Do the same with the second-best passage, where it is likely enough to tell anything."""
    if told.shape[1] < 2:
        return np.full(len(book.pieces), -np.inf)
    second = told.argsort(axis=1, kind="stable")[:, -2]
    likely = told[np.arange(len(told)), second] > _SECOND
    return np.where(np.repeat(likely, book.lengths), _matches(book, alignment, second), -np.inf)


def _mean_of_top(values: np.ndarray, share: float) -> float:
    """Average the highest share of values, at least one."""
    return float(np.sort(values)[-max(1, int(np.ceil(len(values) * share))) :].mean())


def _per_commitment(book: Book, values: np.ndarray, summary: Callable[[np.ndarray], float]) -> np.ndarray:
    return np.array([summary(some) for some in np.split(values, book.starts[1:])])


def _anchors(book: Book, alignment: Alignment, told: np.ndarray, source: ReadText) -> dict[str, np.ndarray]:
    """Numbers and acronyms of the commitment: in the best passage, in the source, nowhere."""
    passages = [source.passages[number].text for number in alignment.passages]
    numbers, names = [numbers_in(text) for text in passages], [names_in(text) for text in passages]
    best = told.argmax(axis=1)
    all_numbers, all_names = frozenset[str]().union(*numbers), frozenset[str]().union(*names)
    return {
        "numbers_at": _share(book.numbers, [numbers[passage] for passage in best], 0.0),
        "names_at": _share(book.names, [names[passage] for passage in best], 0.0),
        "numbers_source": _share(book.numbers, [all_numbers] * book.size, 0.5),
        "names_source": _share(book.names, [all_names] * book.size, 0.5),
        "numbers_nowhere": np.array([float(len(own - all_numbers)) for own in book.numbers]),
        "has_numbers": np.array([float(bool(own)) for own in book.numbers]),
    }


def _share(own: Sequence[frozenset[str]], found: Sequence[frozenset[str]], without: float) -> np.ndarray:
    """Share of each commitment's anchors that were found; `without` where it has none."""
    pairs = zip(own, found, strict=True)
    return np.array([len(anchors & there) / len(anchors) if anchors else without for anchors, there in pairs])
