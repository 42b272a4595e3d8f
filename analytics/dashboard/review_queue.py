"""Which cell should the reviewer see next?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.dashboard.reviewing import order_of
from analytics.reviews.application import fitting_reviews
from analytics.reviews.records import CHOSEN, QUEUE, RANDOM

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from analytics.dashboard.filters import Filters
    from analytics.pipeline import Analysis

RANDOM_SHARE = 3
"""Every third cell is drawn by lot."""

Cell = tuple[str, str]
"""Source and commitment."""


@dataclass(frozen=True, slots=True)
class Task:
    """A cell to check, how it came before the reviewer (`analytics.reviews.records`), and whether filters brought it."""

    source: str
    commitment: str
    route: str
    is_filtered: bool = False

    @property
    def cell(self) -> Cell:
        """Source and commitment."""
        return self.source, self.commitment


def next_task(
    program: Analysis,
    filters: Filters,
    reviews: pd.DataFrame,
    *,
    reviewer: str,
    only_lots: bool = False,
    is_blind: bool = False,
    later: Collection[Cell] = (),
) -> Task | None:
    """Choose the next cell.

    Parameters
    ----------
    program : Analysis
        The program's own analysis: the order does not change with the verdicts of people.
    filters : Filters
        What the visitor wants to see; verdict and certainty are those of the program.
    reviews : pandas.DataFrame
        The reviews that stand.
    reviewer : str
        Who reviews.
    only_lots : bool
        Draw every cell by lot, not only every third.
    is_blind : bool
        Blind reviewers read the same cells; others share the work, and a cell that anybody checked is done.
    later : collection of cells
        Put off; they come back when nothing else is left.

    Returns
    -------
    Task or None
        None where every cell is done.

    Notes
    -----
    A lot stands for every cell of its source. While a filter leaves out some of them, nothing is drawn: cells come in the same order, as
    chosen ones.
    """
    fitting = fitting_reviews(program.study, reviews).fitting
    own = fitting[fitting["reviewer"] == reviewer]
    done = own if is_blind else fitting
    wanted = filters.coverage(program)
    left = _open_cells(order_of(program), wanted, set(zip(done["source"], done["commitment"], strict=True)))
    if left.empty:
        return None
    n_queue, n_random = (int((own["route"] == route).sum()) for route in (QUEUE, RANDOM))
    is_lot = only_lots or (not filters.narrows_sources and (n_random + 1) * (RANDOM_SHARE - 1) <= n_queue)
    ordered = left.sort_values("draw" if is_lot else "rank")
    cells = list(zip(ordered["source"], ordered["commitment"], strict=True))
    source, commitment = next((cell for cell in cells if cell not in later), cells[0])
    if filters.narrows_sources:
        return Task(source, commitment, CHOSEN, is_filtered=True)
    return Task(source, commitment, RANDOM if is_lot else QUEUE)


def chosen_task(source: str, commitment: str, following: Task | None) -> Task:
    """Return the task of a cell that the visitor asked for; it keeps its route where it is the next one anyway."""
    if following is not None and following.cell == (source, commitment):
        return following
    return Task(source, commitment, CHOSEN)


def _open_cells(order: pd.DataFrame, wanted: pd.DataFrame, done: set[Cell]) -> pd.DataFrame:
    keys = set(zip(wanted["source"].tolist(), wanted["commitment"].tolist(), strict=True)) - done
    return order[[key in keys for key in zip(order["source"].tolist(), order["commitment"].tolist(), strict=True)]]
