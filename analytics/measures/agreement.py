"""Agreement of two codings of the same cells, and the cells where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from sklearn.metrics import confusion_matrix, f1_score

from analytics.errors import SchemaError
from analytics.intervals import LEVEL, f1_interval, resampled_interval, wilson_interval
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = ["source", "commitment"]
_RANK = {verdict: rank for rank, verdict in enumerate(reversed(VERDICTS))}
"""Ordinal value of a verdict: omitted 0, partial 1, covered 2."""
_PAIRS = (len(VERDICTS), len(VERDICTS))
_WEIGHTS = {
    "cohen_kappa": np.abs(np.subtract.outer(np.arange(len(VERDICTS)), np.arange(len(VERDICTS)))).astype(float),
    "cohen_kappa_unweighted": 1.0 - np.eye(len(VERDICTS)),
}
"""How much each pair of ordinal values disagrees, by measure."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two codings agree, and where they do not.

    Parameters
    ----------
    figures : pandas.DataFrame
        ``scope, measure, verdict, value, low, high, n``. Scope ``all`` counts every cell that both sides coded, ``mentioned`` only those
        that at least one side calls covered or partial: a matrix of mostly empty cells flatters every measure. Measures:
        ``krippendorff_alpha`` (ordinal), ``cohen_kappa`` (linear weights), ``cohen_kappa_unweighted``, ``accuracy`` (share of equal
        verdicts), and ``f1`` per verdict (`verdict` is empty for the others). 1 is perfect, 0 is chance (for accuracy and f1: none right);
        NaN where the measure has no meaning. `n` is the number of cells; for ``f1`` the number that either side gave the verdict.
        `low` and `high` are the ends of its interval, NaN where it has none, as of alpha and kappa where the two sides never differ.
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


