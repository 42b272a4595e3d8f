"""How near each passage of one source comes to each commitment, by sentences and piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.measures.coverage.book import Book, piece_weights, stack_pieces, unit_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.encoder import EncodedText
    from analytics.language.reading import ReadText

# Pieces of the source that are compared at a time: bounds memory, whatever the length of the source.
_PIECES_AT_ONCE = 2048

SOFT_WEIGHT = 1.5
"""Weight of the soft recall beside the cosine in the score of a passage (chosen in cross-validation)."""

SHARED_PART = 0.5
"""Part of a passage's mean score over all commitments that is taken off: a passage that matches all of them tells of none."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Scores of every passage of one source for every commitment; passages without words are left out.

    Parameters
    ----------
    passages : tuple of int
        Numbers of the compared passages in the source; the columns below.
    pieces : numpy.ndarray of shape (pieces of the commitments, passages)
        Best cosine of each piece of a commitment among the pieces of the passage, -1 to 1.
    cosine, label_cosine, quote_cosine : numpy.ndarray of shape (commitments, passages)
        Cosine of the sentence vectors, -1 to 1.
    soft : numpy.ndarray of shape (commitments, passages)
        Soft recall: weighted mean of `pieces` within the commitment.
    reverse : numpy.ndarray of shape (commitments, passages)
        The same the other way round: how far the commitment holds the passage's pieces.
    score : numpy.ndarray of shape (commitments, passages)
        ``cosine + SOFT_WEIGHT * soft``.
    competing : numpy.ndarray of shape (commitments, passages)
        `score` less `SHARED_PART` of the passage's mean over the commitments.
    """

    passages: tuple[int, ...]
    pieces: np.ndarray
    cosine: np.ndarray
    label_cosine: np.ndarray
    quote_cosine: np.ndarray
    soft: np.ndarray
    reverse: np.ndarray
    score: np.ndarray
    competing: np.ndarray

    @property
    def best(self) -> np.ndarray:
        """Column of the passage that tells most of each commitment, shape (commitments,)."""
        best: np.ndarray = self.competing.argmax(axis=1)
        return best


def align(book: Book, source: ReadText) -> Alignment | None:
    """Compare every passage of a source with every commitment.

    Parameters
    ----------
    book : Book
        The commitments.
    source : ReadText
        One source.

    Returns
    -------
    Alignment or None
        None where the source has no passage with words.

    Notes
    -----
    Piece vectors are taken less the mean of their own text, which removes most of what a language has in common. Soft recall is the
    late interaction of Khattab and Zaharia (2020), ColBERT, SIGIR, with weights.
    """
    passages = tuple(number for number, text in enumerate(source.encoded) if text.pieces)
    if not passages:
        return None
    texts = [source.encoded[number] for number in passages]
    vectors = stack_pieces(texts)
    best, reverse = _compare_pieces(book, unit_rows(vectors - vectors.mean(axis=0)), texts)
    sentences = np.stack([text.sentence for text in texts])
    cosine, soft = book.sentence @ sentences.T, book.weighted_mean(best)
    score = cosine + SOFT_WEIGHT * soft
    return Alignment(
        passages=passages,
        pieces=best,
        cosine=cosine,
        label_cosine=book.label @ sentences.T,
        quote_cosine=book.quote @ sentences.T,
        soft=soft,
        reverse=reverse,
        score=score,
        competing=score - SHARED_PART * score.mean(axis=0),
    )


def _compare_pieces(book: Book, vectors: np.ndarray, texts: Sequence[EncodedText]) -> tuple[np.ndarray, np.ndarray]:
    """Find the best match of every piece, from the commitments into the passages and back."""
    owner = np.repeat(np.arange(len(texts)), [len(text.pieces) for text in texts])
    weights = piece_weights([text.pieces for text in texts])
    best = np.full((len(book.pieces), len(texts)), -1.0, dtype=np.float32)
    reverse = np.zeros((book.size, len(texts)))
    for first in range(0, len(vectors), _PIECES_AT_ONCE):
        rows = slice(first, first + _PIECES_AT_ONCE)
        passages, starts = np.unique(owner[rows], return_index=True)
        cosines = book.pieces @ vectors[rows].T
        best[:, passages] = np.maximum(best[:, passages], np.maximum.reduceat(cosines, starts, axis=1))
        back = np.maximum.reduceat(cosines, book.starts, axis=0)
        reverse[:, passages] += np.add.reduceat(back * weights[rows], starts, axis=1)
    return best, reverse / np.bincount(owner, weights)
