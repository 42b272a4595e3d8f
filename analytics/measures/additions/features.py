"""What speaks for a passage going beyond the statement: numbers that mean the same in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.folding import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.reading import ReadText

FEATURES = (
    "best_commitment",
    "best_statement_passage",
    "known_pieces",
    "least_known_pieces",
    "new_names",
    "new_numbers",
    "length",
    "has_quotation",
    "opens_quotation",
    "paragraph_match",
    "neighbour_match",
    "source_match",
    "source_known_pieces",
    "position",
)
"""Per passage, see `addition_features`."""

KIND_FEATURES = FEATURES
"""The features that, with the sentence vector, tell the kind of an addition."""

FEATURE_VERSION = 2
"""Raised with every change of what a feature means: weights made for another version are refused."""

_QUOTATION = re.compile('["“”„«»「」『』]|(?<!\\w)‘|’(?!\\w)')
_OPENING = re.compile('["“„«「『‘]')
_LEAST_KNOWN = 0.25
_PIECES_AT_ONCE = 2048


@dataclass(frozen=True, slots=True)
class StatementView:
    """The statement, prepared once for all sources.

    Parameters
    ----------
    commitments : numpy.ndarray of shape (commitments, d)
        Mean of the unit vectors of label and quote.
    passages : numpy.ndarray of shape (passages, d)
        Unit vectors of the statement's passages.
    pieces : numpy.ndarray of shape (pieces, d)
        Vectors of the statement's pieces, less their mean, of unit length.
    words : frozenset of str
        Every word and number of the statement, in lower case without diacritics.
    """

    commitments: np.ndarray
    passages: np.ndarray
    pieces: np.ndarray
    words: frozenset[str]


def prepare_statement(statement: ReadText, commitment_reads: Sequence[ReadText]) -> StatementView:
    """Prepare a statement with at least one passage and one commitment."""
    return StatementView(
        commitments=np.stack([np.mean([read.encoded[0].sentence, read.encoded[-1].sentence], axis=0) for read in commitment_reads]),
        passages=np.stack([text.sentence for text in statement.encoded]),
        pieces=_centred_pieces(statement),
        words=frozenset(folded(token.text) for tokens in statement.tokens for token in tokens),
    )


def addition_features(view: StatementView, read: ReadText) -> np.ndarray:
    """Compute the features of every passage of a source.

    Parameters
    ----------
    view : StatementView
        The statement.
    read : ReadText
        The source, with at least one passage.

    Returns
    -------
    numpy.ndarray of shape (passages, len(FEATURES))
        ``best_commitment``, ``best_statement_passage``: highest cosine, -1 to 1. ``known_pieces``: mean over the passage's pieces of
        the best cosine among the statement's; ``least_known_pieces``: the same over the worst quarter. ``new_names``, ``new_numbers``:
        log1p of the capitalised words (not the first) and of the numbers that the statement lacks. ``length``: log1p of the words.
        ``has_quotation``, ``opens_quotation``: 0 or 1. ``paragraph_match``, ``neighbour_match``, ``source_match``: mean of
        ``best_commitment`` over the paragraph, the passages before and after, the source. ``source_known_pieces``: median of
        ``known_pieces``. ``position``: 0 to 1.
    """
    sentences = np.stack([text.sentence for text in read.encoded])
    best = (sentences @ view.commitments.T).max(axis=1)
    known, least = _known_pieces(view, read)
    blocks = np.array([passage.paragraph for passage in read.passages])
    columns = {
        "best_commitment": best,
        "best_statement_passage": (sentences @ view.passages.T).max(axis=1),
        "known_pieces": known,
        "least_known_pieces": least,
        "new_names": [_new(view, [token.text for token in tokens[1:] if token.text[0].isupper()]) for tokens in read.tokens],
        "new_numbers": [_new(view, [token.text for token in tokens if token.text[0].isdigit()]) for tokens in read.tokens],
        "length": np.log1p([len(tokens) for tokens in read.tokens]),
        "has_quotation": [float(bool(_QUOTATION.search(passage.text))) for passage in read.passages],
        "opens_quotation": [float(bool(_OPENING.search(passage.text[:2]))) for passage in read.passages],
        "paragraph_match": [best[blocks == block].mean() for block in blocks],
        "neighbour_match": (np.r_[best[:1], best[:-1]] + np.r_[best[1:], best[-1:]]) / 2,
        "source_match": np.full(len(best), best.mean()),
        "source_known_pieces": np.full(len(best), np.median(known)),
        "position": np.arange(len(best)) / len(best),
    }
    return np.stack([np.asarray(columns[name], dtype=float) for name in FEATURES], axis=-1)


def _known_pieces(view: StatementView, read: ReadText) -> tuple[np.ndarray, np.ndarray]:
    vectors = _centred_pieces(read)
    parts = [(vectors[first : first + _PIECES_AT_ONCE] @ view.pieces.T).max(axis=1) for first in range(0, len(vectors), _PIECES_AT_ONCE)]
    best = np.concatenate([*parts, np.empty(0)])
    passages = np.split(best, np.cumsum([len(text.pieces) for text in read.encoded])[:-1])
    known = [some.mean() if len(some) else 0.0 for some in passages]
    least = [np.sort(some)[: max(1, int(len(some) * _LEAST_KNOWN))].mean() if len(some) else 0.0 for some in passages]
    return np.array(known), np.array(least)


def _centred_pieces(read: ReadText) -> np.ndarray:
    vectors = np.concatenate([text.tokens for text in read.encoded])
    if not len(vectors):
        return vectors
    centred = vectors - vectors.mean(axis=0)
    scaled: np.ndarray = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
    return scaled


def _new(view: StatementView, words: Sequence[str]) -> float:
    return float(np.log1p(sum(folded(word) not in view.words for word in words)))
