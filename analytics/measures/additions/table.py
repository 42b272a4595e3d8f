"""The additions table: a row per passage that goes beyond the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.measures.additions.features import StatementView, addition_features, prepare_statement
from analytics.measures.additions.model import AdditionModel, load_addition_model
from analytics.schema import TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.language.reading import ReadText

SHOWN_FROM = 0.4
"""A passage is an addition where its probability is at least this."""


def addition_table(
    reads: Mapping[str, ReadText],
    outlets: Mapping[str, str],
    statement: ReadText,
    commitment_reads: Sequence[ReadText],
    model: AdditionModel | None = None,
) -> pd.DataFrame:
    """List the passages of each source that go beyond the statement.

    Parameters
    ----------
    reads : mapping of str to ReadText
        The sources by id, in the study's order.
    outlets : mapping of str to str
        Outlet of each source.
    statement : ReadText
        The whole statement.
    commitment_reads : sequence of ReadText
        Label and quote of each commitment.
    model : AdditionModel, optional
        The weights; by default the shipped ones.

    Returns
    -------
    pandas.DataFrame
        The ``additions`` table, only passages with `p_addition` of at least `SHOWN_FROM`. `kind` is the likeliest of other voice,
        extra fact, background, context, interpretation and colour; it is a hint, much less reliable than `p_addition`.

    Raises
    ------
    ModelError
        If the shipped weights cannot be used.

    Notes
    -----
    Logistic regression on how near the passage and its surroundings come to the statement, on names and numbers that the statement
    lacks, and on quotation marks. A passage may be evidence of a commitment and go beyond the statement all the same.
    """
    model = model or load_addition_model()
    rows: list[tuple[str | int | float, ...]] = []
    if statement.passages and commitment_reads:
        view = prepare_statement(statement, commitment_reads)
        for source, read in reads.items():
            if read.passages:
                rows.extend((source, outlets.get(source, ""), *row) for row in _rows(read, view, model))
    return conform(pd.DataFrame(rows, columns=TABLES["additions"].names), "additions")


def _rows(read: ReadText, view: StatementView, model: AdditionModel) -> Iterator[tuple[str | int | float, ...]]:
    features = addition_features(view, read)
    chances = model.probabilities(features)
    kinds = model.likeliest_kinds(features, np.stack([text.sentence for text in read.encoded]))
    for passage, chance, kind in zip(read.passages, chances, kinds, strict=True):
        if chance >= SHOWN_FROM:
            yield passage.id, passage.start, passage.end, passage.text, kind, float(chance)
