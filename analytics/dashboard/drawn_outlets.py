"""Which outlets does a chart draw that gives each one a lane of its own in every theme?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.dashboard import components
from analytics.dashboard.strings.large_studies import first_outlets

if TYPE_CHECKING:
    import pandas as pd

    from analytics.dashboard.filters import Filters

OUTLETS_AT_ONCE = 12
"""With sixty lanes in each of a dozen themes a chart is longer than ten screens; colours and signs repeat long before."""


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
        All rows, or those of the first `OUTLETS_AT_ONCE` outlets.
    """
    sources = list(dict.fromkeys(rows["source"]))
    if filters.sources or len(sources) <= OUTLETS_AT_ONCE:
        return rows
    components.note(first_outlets(OUTLETS_AT_ONCE, len(sources)))
    return rows[rows["source"].isin(sources[:OUTLETS_AT_ONCE])]
