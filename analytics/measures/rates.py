"""Rates: what share of the commitments a source covers, tells in part, leaves out, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.special import ndtr

from analytics.errors import SchemaError, SettingsError
from analytics.schema import ACTS, TABLES, VERDICTS, conform

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

DIMENSIONS = ("all", "theme", "act")
"""What the rows of a source are about: all its cells, those of a theme, those of an act."""

_NEEDED = ("source", "outlet", "theme", "act", "verdict", "p_covered", "p_mentioned")
_RATES = ("coverage", "partial", "omission")
_QUANTILE_TOLERANCE = 1e-9
# A systematic error below this cannot be seen in a rate, and would only break the search for the quantile.
_NO_SPREAD = 1e-6
_HALVINGS = 50


def rate_table(coverage: pd.DataFrame, *, level: float, rate_error: float = 0.0, dimensions: Collection[str] = DIMENSIONS) -> pd.DataFrame:
    """Average the calibrated probabilities of a source's cells into rates with intervals.

    Parameters
    ----------
    coverage : pandas.DataFrame
        The coverage table: ``source, outlet, theme, act, verdict, p_covered, p_mentioned``, one row per commitment and source.
        Rows without probabilities (NaN) count neither in a rate nor in `n`. Where there is a column ``reviewer``, cells that it names
        somebody for are certain: the systematic error is spread over the share of the others only.
    level : float
        Level of the intervals, between 0 and 1, such as 0.95.
    rate_error : float
        Standard deviation, in shares (0 to 1), of the model's systematic error of a source's rate: by how much the mean probability
        misses a coder's rate beyond what chance explains. Measured when the coverage model is trained.
    dimensions : collection of str, default all
        Which rows to give, of `DIMENSIONS`.

    Returns
    -------
    pandas.DataFrame
        The ``rates`` table: per source one row for all commitments, one per theme and one per act. Rates and bounds are shares in
        [0, 1]; they are NaN where no cell has a probability (n = 0).

    Raises
    ------
    SchemaError
        If a column is missing, or a probability lies outside [0, 1] or p_covered above p_mentioned.
    SettingsError
        If `level` or `rate_error` is out of range.

    Notes
    -----
    A rate is the mean of n probabilities p_i; counting labels instead would be biased by every cell near the threshold. The number K
    of cells with the verdict is a sum of independent, unequal coin flips (Poisson-binomial), whose exact distribution is found by
    convolution. The interval holds the middle `level` of K/n + E, E normal with mean 0 and standard deviation `rate_error`:
    its ends solve ``sum_k P(K = k) * Phi((x - k/n) / rate_error) = (1 -+ level) / 2``; without systematic error they are the exact
    quantiles of K/n. Ends are cut to [0, 1] and, where they miss it, moved to the rate itself. The interval answers "what would a
    careful coder of this text find"; it says nothing of other articles of the outlet.

    References
    ----------
    Hong, Y. (2013). On computing the distribution function for the Poisson binomial distribution. CSDA 59, 41-51.
    """
    _check(coverage, level=level, rate_error=rate_error)
    rows = []
    for source, cells in coverage.groupby("source", sort=False):
        arrays = _as_arrays(cells)
        wanted = [group for group in _groups(arrays) if group[0] in dimensions]
        rates = _rates(arrays, [is_here for _, _, is_here in wanted], level=level, rate_error=rate_error)
        for (dimension, group, _), row in zip(wanted, rates, strict=True):
            rows.append({"source": source, "outlet": arrays["outlet"][0], "dimension": dimension, "group": group} | row)
    columns = None if rows else TABLES["rates"].names
    return conform(pd.DataFrame(rows, columns=columns), "rates")


def share_intervals(probabilities: Sequence[np.ndarray], *, level: float, rate_errors: Sequence[float]) -> list[tuple[float, float]]:
    """Bound shares of cells that have a verdict: their quantiles are searched for together.

    Parameters
    ----------
    probabilities : sequence of numpy.ndarray
        For each share the probability of the verdict in each cell, in [0, 1].
    level : float
        As in `rate_table`.
    rate_errors : sequence of float
        The systematic error of each, as in `rate_table`.

    Returns
    -------
    list of tuple of float
        Lower and upper end of each in [0, 1], the mean of its probabilities between them; NaN, NaN where it has no cell.
    """
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    intervals = [(float("nan"), float("nan"))] * len(probabilities)
    known = [number for number, some in enumerate(probabilities) if len(some)]
    counts = [count_distribution(probabilities[number]) for number in known]
    for number, (low, high) in zip(known, _quantiles(counts, tails, np.array([rate_errors[number] for number in known])), strict=True):
        # few cells have few possible shares: the estimate may lie between two of them
        mean = float(probabilities[number].mean())
        intervals[number] = min(max(low, 0.0), mean), max(min(high, 1.0), mean)
    return intervals


def count_distribution(probabilities: np.ndarray) -> np.ndarray:
    """Return P(K = 0), ..., P(K = n) for the number K of successes among n independent flips, shape (n + 1,)."""
    weights = np.ones(1)
    for probability in probabilities:
        weights = np.convolve(weights, [1.0 - probability, probability])
    return weights


def _quantiles(counts: Sequence[np.ndarray], tails: np.ndarray, spreads: np.ndarray) -> list[list[float]]:
    """Return, for each distribution of K and each tail, the smallest x at which that of K/n, smeared by a normal error, reaches it."""
    found = np.empty((len(counts), len(tails)))
    is_smeared = spreads >= _NO_SPREAD
    for number in np.flatnonzero(~is_smeared).tolist():
        reached = np.cumsum(counts[number]) >= tails[:, None] - _QUANTILE_TOLERANCE
        found[number] = reached.argmax(axis=1) / (len(counts[number]) - 1)
    if is_smeared.any():
        found[is_smeared] = _smeared_quantiles(
            [counts[number] for number in np.flatnonzero(is_smeared).tolist()], tails, spreads[is_smeared]
        )
    ends: list[list[float]] = found.tolist()
    return ends


def _smeared_quantiles(counts: Sequence[np.ndarray], tails: np.ndarray, spreads: np.ndarray) -> np.ndarray:
    """Halve the intervals in which the quantiles lie, those of all distributions at once; of shape (distributions, tails)."""
    weights, lengths = np.concatenate(counts), np.array([len(some) for some in counts])
    starts = np.cumsum(lengths) - lengths
    shares = np.concatenate([np.arange(length) / (length - 1) for length in lengths.tolist()])
    owner = np.repeat(np.arange(len(counts)), lengths)
    low = np.tile(-1 - 20 * spreads, (len(tails), 1))
    high = np.tile(2 + 20 * spreads, (len(tails), 1))
    for _ in range(_HALVINGS):  # not scipy.optimize: its import alone would take a tenth of a whole analysis
        middle = (low + high) / 2
        reached = np.add.reduceat(ndtr((middle[:, owner] - shares) / spreads[owner]) * weights, starts, axis=1)
        is_below = reached < tails[:, None]
        low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
    ends: np.ndarray = ((low + high) / 2).T
    return ends


def _as_arrays(cells: pd.DataFrame) -> dict[str, np.ndarray]:
    """Take the columns out of the frame: a source has dozens of groups, and to select from a frame for each is slow."""
    arrays = {name: cells[name].to_numpy() for name in ("outlet", "theme", "act", "verdict")}
    covered, mentioned = cells["p_covered"].to_numpy(float), cells["p_mentioned"].to_numpy(float)
    is_checked = (cells["reviewer"] != "").to_numpy(bool) if "reviewer" in cells.columns else np.zeros(len(cells), dtype=bool)
    is_known = ~(np.isnan(covered) | np.isnan(mentioned))
    return arrays | {"covered": covered, "mentioned": mentioned, "checked": is_checked, "known": is_known}


def _groups(arrays: dict[str, np.ndarray]) -> Iterator[tuple[str, str, np.ndarray]]:
    yield "all", "all", np.ones(len(arrays["known"]), dtype=bool)
    for theme in dict.fromkeys(arrays["theme"]):
        yield "theme", str(theme), arrays["theme"] == theme
    known = {act: rank for rank, act in enumerate(ACTS)}
    for act in sorted(dict.fromkeys(arrays["act"]), key=lambda act: known.get(act, len(known))):
        yield "act", str(act), arrays["act"] == act


def _rates(arrays: dict[str, np.ndarray], groups: Sequence[np.ndarray], *, level: float, rate_error: float) -> list[dict[str, Any]]:
    """Give the rates of each group of a source's cells."""
    chosen = [is_here & arrays["known"] for is_here in groups]
    probabilities = [some for cells in chosen for some in _by_verdict(arrays["covered"][cells], arrays["mentioned"][cells])]
    checked = [int(arrays["checked"][cells].sum()) for cells in chosen]
    # nobody's model errs where a person read
    errors = [rate_error * (1 - some / max(int(cells.sum()), 1)) for some, cells in zip(checked, chosen, strict=True)]
    intervals = share_intervals(probabilities, level=level, rate_errors=[error for error in errors for _ in _RATES])
    rows = []
    for number, (cells, n_checked) in enumerate(zip(chosen, checked, strict=True)):
        row: dict[str, Any] = {"n": int(cells.sum())}
        for place, name in enumerate(_RATES, start=number * len(_RATES)):
            row[f"{name}_rate"] = float(probabilities[place].mean()) if row["n"] else float("nan")
            row[f"{name}_low"], row[f"{name}_high"] = intervals[place]
        row |= {"n_checked": n_checked, "n_random": 0, "basis": "checked" if n_checked else "program"}
        rows.append(row | {f"n_{verdict}": int((arrays["verdict"][cells] == verdict).sum()) for verdict in VERDICTS})
    return rows


def _by_verdict(covered: np.ndarray, mentioned: np.ndarray) -> tuple[np.ndarray, ...]:
    """Give the probabilities of the verdicts, in the order of `_RATES`."""
    return covered, mentioned - covered, 1.0 - mentioned


def _check(coverage: pd.DataFrame, *, level: float, rate_error: float) -> None:
    missing = [name for name in _NEEDED if name not in coverage.columns]
    if missing:
        raise SchemaError(f"The coverage table lacks the columns {missing}; rates need {list(_NEEDED)}.")
    if not 0.0 < level < 1.0:
        raise SettingsError(f"The level of an interval is {level}; give a number between 0 and 1, such as 0.95.")
    if not 0.0 <= rate_error <= 1.0:
        raise SettingsError(f"The systematic error of a rate is {rate_error}; give a share between 0 and 1.")
    known = coverage[["p_covered", "p_mentioned"]].dropna()
    wrong = known[(known["p_covered"] < 0) | (known["p_mentioned"] > 1) | (known["p_covered"] > known["p_mentioned"])]
    if len(wrong):
        raise SchemaError(
            f"{len(wrong)} rows of the coverage table do not hold 0 <= p_covered <= p_mentioned <= 1; the first is row {wrong.index[0]}."
        )
