"""The commitments of one statement, prepared once for all its sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.reading import second_reading
from analytics.language.vectors import unit_rows
from analytics.measures.coverage.anchors import names_in, numbers_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.encoder import EncodedText
    from analytics.language.reading import ReadText


@dataclass(frozen=True, slots=True)
class Book:
    """What the features need to know of the commitments.

    Parameters
    ----------
    reads : tuple of ReadText
        Label and quote of each commitment.
    pieces : numpy.ndarray of shape (pieces, d)
        Vectors of the pieces of all commitments in order, less their mean, of unit length.
    starts, lengths : numpy.ndarray of shape (commitments,)
        First piece and number of pieces of each commitment.
    weights : numpy.ndarray of shape (pieces,)
        How much a piece sets its commitment apart, above 0, whatever the source: see `piece_weights`.
    sentence, label, quote : numpy.ndarray of shape (commitments, d)
        Unit vectors of both together, of the label, of the quote.
    numbers, names : tuple of frozenset of str
        Anchors of each commitment.
    nearest_sister, mean_sister : numpy.ndarray of shape (commitments,)
        Highest and mean cosine with the other commitments; 0 where there is no other.
    second : Book, optional
        The same commitments by the vectors of the second encoder, if they were read with one.
    """

    reads: tuple[ReadText, ...]
    pieces: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray
    weights: np.ndarray
    sentence: np.ndarray
    label: np.ndarray
    quote: np.ndarray
    numbers: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    nearest_sister: np.ndarray
    mean_sister: np.ndarray
    second: Book | None = None

    @property
    def size(self) -> int:
        """Number of commitments."""
        return len(self.reads)

    def weighted_mean(self, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Average values of pieces within each commitment.

        Parameters
        ----------
        values : numpy.ndarray of shape (pieces,) or (pieces, passages)
            One row per piece.
        weights : numpy.ndarray of shape (pieces,)
            Weight of each piece, above 0: those of `analytics.measures.coverage.alignment.Alignment`.

        Returns
        -------
        numpy.ndarray of shape (commitments,) or (commitments, passages)
            One row per commitment.
        """
        rows = weights if values.ndim == 1 else weights[:, None]
        sums: np.ndarray = np.add.reduceat(values * rows, self.starts, axis=0)
        totals = np.add.reduceat(rows, self.starts, axis=0)
        return sums / totals


def prepare_book(reads: Sequence[ReadText]) -> Book:
    """Prepare the commitments of a statement.

    Parameters
    ----------
    reads : sequence of ReadText
        As `analytics.language.reading.read_commitments` gives them; at least one, each with at least one piece.

    Returns
    -------
    Book
        Ready for any number of sources.
    """
    seconds = [second for read in reads if (second := second_reading(read)) is not None]
    book = _prepare(reads)
    return replace(book, second=_prepare(seconds)) if len(seconds) == len(reads) else book


def _prepare(reads: Sequence[ReadText]) -> Book:
    lengths = np.array([sum(len(text.pieces) for text in read.encoded) for read in reads])
    vectors = np.concatenate([text.tokens for read in reads for text in read.encoded])
    label, quote = (np.stack([read.encoded[which].sentence for read in reads]) for which in (0, -1))
    sentence = unit_rows(label + quote)
    nearest, mean = _sisters(sentence)
    return Book(
        reads=tuple(reads),
        pieces=unit_rows(vectors - vectors.mean(axis=0)),
        starts=np.cumsum(lengths) - lengths,
        lengths=lengths,
        weights=piece_weights([read.encoded for read in reads]),
        sentence=sentence,
        label=label,
        quote=quote,
        numbers=tuple(numbers_in(read.text) for read in reads),
        names=tuple(names_in(read.text) for read in reads),
        nearest_sister=nearest,
        mean_sister=mean,
    )


def piece_weights(units: Sequence[Sequence[EncodedText]]) -> np.ndarray:
    """Weigh every piece by its rarity among the units and in the language at large.

    Parameters
    ----------
    units : sequence of sequence of EncodedText
        The texts of each unit: a commitment, or a passage.

    Returns
    -------
    numpy.ndarray of shape (pieces,)
        ``log((n + 1) / (units with the piece + 0.5)) * rarity ** 2``, above 0; rarity is 1 where the encoder does not know it.
    """
    spread = Counter(piece for unit in units for piece in {piece for text in unit for piece in text.pieces})
    texts = [text for unit in units for text in unit]
    local = np.array([np.log((len(units) + 1) / (spread[piece] + 0.5)) for text in texts for piece in text.pieces])
    rarity = np.concatenate([np.ones(len(text.pieces)) if text.rarity is None else text.rarity for text in texts])
    weights: np.ndarray = np.maximum(local * rarity**2, 1e-6)
    return weights


def _sisters(sentence: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    size = len(sentence)
    if size == 1:
        return np.zeros(1), np.zeros(1)
    cosines = sentence @ sentence.T
    np.fill_diagonal(cosines, 0.0)
    mean = cosines.sum(axis=1) / (size - 1)
    np.fill_diagonal(cosines, -1.0)
    return cosines.max(axis=1), mean
