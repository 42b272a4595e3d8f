"""Statements of few commitments, cut from coded ones: what is said of a commitment depends on how many others stand beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.training.samples import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analytics.training.datasets import LabelledStatement
    from analytics.training.samples import CodedText

TRAINED_SIZES = (6, 16)
"""About how many commitments the excerpts have that the shipped weights learn from."""

TESTED_SIZE = 10
"""The same of those that stand in the table of accuracy."""

_SEED = 0


def excerpt_name(dataset: str) -> str:
    """Name the data set of a data set's excerpts."""
    return f"{dataset}, excerpts"


def prepared_excerpts(statements: Sequence[LabelledStatement], sizes: Sequence[int]) -> list[CodedText]:
    """Cut statements into excerpts, and compare their sources with each.

    Parameters
    ----------
    statements : sequence of LabelledStatement
        Coded statements.
    sizes : sequence of int
        About how many commitments an excerpt has; each commitment stands in one excerpt of every size.

    Returns
    -------
    list of CodedText
        Of the group of the whole statement, so that they are left out with it, in a data set of their own (`excerpt_name`).
    """
    texts = [text for size in sizes for text in prepare(excerpts(statements, size))]
    return [replace(text, dataset=excerpt_name(text.dataset)) for text in texts]


def excerpts(statements: Iterable[LabelledStatement], size: int) -> Iterator[LabelledStatement]:
    """Deal the commitments of each statement out to statements of about equal size, each with all the sources.

    Parameters
    ----------
    statements : iterable of LabelledStatement
        Coded statements; one with less than one and a half times `size` commitments stays whole.
    size : int
        About how many commitments an excerpt has, at least 1.

    Yields
    ------
    LabelledStatement
        Each commitment is in one of them, in the order of the statement. Which goes where is drawn, the same way each time.
    """
    draw = np.random.default_rng(_SEED)
    for statement in statements:
        order = draw.permutation(len(statement.commitments))
        for number, hand in enumerate(np.array_split(order, max(1, round(len(order) / size))), 1):
            yield _excerpt(statement, np.sort(hand), f"{size}.{number}")


def _excerpt(statement: LabelledStatement, hand: np.ndarray, name: str) -> LabelledStatement:
    texts = tuple(
        replace(
            text,
            id=f"{text.id}/{name}",
            levels=text.levels[hand],
            evidence=tuple(text.evidence[place] for place in hand),
            sure=text.sure[hand],
        )
        for text in statement.texts
    )
    return replace(statement, commitments=tuple(statement.commitments[place] for place in hand), texts=texts)
