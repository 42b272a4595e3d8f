"""How far do several reviewers, and the program, agree, and on which cells do they not?"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.errors import ReviewError
from analytics.intervals import LEVEL
from analytics.measures.agreement import agreement, alpha_interval, krippendorff_alpha
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = ["source", "commitment"]
_RANK = {verdict: rank for rank, verdict in enumerate(reversed(VERDICTS))}


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """How far coders agree.

    Parameters
    ----------
    together : pandas.DataFrame
        ``scope, value, low, high, n``: Krippendorff's ordinal alpha over all coders, with its interval. Scope ``all``: the `n` cells
        that at least two coded; ``mentioned``: those of them that at least one calls covered or partial. NaN where it has no meaning.
    pairs : pandas.DataFrame
        ``coder_a, coder_b`` and the columns of `analytics.measures.agreement.Agreement`'s figures, for every two coders.
    confusions : dict
        Table of confusion by pair of coders: ``verdict_a, verdict_b, n``.
    cells : pandas.DataFrame
        ``source, commitment`` and one column per coder, named by `coder_column`: the verdict, empty where the coder gave none. Cells that
        at least two coded.
    disagreements : pandas.DataFrame
        The rows of `cells` whose verdicts differ; those furthest apart first, then in the order of `cells`.
    """

    together: pd.DataFrame
    pairs: pd.DataFrame
    confusions: dict[tuple[str, str], pd.DataFrame]
    cells: pd.DataFrame
    disagreements: pd.DataFrame


def coder_column(coder: str) -> str:
    """Name the column of a coder, who may be called like another column."""
    return f"by {coder}"


def compare_coders(codings: Mapping[str, pd.DataFrame], *, level: float = LEVEL) -> Comparison:
    """Compare the verdicts of coders.

    Parameters
    ----------
    codings : mapping of str to pandas.DataFrame
        Name of a coder to ``source, commitment, verdict``, each cell at most once. The first decides the order of the cells.
    level : float
        Level of the intervals, between 0 and 1.

    Returns
    -------
    Comparison
        Figures together and by pair, confusion, disagreements.

    Raises
    ------
    ReviewError
        If there are fewer than two coders.
    SchemaError
        If a coding lacks a column, gives a cell twice or an unknown verdict.
    SettingsError
        If `level` is out of range.
    """
    if len(codings) < 2:
        raise ReviewError(f"Agreement needs two coders; found {len(codings)}. Choose another one.")
    pairs, confusions = [], {}
    for a, b in itertools.combinations(codings, 2):
        found = agreement(codings[a], codings[b], level=level)
        pairs.append(found.figures.assign(coder_a=a, coder_b=b))
        confusions[a, b] = found.confusion
    cells = _side_by_side(codings)
    ratings = cells[[coder_column(coder) for coder in codings]].apply(lambda column: column.map(_RANK)).to_numpy(float)
    return Comparison(
        together=_together(ratings, level),
        pairs=pd.concat(pairs, ignore_index=True)[["coder_a", "coder_b", *found.figures.columns]],
        confusions=confusions,
        cells=cells,
        disagreements=_disagreements(cells, ratings),
    )


def _side_by_side(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    columns = [coding.set_index(_KEY)["verdict"].astype(str).rename(coder_column(name)) for name, coding in codings.items()]
    order = pd.concat([coding[_KEY] for coding in codings.values()]).drop_duplicates()
    wide = pd.concat(columns, axis=1).reindex(pd.MultiIndex.from_frame(order)).fillna("").reset_index()
    return wide[(wide[[column.name for column in columns]] != "").sum(axis=1) > 1].reset_index(drop=True)


def _together(ratings: np.ndarray, level: float) -> pd.DataFrame:
    mentioned = (ratings > 0).any(axis=1)
    rows = [
        (scope, krippendorff_alpha(chosen.T), *alpha_interval(chosen.T, level=level), len(chosen))
        for scope, chosen in (("all", ratings), ("mentioned", ratings[mentioned]))
    ]
    return pd.DataFrame(rows, columns=["scope", "value", "low", "high", "n"])


def _disagreements(cells: pd.DataFrame, ratings: np.ndarray) -> pd.DataFrame:
    if cells.empty:
        return cells
    apart = np.nanmax(ratings, axis=1) - np.nanmin(ratings, axis=1)
    order = np.argsort(-apart, kind="stable")
    differing: pd.DataFrame = cells.iloc[order[apart[order] > 0]]
    return differing.reset_index(drop=True)