def agreement(table_a: pd.DataFrame, table_b: pd.DataFrame, *, level: float = LEVEL) -> Agreement:
    """Compare two codings of commitments in sources.

    Parameters
    ----------
    table_a, table_b : pandas.DataFrame
        ``source, commitment, verdict``; other columns are ignored. Each cell at most once.
    level : float
        Level of the intervals, between 0 and 1.

    Returns
    -------
    Agreement
        Figures with their counts, confusion, disagreements.

    Raises
    ------
    SchemaError
        If a column is missing, a cell stands twice or a verdict is unknown.
    SettingsError
        If `level` is out of range.

    Notes
    -----
    Intervals say how far a figure might lie from that of very many cells like these; cells of one article are taken for independent.
    Alpha and kappa: the cells drawn again with replacement (`analytics.intervals.resampled_interval`). Accuracy: Wilson's. F1: Wilson's by
    way of the share of cells that both sides gave the verdict (`analytics.intervals.f1_interval`).

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
    Cohen, J. (1968). Weighted kappa. Psychological Bulletin 70, 213-220.
    """
    a, b = (_checked(table, name) for table, name in ((table_a, "first"), (table_b, "second")))
    cells = a.merge(b, on=_KEY, suffixes=("_a", "_b"), validate="one_to_one")
    mentioned = cells[(cells["verdict_a"] != "omitted") | (cells["verdict_b"] != "omitted")]
    rows = [row for scope, chosen in (("all", cells), ("mentioned", mentioned)) for row in _figures(scope, chosen, level)]
    return Agreement(
        figures=pd.DataFrame(rows, columns=["scope", "measure", "verdict", "value", "low", "high", "n"]),
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
    kinds, counts = _kinds_of_units(ratings)
    return float(_alphas(np.tensordot(counts, kinds, axes=1)))


def alpha_interval(ratings: np.ndarray, *, level: float = LEVEL) -> tuple[float, float]:
    """Bound Krippendorff's ordinal alpha by drawing the units again with replacement.

    Parameters
    ----------
    ratings : numpy.ndarray of shape (coders, units)
        As for `krippendorff_alpha`.
    level : float
        Level of the interval, between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper end; NaN where the units cannot tell, as `analytics.intervals.resampled_interval` says.

    Raises
    ------
    SettingsError
        If `level` is out of range.
    """
    kinds, counts = _kinds_of_units(ratings)
    return resampled_interval(counts, lambda drawn: _alphas(np.tensordot(drawn, kinds, axes=1)), level=level)


def _kinds_of_units(ratings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the coincidences that a unit of each kind adds, shape (kinds, values, values), and how many units there are of each kind.

    Units that got each value equally often are of one kind; units rated once or never have no pairs, and are none.
    """
    ratings = np.asarray(ratings, dtype=float)
    ratings = ratings[:, (~np.isnan(ratings)).sum(axis=0) > 1]
    values = np.unique(ratings[~np.isnan(ratings)])
    tallies = (ratings[:, :, None] == values).sum(axis=0)
    tallies, counts = np.unique(tallies, axis=0, return_counts=True)
    pairs = tallies[:, :, None] * tallies[:, None, :] - tallies[:, :, None] * np.eye(len(values))
    return pairs / np.maximum(tallies.sum(axis=1) - 1, 1)[:, None, None], counts


def _alphas(coincidences: np.ndarray) -> np.ndarray:
    """Return alpha of each table of coincidences, shape (..., values, values); NaN where all ratings are equal or there are none."""
    margins = coincidences.sum(axis=-1)
    middles = np.cumsum(margins, axis=-1) - margins / 2
    distance = (middles[..., :, None] - middles[..., None, :]) ** 2
    expected = (margins[..., :, None] * margins[..., None, :] * distance).sum(axis=(-1, -2))
    observed = (coincidences * distance).sum(axis=(-1, -2)) * (margins.sum(axis=-1) - 1)
    return _one_less_share(observed, expected)


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


def _figures(scope: str, cells: pd.DataFrame, level: float) -> Iterator[tuple[str, str, str, float, float, float, int]]:
    a, b = (cells[column].map(_RANK).to_numpy(dtype=int) for column in ("verdict_a", "verdict_b"))
    n, ratings = len(cells), np.array([a, b], dtype=float)
    counts = np.bincount(len(VERDICTS) * a + b, minlength=len(VERDICTS) ** 2)
    yield scope, "krippendorff_alpha", "", krippendorff_alpha(ratings), *alpha_interval(ratings, level=level), n
    for measure, weights in _WEIGHTS.items():
        kappas = partial(_kappas, weights)
        yield scope, measure, "", float(kappas(counts)), *resampled_interval(counts, kappas, level=level), n
    equal = float((a == b).mean()) if n else float("nan")
    yield scope, "accuracy", "", equal, *wilson_interval(equal, n, level=level), n
    for verdict in VERDICTS:
        rank = _RANK[verdict]
        either = int(((a == rank) | (b == rank)).sum())
        value = float(f1_score(a == rank, b == rank)) if either else float("nan")
        yield scope, "f1", verdict, value, *f1_interval(value, either, level=level), either


def _kappas(weights: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return Cohen's kappa of each row of counts, shape (..., pairs); NaN where chance alone gives full agreement, and without cells."""
    tables = counts.reshape(*counts.shape[:-1], *_PAIRS)
    by_chance = np.einsum("...ik,...lj,ij->...", tables, tables, weights)
    observed = (tables * weights).sum(axis=(-1, -2)) * counts.sum(axis=-1)
    return _one_less_share(observed, by_chance)


def _one_less_share(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    shares: np.ndarray = np.divide(observed, expected, out=np.full(np.shape(expected), np.nan), where=expected > 0)
    return 1 - shares


def _confusion(cells: pd.DataFrame) -> pd.DataFrame:
    labels = list(VERDICTS)
    counts = (
        confusion_matrix(cells["verdict_a"], cells["verdict_b"], labels=labels) if len(cells) else np.zeros((len(labels),) * 2, dtype=int)
    )
    rows = [(first, second, int(counts[i, j])) for i, first in enumerate(labels) for j, second in enumerate(labels)]
    return pd.DataFrame(rows, columns=["verdict_a", "verdict_b", "n"])
