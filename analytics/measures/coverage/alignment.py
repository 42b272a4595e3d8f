"""How near each passage of one source comes to each commitment, by sentences and piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.reading import second_reading
from analytics.language.row_maxima import highest_in_runs
from analytics.language.vectors import unit_rows, without_common
from analytics.measures.coverage.book import Book, piece_weights
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.encoder import EncodedText
    from analytics.language.reading import ReadText

# Pieces of the source that are compared at a time: bounds memory, whatever the length of the source.
_PIECES_AT_ONCE = 2048
# Unit of the centred scores: about their standard deviation in an article.
_UNIT = 0.15

# The same fact comes less near across languages than within one, and pieces more so than sentences: centred scores between languages are
# stretched. Chosen on held-out cases; from 1.1 and 1.2 to 1.2 and 1.45 it makes little difference.
_SENTENCES_ACROSS, _PIECES_ACROSS = 1.15, 1.3

# Share of what a vector has in common with the whole source that is taken away; not all, or an article of one passage had nothing left.
_COMMON_TAKEN = 0.7

SOFT_WEIGHT = 1.5
"""Weight of the soft recall beside the cosine in the score of a passage."""

FOUND = 1.33
"""Centred match, stretched, from which a piece of a commitment counts as found in a passage."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Scores of every passage of one source for every commitment; passages without words are left out.

    Languages, and articles, differ in how near everything comes to everything. All scores but `absolute` are therefore taken less
    their mean over all commitments and passages of the source, in units of 0.15: 0 is what is usual in this source. Between languages they
    are stretched, by 1.15 where sentences and by 1.3 where pieces are compared.

    Parameters
    ----------
    passages : tuple of int
        Numbers of the compared passages in the source; the columns below.
    pieces : numpy.ndarray of shape (pieces of the commitments, passages)
        Best cosine of each piece of a commitment among the pieces of the passage; not stretched.
    stretch : float
        What `pieces` are to be multiplied by to compare sources in any language: 1 in the statement's.
    weights : numpy.ndarray of shape (pieces of the commitments,)
        Weights of the pieces in this source: see `source_weights`.
    cosine, label_cosine, quote_cosine : numpy.ndarray of shape (commitments, passages)
        Cosine of the sentence vectors without seven tenths of what the source has in common: see
        `analytics.language.vectors.without_common`.
    soft : numpy.ndarray of shape (commitments, passages)
        Soft recall: weighted mean of the best cosines within the commitment.
    selective : numpy.ndarray of shape (commitments, passages)
        The same, each piece of the source taken less its mean over the commitments: what is near everything tells of nothing.
    reverse : numpy.ndarray of shape (commitments, passages)
        Soft recall the other way round: how far the commitment holds the passage's pieces.
    score : numpy.ndarray of shape (commitments, passages)
        ``cosine + SOFT_WEIGHT * soft``.
    absolute : numpy.ndarray of shape (commitments, passages)
        The same of the scores as they were, neither centred nor stretched, by whole sentence vectors: it alone tells an article about
        something else, where what is usual is far off.
    second : Alignment, optional
        The same by the vectors of the second encoder, if commitments and source were read with one.
    """

    passages: tuple[int, ...]
    pieces: np.ndarray
    stretch: float
    weights: np.ndarray
    cosine: np.ndarray
    label_cosine: np.ndarray
    quote_cosine: np.ndarray
    soft: np.ndarray
    selective: np.ndarray
    reverse: np.ndarray
    score: np.ndarray
    absolute: np.ndarray
    second: Alignment | None = None


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
    other = second_reading(source) if book.second else None
    passages = tuple(number for number, text in enumerate(source.encoded) if text.pieces and (text.second is None or text.second.pieces))
    if not passages:
        return None
    first = _align(book, source, passages)
    return replace(first, second=_align(book.second, other, passages)) if book.second and other else first


def _align(book: Book, source: ReadText, passages: tuple[int, ...]) -> Alignment:
    texts = [source.encoded[number] for number in passages]
    across = primary_language(book.reads[0].language) != primary_language(source.language)
    far, wide = (_SENTENCES_ACROSS, _PIECES_ACROSS) if across else (1.0, 1.0)
    pieces, selective, reverse = _compare_pieces(book, texts)
    matches = centred(pieces)
    weights = source_weights(book, matches * wide)
    soft = book.weighted_mean(pieces, weights)
    sentences = np.stack([text.sentence for text in texts])
    common = sentences.mean(axis=0)
    own = without_common(sentences, common, _COMMON_TAKEN).T
    cosine, label, quote = (without_common(rows, common, _COMMON_TAKEN) @ own for rows in (book.sentence, book.label, book.quote))
    return Alignment(
        passages=passages,
        pieces=matches,
        stretch=wide,
        weights=weights,
        cosine=centred(cosine) * far,
        label_cosine=centred(label) * far,
        quote_cosine=centred(quote) * far,
        soft=centred(soft) * wide,
        selective=centred(book.weighted_mean(selective, weights)) * wide,
        reverse=centred(reverse) * wide,
        score=centred(cosine) * far + SOFT_WEIGHT * centred(soft) * wide,
        absolute=book.sentence @ sentences.T + SOFT_WEIGHT * soft,
    )


def source_weights(book: Book, matches: np.ndarray) -> np.ndarray:
    """Weigh the pieces of the commitments by their rarity in the source too: what stands everywhere tells of nothing.

    Parameters
    ----------
    book : Book
        The commitments.
    matches : numpy.ndarray of shape (pieces, passages)
        Centred best match of each piece in each passage, stretched between languages.

    Returns
    -------
    numpy.ndarray of shape (pieces,)
        ``book.weights * log((passages + 1) / (passages where the piece is found + 0.5))``, above 0. The names of the parties, which a
        source about them has everywhere, weigh little.

    Notes
    -----
    The second factor is the inverse document frequency of Spärck Jones (1972), Journal of Documentation 28, over passages.
    """
    found = (matches > FOUND).sum(axis=1)
    weights: np.ndarray = np.maximum(book.weights * np.log((matches.shape[1] + 1) / (found + 0.5)), 1e-6)
    return weights


def centred(scores: np.ndarray) -> np.ndarray:
    """Express scores by their distance from their mean over the source, in units of 0.15."""
    result: np.ndarray = (scores - scores.mean()) / _UNIT
    return result


def _compare_pieces(book: Book, texts: Sequence[EncodedText]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Find the best match of every piece: from the commitments into the passages, the same selectively, and back."""
    vectors = np.concatenate([text.tokens for text in texts])
    vectors = unit_rows(vectors - vectors.mean(axis=0))
    owner = np.repeat(np.arange(len(texts)), [len(text.pieces) for text in texts])
    weights = piece_weights([[text] for text in texts])
    best = np.full((len(book.pieces), len(texts)), -2.0, dtype=np.float32)
    selective = best.copy()
    reverse = np.zeros((book.size, len(texts)))
    for first in range(0, len(vectors), _PIECES_AT_ONCE):
        rows = slice(first, first + _PIECES_AT_ONCE)
        passages, starts = np.unique(owner[rows], return_index=True)
        cosines = book.pieces @ vectors[rows].T
        turned = np.ascontiguousarray(cosines.T)
        best[:, passages] = np.maximum(best[:, passages], highest_in_runs(turned, starts).T)
        back = highest_in_runs(cosines, book.starts)
        reverse[:, passages] += np.add.reduceat(back * weights[rows], starts, axis=1)
        turned -= back.mean(axis=0)[:, None]
        selective[:, passages] = np.maximum(selective[:, passages], highest_in_runs(turned, starts).T)
    return best, selective, reverse / np.bincount(owner, weights)
