"""How well the pieces of each commitment are matched by each passage, what matches everything counting less."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.row_maxima import highest_in_runs
from analytics.language.vectors import unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.encoder import EncodedText
    from analytics.language.reading import ReadText

# Pieces of a source that are compared at a time: bounds memory, whatever the length of the source.
_PIECES_AT_ONCE = 2048


@dataclass(frozen=True, slots=True)
class CommitmentPieces:
    """The pieces of all commitments, in order.

    Parameters
    ----------
    vectors : numpy.ndarray of shape (pieces, d)
        Less their mean, of unit length.
    starts : numpy.ndarray of shape (commitments,)
        First piece of each commitment.
    weights : numpy.ndarray of shape (pieces,)
        ``log((n + 1) / (commitments with the piece + 0.5)) * rarity ** 2``, above 0.
    """

    vectors: np.ndarray
    starts: np.ndarray
    weights: np.ndarray


def commitment_pieces(reads: Sequence[ReadText]) -> CommitmentPieces | None:
    """Collect the pieces of commitments; None where one of them has none."""
    lengths = np.array([sum(len(text.pieces) for text in read.encoded) for read in reads])
    if not lengths.all():
        return None
    texts = [text for read in reads for text in read.encoded]
    spread = Counter(piece for read in reads for piece in {piece for text in read.encoded for piece in text.pieces})
    local = np.array([np.log((len(reads) + 1) / (spread[piece] + 0.5)) for text in texts for piece in text.pieces])
    rarity = np.concatenate([np.ones(len(text.pieces)) if text.rarity is None else text.rarity for text in texts])
    vectors = np.concatenate([text.tokens for text in texts])
    weights = np.maximum(local * rarity**2, 1e-6)
    return CommitmentPieces(unit_rows(vectors - vectors.mean(axis=0)), np.cumsum(lengths) - lengths, weights)


def piece_matches(book: CommitmentPieces, texts: Sequence[EncodedText]) -> np.ndarray:
    """Match the pieces of every commitment with the passages of one source.

    Parameters
    ----------
    book : CommitmentPieces
        The commitments.
    texts : sequence of EncodedText
        The passages; at least one.

    Returns
    -------
    numpy.ndarray of shape (passages, commitments)
        Weighted mean, over the pieces of a commitment, of the best cosine among the passage's pieces, each taken less its mean over the
        commitments; centred on the source. 0, what is usual there, for a passage without pieces.
    """
    matches = np.zeros((len(texts), len(book.starts)))
    known = [number for number, text in enumerate(texts) if text.pieces]
    if not known:
        return matches
    mean = np.concatenate([texts[number].tokens for number in known]).mean(axis=0)
    for numbers in _groups(known, texts):
        vectors = unit_rows(np.concatenate([texts[number].tokens for number in numbers]) - mean)
        lengths = np.array([len(texts[number].pieces) for number in numbers])
        cosines = book.vectors @ vectors.T
        cosines -= highest_in_runs(cosines, book.starts).mean(axis=0)
        best = highest_in_runs(np.ascontiguousarray(cosines.T), np.cumsum(lengths) - lengths).T
        totals = np.add.reduceat(book.weights, book.starts)
        matches[numbers] = (np.add.reduceat(best * book.weights[:, None], book.starts, axis=0) / totals[:, None]).T
    matches[known] -= matches[known].mean()
    return matches


def _groups(numbers: Sequence[int], texts: Sequence[EncodedText]) -> Iterator[list[int]]:
    """Group passages so that no group but a single long passage has more pieces than are compared at a time."""
    group: list[int] = []
    pieces = 0
    for number in numbers:
        if group and pieces + len(texts[number].pieces) > _PIECES_AT_ONCE:
            yield group
            group, pieces = [], 0
        group.append(number)
        pieces += len(texts[number].pieces)
    yield group
