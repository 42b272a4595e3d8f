"""Which outlets of a large study are drawn: those to which a chart gives a lane of their own in every theme, and those in the matrix?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from analytics.dashboard import components
from analytics.dashboard.strings.large_studies import first_outlets as words_on_first
from analytics.dashboard.strings.large_studies import matrix_outlets
from analytics.exports.figure_words import first_choice
from analytics.exports.kept_rows import first_outlets

if TYPE_CHECKING:
    import pandas as pd

    from analytics.dashboard.filters import Filters
    from analytics.pipeline import Analysis


MOST_CELLS = 15_000
"""Cells of the matrix that a browser draws and walks through without delay."""


class Drawn(TypedDict):
    """Which sources a chart draws, and what is said of the choice."""

    choice: str
    sources: list[str]


def drawn_choice(rows: pd.DataFrame, analysis: Analysis, filters: Filters) -> Drawn:
    """Say for a file which outlets a chart draws, from the rows that `drawn_rows` kept."""
    drawn, kept = list(dict.fromkeys(rows["source"])), len(filters.of_sources(analysis.sources))
    return {"choice": first_choice(len(drawn), kept) if len(drawn) < kept else "", "sources": drawn}


def drawn_rows(rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Keep the rows of the outlets that a chart draws, and say so on the page where some are not drawn.

    Parameters
    ----------
    rows : pandas.DataFrame
        With the column ``source``, in the study's order.
    filters : Filters
        Where outlets were chosen all of them are drawn.

    Returns
    -------
    pandas.DataFrame
        All rows, or those of the first `analytics.exports.kept_rows.LANES_AT_ONCE` outlets: as in the files of `leftout export`.
    """
    sources = list(dict.fromkeys(rows["source"]))
    drawn = first_outlets(sources, are_chosen=bool(filters.sources))
    if len(drawn) == len(sources):
        return rows
    components.note(words_on_first(len(drawn), len(sources)))
    return rows[rows["source"].isin(drawn)]


def rows_in_sight(rows: pd.DataFrame, chosen: str | None) -> pd.DataFrame:
    """Keep the cells of the first outlets, as many as `MOST_CELLS` allow, and say so on the page where some are left.

    Parameters
    ----------
    rows : pandas.DataFrame
        With the columns ``source`` and ``commitment``, at least one row.
    chosen : str or None
        A source that is kept wherever it stands.

    Returns
    -------
    pandas.DataFrame
        All rows where there is room for them.
    """
    sources = list(dict.fromkeys(rows["source"]))
    drawn = sources[: max(1, MOST_CELLS // rows["commitment"].nunique())]
    if len(drawn) == len(sources):
        return rows
    components.note(matrix_outlets(len(drawn), len(sources)))
    return rows[rows["source"].isin([*drawn, chosen])].reset_index(drop=True)
