"""Coded cells as numbers: one row of features per commitment and source, with the level that a coder gave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.errors import SchemaError
from analytics.measures.coverage.alignment import align
from analytics.measures.coverage.book import prepare_book
from analytics.measures.coverage.evidence import choose_evidence
from analytics.measures.coverage.features import feature_table
from analytics.training.datasets import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.measures.coverage.book import Book
    from analytics.training.datasets import LabelledStatement, LabelledText


@dataclass(frozen=True, slots=True)
class Samples:
    """Coded cells.

    Parameters
    ----------
    names : tuple of str
        Names of the features.
    features : numpy.ndarray of shape (cells, features)
        One row per cell.
    levels : numpy.ndarray of shape (cells,)
        0 omitted, 1 partial, 2 covered.
    groups, texts, languages : numpy.ndarray of shape (cells,)
        What must not be split, which source, in which language; str.
    evidence_right : numpy.ndarray of shape (cells,)
        1 where the first quoted passage is one that the coder pointed at, 0 where not, NaN where the coder pointed at none.
    graded : numpy.ndarray of shape (cells,)
        False where coders only told present from absent.
    """

    names: tuple[str, ...]
    features: np.ndarray
    levels: np.ndarray
    groups: np.ndarray
    texts: np.ndarray
    languages: np.ndarray
    evidence_right: np.ndarray
    graded: np.ndarray

    def __len__(self) -> int:
        return len(self.levels)

    def pick(self, chosen: np.ndarray) -> Samples:
        """Keep the cells that a mask or a list of numbers chooses."""
        rows = (self.features, self.levels, self.groups, self.texts, self.languages, self.evidence_right, self.graded)
        return Samples(self.names, *(values[chosen] for values in rows))


def joined(parts: Sequence[Samples]) -> Samples:
    """Put several sets of cells under one another."""
    columns = ("features", "levels", "groups", "texts", "languages", "evidence_right", "graded")
    return Samples(parts[0].names, *(np.concatenate([getattr(part, column) for part in parts]) for column in columns))


def tabulate(statements: Iterable[LabelledStatement]) -> Samples:
    """Compute the features of every coded cell.

    Parameters
    ----------
    statements : iterable of LabelledStatement
        Read one after the other; none is kept.

    Returns
    -------
    Samples
        In the order of the statements, their sources and their commitments; cells that nobody coded are left out.
    """
    parts = []
    for statement in statements:
        book = prepare_book(statement.commitments)
        parts.extend(_cells(statement, text, book) for text in statement.texts)
    return joined(parts)


def _cells(statement: LabelledStatement, text: LabelledText, book: Book) -> Samples:
    alignment = align(book, text.read)
    if alignment is None:
        raise SchemaError(f"The coded source {text.id!r} of {statement.group!r} has no words; take it out of the coding.")
    table = feature_table(book, alignment, text.read)
    known = np.flatnonzero(text.levels != UNKNOWN)
    first = [choose_evidence(book, alignment, number)[0].passage for number in known]
    right = [
        float(passage in text.evidence[number]) if text.evidence[number] else np.nan for passage, number in zip(first, known, strict=True)
    ]
    return Samples(
        names=tuple(table),
        features=np.stack(list(table.values()), axis=1)[known],
        levels=text.levels[known],
        groups=np.full(len(known), f"{statement.dataset}/{statement.group}"),
        texts=np.full(len(known), f"{statement.dataset}/{statement.group}/{text.id}"),
        languages=np.full(len(known), text.read.language),
        evidence_right=np.array(right),
        graded=np.full(len(known), statement.three_levels),
    )
