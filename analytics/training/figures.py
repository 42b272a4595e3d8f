"""Figures of accuracy: how far probabilities and verdicts agree with a coding."""

from __future__ import annotations

import numpy as np

from analytics.measures.calibration import calibration_error_by_chance
from analytics.measures.calibration import expected_calibration_error as calibration_error
from analytics.measures.ranking import area_under_curve

__all__ = ["area_under_curve", "calibration_error", "calibration_error_by_chance", "f1_score", "kappa", "rate_errors", "weighted_kappa"]


def weighted_kappa(coded: np.ndarray, found: np.ndarray) -> float:
    """Compute Cohen's kappa with linear weights over three levels.

    Parameters
    ----------
    coded, found : numpy.ndarray of shape (cells,)
        Levels 0, 1, 2.

    Returns
    -------
    float
        1 full agreement, 0 agreement by chance; NaN where chance alone would agree fully.
    """
    return _kappa(coded, found, np.abs(np.subtract.outer(np.arange(3), np.arange(3))))


def kappa(coded: np.ndarray, found: np.ndarray) -> float:
    """Compute Cohen's kappa over three levels, every disagreement counting the same; see `weighted_kappa`."""
    return _kappa(coded, found, 1 - np.eye(3))


def _kappa(coded: np.ndarray, found: np.ndarray, cost: np.ndarray) -> float:
    seen = np.bincount(3 * coded + found, minlength=9).reshape(3, 3) / max(len(coded), 1)
    by_chance = np.outer(seen.sum(axis=1), seen.sum(axis=0))
    expected = float((cost * by_chance).sum())
    return 1.0 - float((cost * seen).sum()) / expected if expected > 0 else float("nan")


def f1_score(coded: np.ndarray, found: np.ndarray) -> float:
    """Compute the harmonic mean of precision and recall of a yes-or-no verdict; NaN where neither side says yes."""
    said = int(coded.sum()) + int(found.sum())
    return 2.0 * int((coded & found).sum()) / said if said else float("nan")


def rate_errors(coded: np.ndarray, probabilities: np.ndarray, texts: np.ndarray) -> np.ndarray:
    """Compute, for each source, the mean probability less the coded share, in order of the sources' names."""
    return np.array([probabilities[texts == text].mean() - coded[texts == text].mean() for text in np.unique(texts)])
