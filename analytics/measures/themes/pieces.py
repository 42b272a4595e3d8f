"""How well the pieces of each commitment are matched by each passage, what matches everything counting less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analytics.measures.coverage.book import unit_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.encoder import EncodedText
    from analytics.measures.coverage.book import Book

# Pieces of a source that are compared at a time: bounds memory, whatever the length of the source.
_PIECES_AT_ONCE = 2048


def piece_matches(book: Book, texts: Sequence[EncodedText]) -> np.ndarray:
    """Match the pieces of every commitment with the passages of one source.

    Parameters
    ----------
    book : Book
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
        cosines = book.pieces @ vectors.T
        cosines -= np.maximum.reduceat(cosines, book.starts, axis=0).mean(axis=0)
        best = np.maximum.reduceat(cosines, np.cumsum(lengths) - lengths, axis=1)
        matches[numbers] = book.weighted_mean(best).T
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
