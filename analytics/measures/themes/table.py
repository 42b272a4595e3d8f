"""The themes table: a passage a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.measures.themes.features import ThemeBook, prepare_themes, theme_features
from analytics.measures.themes.model import ThemeModel, load_theme_model
from analytics.schema import OTHER_THEME, TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.language.reading import ReadText
    from analytics.study.codebook import Commitment

NEAR_SECOND = 0.05
"""A second theme is named where its probability is at least this."""


def theme_table(
    reads: Mapping[str, ReadText],
    commitments: Sequence[Commitment],
    commitment_reads: Sequence[ReadText],
    model: ThemeModel | None = None,
) -> pd.DataFrame:
    """Say for every passage of every source which theme it is about.

    Parameters
    ----------
    reads : mapping of str to ReadText
        The sources by id, in the study's order.
    commitments : sequence of Commitment
        All commitments; their themes are the ones to choose from.
    commitment_reads : sequence of ReadText
        Label and quote of each commitment, in the same order.
    model : ThemeModel, optional
        The weights; by default the shipped ones.

    Returns
    -------
    pandas.DataFrame
        The ``themes`` table. `theme` is the most likely one, ``Other`` where none fits; `second_theme` the next (it may be ``Other``),
        empty where its probability is below `NEAR_SECOND`; `p_theme` the probability of `theme` in [0, 1].

    Raises
    ------
    ModelError
        If the shipped weights cannot be used.

    Notes
    -----
    Each passage is scored for each theme by cosines with the theme's labels and quotes and by shared words and names; a chain over the
    passages lets neighbours speak (see `analytics.measures.themes.chain`). Learned on other statements with other themes; the weights are
    the same for every theme, so they hold for any codebook.
    """
    model = model or load_theme_model()
    rows = []
    if commitments:
        book = prepare_themes(commitments, commitment_reads)
        rows = [row for source, read in reads.items() if read.passages for row in _rows(source, read, book, model)]
    return conform(pd.DataFrame(rows, columns=TABLES["themes"].names), "themes")


def _rows(source: str, read: ReadText, book: ThemeBook, model: ThemeModel) -> Iterator[tuple[str | int | float, ...]]:
    names = (*book.themes, OTHER_THEME)
    probabilities = model.probabilities(theme_features(book, read))
    for passage, row in zip(read.passages, probabilities, strict=True):
        first, second = np.argsort(-row, kind="stable")[:2]
        second_theme = names[second] if row[second] >= NEAR_SECOND else ""
        yield source, passage.id, passage.start, passage.end, passage.text, names[first], second_theme, float(row[first])
