"""Agreement of two codings of the same cells, and the cells where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score, confusion_matrix, f1_score

from analytics.errors import SchemaError
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = ["source", "commitment"]
_RANK = {verdict: rank for rank, verdict in enumerate(reversed(VERDICTS))}
"""Ordinal value of a verdict: omitted 0, partial 1, covered 2."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two codings agree, and where they do not.

    Parameters
    ----------
    figures : pandas.DataFrame
        ``scope, measure, verdict, value, n``. Scope ``all`` counts every cell that both sides coded, ``mentioned`` only those that at
        least one side calls covered or partial: a matrix of mostly empty cells flatters every measure. Measures: ``krippendorff_alpha``
        (ordinal), ``cohen_kappa`` (linear weights), ``cohen_kappa_unweighted``, ``accuracy`` (share of equal verdicts), and
        ``f1`` per verdict (`verdict` is empty for the others). 1 is perfect, 0 is chance (for accuracy and f1: none right);
        NaN where the measure has no meaning. `n` is the number of cells; for ``f1`` the number that either side gave the verdict.
    confusion : pandas.DataFrame
        ``verdict_a, verdict_b, n``: all nine pairs of verdicts, zero included.
    disagreements : pandas.DataFrame
        ``source, commitment, verdict_a, verdict_b``: the cells that differ, in the order of the first coding.
    only_a, only_b : int
        Cells that just one side coded; they count nowhere.
    """

    figures: pd.DataFrame
    confusion: pd.DataFrame
    disagreements: pd.DataFrame
    only_a: int
    only_b: int


def agreement(table_a: pd.DataFrame, table_b: pd.DataFrame) -> Agreement:
    """Compare two codings of commitments in sources.

    Parameters
    ----------
    table_a, table_b : pandas.DataFrame
        ``source, commitment, verdict``; other columns are ignored. Each cell at most once.

    Returns
    -------
    Agreement
        Figures with their counts, confusion, disagreements.

    Raises
    ------
    SchemaError
        If a column is missing, a cell stands twice or a verdict is unknown.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
    Cohen, J. (1968). Weighted kappa. Psychological Bulletin 70, 213-220.
    """
    a, b = (_checked(table, name) for table, name in ((table_a, "first"), (table_b, "second")))
    cells = a.merge(b, on=_KEY, suffixes=("_a", "_b"), validate="one_to_one")
    mentioned = cells[(cells["verdict_a"] != "omitted") | (cells["verdict_b"] != "omitted")]
    rows = [row for scope, chosen in (("all", cells), ("mentioned", mentioned)) for row in _figures(scope, chosen)]
    return Agreement(
        figures=pd.DataFrame(rows, columns=["scope", "measure", "verdict", "value", "n"]),
        confusion=_confusion(cells),
        disagreements=cells[cells["verdict_a"] != cells["verdict_b"]].reset_index(drop=True),
        only_a=len(a) - len(cells),
        only_b=len(b) - len(cells),
    )


def krippendorff_alpha(ratings: np.ndarray) -> float:
    """Compute Krippendorff's alpha for ordinal ratings by any number of coders.

    Parameters
    ----------
    ratings : numpy.ndarray of shape (coders, units)
        Ordinal values as numbers; NaN where a coder did not rate a unit. Units rated once or never are left out.

    Returns
    -------
    float
        1 perfect, 0 chance, below 0 worse than chance; NaN where all pairable ratings are equal or there are none.

    Notes
    -----
    ``alpha = 1 - D_o / D_e`` with coincidences ``o_ck = sum_u (pairs of c and k in u) / (m_u - 1)``, their margins ``n_c``, and the
    ordinal distance ``(sum of n_g from c to k, less (n_c + n_k) / 2) ** 2``.
    """
    units = [column[~np.isnan(column)] for column in np.asarray(ratings, dtype=float).T]
    pairable = [unit for unit in units if len(unit) > 1]
    values = np.unique(np.concatenate(pairable)) if pairable else np.empty(0)
    if len(values) < 2:
        return float("nan")
    coincidences = np.zeros((len(values), len(values)))
    for unit in pairable:
        counts = (unit[:, None] == values).sum(axis=0).astype(float)
        coincidences += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    margins = coincidences.sum(axis=0)
    middles = np.cumsum(margins) - margins / 2
    distance = (middles[:, None] - middles) ** 2
    expected = (np.outer(margins, margins) * distance).sum() / (margins.sum() - 1)
    return float(1 - (coincidences * distance).sum() / expected)


def _checked(table: pd.DataFrame, name: str) -> pd.DataFrame:
    missing = [column for column in (*_KEY, "verdict") if column not in table.columns]
    if missing:
        raise SchemaError(f"The {name} coding lacks the columns {missing}; a coding has source, commitment and verdict.")
    chosen = table.loc[:, [*_KEY, "verdict"]].astype(str)
    unknown = sorted(set(chosen["verdict"]) - set(VERDICTS))
    if unknown:
        raise SchemaError(f"The {name} coding has the verdicts {unknown}; known are {list(VERDICTS)}.")
    twice = chosen[chosen.duplicated(_KEY)]
    if len(twice):
        source, commitment = twice.iloc[0][_KEY]
        raise SchemaError(
            f"The {name} coding gives {len(twice)} cells twice, the first is commitment {commitment!r} in source {source!r}; keep one."
        )
    return chosen


def _figures(scope: str, cells: pd.DataFrame) -> Iterator[tuple[str, str, str, float, int]]:
    a, b = (cells[column].map(_RANK).to_numpy(dtype=int) for column in ("verdict_a", "verdict_b"))
    n = len(cells)
    yield scope, "krippendorff_alpha", "", krippendorff_alpha(np.array([a, b], dtype=float)), n
    yield scope, "cohen_kappa", "", _kappa(a, b, "linear"), n
    yield scope, "cohen_kappa_unweighted", "", _kappa(a, b, None), n
    yield scope, "accuracy", "", float((a == b).mean()) if n else float("nan"), n
    for verdict in VERDICTS:
        rank = _RANK[verdict]
        either = int(((a == rank) | (b == rank)).sum())
        value = float(f1_score(a == rank, b == rank)) if either else float("nan")
        yield scope, "f1", verdict, value, either


def _kappa(a: np.ndarray, b: np.ndarray, weights: str | None) -> float:
    """Return Cohen's kappa; NaN where chance alone gives full agreement (both sides always say the same one thing)."""
    if len(np.union1d(a, b)) < 2:
        return float("nan")
    return float(cohen_kappa_score(a, b, labels=sorted(_RANK.values()), weights=weights))


def _confusion(cells: pd.DataFrame) -> pd.DataFrame:
    labels = list(VERDICTS)
    counts = (
        confusion_matrix(cells["verdict_a"], cells["verdict_b"], labels=labels) if len(cells) else np.zeros((len(labels),) * 2, dtype=int)
    )
    rows = [(first, second, int(counts[i, j])) for i, first in enumerate(labels) for j, second in enumerate(labels)]
    return pd.DataFrame(rows, columns=["verdict_a", "verdict_b", "n"])
