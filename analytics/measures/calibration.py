"""How far can probabilities be trusted: do they come true as often as they say?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.errors import SchemaError

BINS = 10
"""Bins of equal width over [0, 1]: [0, 0.1), [0.1, 0.2), ..., [0.9, 1]."""

_DRAWS = 1000


def reliability_table(occurred: np.ndarray, probabilities: np.ndarray) -> pd.DataFrame:
    """Compare probabilities with frequencies, bin by bin.

    Parameters
    ----------
    occurred : numpy.ndarray of bool, shape (cells,)
        Whether it was so.
    probabilities : numpy.ndarray of shape (cells,)
        How probable it was called, in [0, 1].

    Returns
    -------
    pandas.DataFrame
        One row a bin: ``bin`` (1 to `BINS`), ``low``, ``high`` (its ends; the upper one belongs to the next bin, except 1), ``n`` (cells
        in it), ``mean_p`` (their mean probability), ``share`` (how many of them it was so for). Calibrated probabilities have equal
        ``mean_p`` and ``share``, up to chance; both are NaN in an empty bin.

    Raises
    ------
    SchemaError
        If the two differ in length, or a probability is undefined or outside [0, 1].
    """
    _check(occurred, probabilities)
    bins = _bins(probabilities)
    counts = np.bincount(bins, minlength=BINS)
    return pd.DataFrame(
        {
            "bin": np.arange(1, BINS + 1),
            "low": np.arange(BINS) / BINS,
            "high": np.arange(1, BINS + 1) / BINS,
            "n": counts,
            "mean_p": _means(bins, counts, probabilities),
            "share": _means(bins, counts, occurred),
        }
    )


def expected_calibration_error(occurred: np.ndarray, probabilities: np.ndarray) -> float:
    """Compute the mean distance of probability and frequency.

    Parameters
    ----------
    occurred, probabilities : numpy.ndarray of shape (cells,)
        As for `reliability_table`.

    Returns
    -------
    float
        0 calibrated, 1 always wrong and always sure; NaN without cells. Chance alone gives more than 0 where cells are few, see
        `calibration_error_by_chance`.

    Raises
    ------
    SchemaError
        As `reliability_table`.

    Notes
    -----
    ``ECE = sum_b (n_b / n) |mean_p_b - share_b|`` over the bins of `reliability_table`.

    References
    ----------
    Naeini, M. P., Cooper, G. F., Hauskrecht, M. (2015). Obtaining well calibrated probabilities using Bayesian binning. AAAI 29.
    """
    table = reliability_table(occurred, probabilities)
    filled = table[table["n"] > 0]
    if filled.empty:
        return float("nan")
    return float(np.average((filled["mean_p"] - filled["share"]).abs(), weights=filled["n"]))


def calibration_error_by_chance(probabilities: np.ndarray) -> float:
    """Compute the calibration error that chance alone gives: what to expect if every probability came true exactly as often as it says.

    Parameters
    ----------
    probabilities : numpy.ndarray of shape (cells,)
        How probable each cell was called, in [0, 1].

    Returns
    -------
    float
        From 0 (all probabilities 0 or 1, or very many cells) upwards; NaN without cells. An `expected_calibration_error` near it shows no
        fault that so few cells could show.

    Raises
    ------
    SchemaError
        If a probability is undefined or outside [0, 1].

    Notes
    -----
    Mean of `expected_calibration_error` over 1,000 draws of the outcomes with the probabilities themselves, with a fixed seed.

    References
    ----------
    Broecker, J., Smith, L. A. (2007). Increasing the reliability of reliability diagrams. Weather and Forecasting 22, 651-661.
    """
    _check_probabilities(probabilities)
    if not len(probabilities):
        return float("nan")
    drawn = np.random.default_rng(0).random((_DRAWS, len(probabilities))) < probabilities
    in_bin = _bins(probabilities)[:, None] == np.arange(BINS)
    distances = np.abs((drawn - probabilities) @ in_bin)
    return float(distances.sum(axis=1).mean() / len(probabilities))


def _bins(probabilities: np.ndarray) -> np.ndarray:
    bins: np.ndarray = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return bins


def _means(bins: np.ndarray, counts: np.ndarray, values: np.ndarray) -> np.ndarray:
    sums = np.bincount(bins, weights=values.astype(float), minlength=BINS)
    means = np.full(BINS, np.nan)
    np.divide(sums, counts, out=means, where=counts > 0)
    return means


def _check(occurred: np.ndarray, probabilities: np.ndarray) -> None:
    if len(occurred) != len(probabilities):
        raise SchemaError(f"There are {len(occurred)} outcomes and {len(probabilities)} probabilities; expected one of each a cell.")
    _check_probabilities(probabilities)


def _check_probabilities(probabilities: np.ndarray) -> None:
    if not ((probabilities >= 0) & (probabilities <= 1)).all():
        raise SchemaError("Not every probability lies between 0 and 1; take out the cells without one, and check the others.")
