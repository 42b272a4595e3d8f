"""Coded texts made ready for training: features of every passage, what the coder said of every cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.errors import SchemaError
from analytics.measures.coverage.alignment import Alignment, align
from analytics.measures.coverage.book import Book, prepare_book
from analytics.measures.coverage.features import cell_features, source_features
from analytics.measures.coverage.passage_features import passage_features
from analytics.training.datasets import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.language.reading import ReadText
    from analytics.measures.coverage.model import Logistic
    from analytics.training.datasets import LabelledStatement, LabelledText


@dataclass(frozen=True, slots=True)
class CodedText:
    """One coded source, compared with its commitments.

    Parameters
    ----------
    dataset, group, id : str
        Where it comes from; the group is never split between training and testing.
    read : ReadText
        The source.
    book, alignment
        The commitments and their comparison with the source.
    passages : dict of str to numpy.ndarray of shape (commitments, passages)
        Features of `analytics.measures.coverage.passage_features`, float32.
    levels : numpy.ndarray of shape (commitments,)
        2 covered, 1 partial, 0 omitted, `UNKNOWN`.
    evidence : numpy.ndarray of shape (commitments, passages)
        Whether the coder pointed at the passage; bool.
    graded : bool
        False where the coders only told present (2) from absent (0).
    """

    dataset: str
    group: str
    id: str
    read: ReadText
    book: Book
    alignment: Alignment
    passages: dict[str, np.ndarray]
    levels: np.ndarray
    evidence: np.ndarray
    graded: bool

    @property
    def known(self) -> np.ndarray:
        """Numbers of the coded cells."""
        return np.flatnonzero(self.levels != UNKNOWN)

    @property
    def has_evidence(self) -> np.ndarray:
        """Whether the coder pointed at any passage, per commitment."""
        return np.asarray(self.evidence.any(axis=1))


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of several texts under one another.

    Parameters
    ----------
    table : dict of str to numpy.ndarray of shape (cells,)
        Features of `analytics.measures.coverage.features`.
    levels : numpy.ndarray of shape (cells,)
        0, 1, 2.
    groups, texts, languages, datasets : numpy.ndarray of shape (cells,)
        Of each cell; str.
    related : numpy.ndarray of shape (cells,)
        Probability that its source is about the statement.
    graded : numpy.ndarray of shape (cells,)
        False where only present and absent are known.
    """

    table: dict[str, np.ndarray]
    levels: np.ndarray
    groups: np.ndarray
    texts: np.ndarray
    languages: np.ndarray
    datasets: np.ndarray
    graded: np.ndarray
    related: np.ndarray

    def __len__(self) -> int:
        return len(self.levels)


def prepare(statements: Iterable[LabelledStatement]) -> list[CodedText]:
    """Compare every coded source with its commitments.

    Parameters
    ----------
    statements : iterable of LabelledStatement
        Coded texts.

    Returns
    -------
    list of CodedText
        In the order of the statements and their sources.
    """
    prepared: list[CodedText] = []
    for statement in statements:
        book = prepare_book(statement.commitments)
        prepared.extend(_prepare_text(statement, book, text) for text in statement.texts)
    return prepared


def _prepare_text(statement: LabelledStatement, book: Book, text: LabelledText) -> CodedText:
    alignment = align(book, text.read)
    if alignment is None:
        raise SchemaError(f"The coded source {text.id!r} of {statement.group!r} has no words; take it out of the coding.")
    evidence = np.array([[passage in pointed for passage in alignment.passages] for pointed in text.evidence])
    table = passage_features(book, alignment, text.read)
    passages = {name: values.astype(np.float32) for name, values in table.items()}
    return CodedText(
        statement.dataset,
        f"{statement.dataset}/{statement.group}",
        f"{statement.dataset}/{statement.group}/{text.id}",
        text.read,
        book,
        alignment,
        passages,
        text.levels,
        evidence,
        statement.three_levels,
    )


def told_by(text: CodedText, passage: Logistic) -> np.ndarray:
    """Compute the log-odds that each passage of a coded text tells each commitment, shape (commitments, passages)."""
    return passage.log_odds(text.passages)


def cells_of(texts: Sequence[CodedText], passage: Logistic, related: Logistic | None = None) -> Cells:
    """Compute the features of every coded cell.

    Parameters
    ----------
    texts : sequence of CodedText
        At least one.
    passage : Logistic
        The fitted passage part of a model.
    related : Logistic, optional
        The fitted part that tells related sources; without it all are.

    Returns
    -------
    Cells
        In the order of the texts and their commitments.
    """
    return joined([_cells_of_text(text, passage, related) for text in texts])


def joined(parts: Sequence[Cells]) -> Cells:
    """Put several sets of cells under one another."""
    table = {name: np.concatenate([part.table[name] for part in parts]) for name in parts[0].table}
    columns = ("levels", "groups", "texts", "languages", "datasets", "graded", "related")
    return Cells(table, *(np.concatenate([getattr(part, column) for part in parts]) for column in columns))


def _cells_of_text(text: CodedText, passage: Logistic, related: Logistic | None) -> Cells:
    known = text.known
    table = cell_features(text.book, text.alignment, told_by(text, passage), text.read)
    groups, texts, languages, datasets = (np.full(len(known), name) for name in (text.group, text.id, text.read.language, text.dataset))
    odds = np.inf if related is None else float(related.log_odds(source_features(text.alignment)))
    chance = np.full(len(known), 1 / (1 + np.exp(-odds)))
    rows = {name: values[known] for name, values in table.items()}
    return Cells(rows, text.levels[known], groups, texts, languages, datasets, np.full(len(known), text.graded), chance)
