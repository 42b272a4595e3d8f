"""Fitting the coverage model, and judging it on groups that it has not seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.measures.coverage.model import CoverageModel, Scale
from analytics.training.figures import f1_score, weighted_kappa

if TYPE_CHECKING:
    from analytics.training.samples import Samples

REGULARISATION = 0.3
"""Inverse strength of the ridge penalty (scikit-learn's C), chosen by cross-validation on the cases."""

_FOLDS = 8
_GRID = np.round(np.arange(0.20, 0.80, 0.02), 2)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model says of cells.

    Parameters
    ----------
    covered, mentioned : numpy.ndarray of shape (cells,)
        Probabilities.
    levels : numpy.ndarray of shape (cells,)
        2 covered, 1 partial, 0 omitted.
    """

    covered: np.ndarray
    mentioned: np.ndarray
    levels: np.ndarray


def fit_model(samples: Samples, provenance: dict[str, Any] | None = None) -> CoverageModel:
    """Fit the model with its thresholds.

    Parameters
    ----------
    samples : Samples
        Coded cells of at least two groups.
    provenance : dict, optional
        Kept with the weights.

    Returns
    -------
    CoverageModel
        Thresholds are those that do best on held-out groups.
    """
    covered, mentioned = _held_out(samples)
    thresholds = choose_thresholds(samples.levels, covered, mentioned)
    return replace(_fit(samples), mentioned_threshold=thresholds[0], covered_threshold=thresholds[1], provenance=provenance or {})


def cross_validate(samples: Samples) -> Judged:
    """Judge every group by a model that has not seen it, thresholds included.

    Parameters
    ----------
    samples : Samples
        Coded cells of at least three groups.

    Returns
    -------
    Judged
        One entry per cell, in the order of `samples`.
    """
    covered, mentioned = _held_out(samples)
    levels = np.zeros(len(samples), dtype=int)
    for held_out in _folds(samples.groups):
        rest = ~held_out
        thresholds = choose_thresholds(samples.levels[rest], covered[rest], mentioned[rest])
        levels[held_out] = to_levels(covered[held_out], mentioned[held_out], *thresholds)
    return Judged(covered, mentioned, levels)


def judge(model: CoverageModel, samples: Samples) -> Judged:
    """Judge cells with a fitted model."""
    table = dict(zip(samples.names, samples.features.T, strict=True))
    covered, mentioned = model.probabilities(table)
    return Judged(covered, mentioned, to_levels(covered, mentioned, model.mentioned_threshold, model.covered_threshold))


def to_levels(covered: np.ndarray, mentioned: np.ndarray, mentioned_threshold: float, covered_threshold: float) -> np.ndarray:
    """Turn probabilities into levels, as the model does into verdicts."""
    return np.where(covered >= covered_threshold, 2, np.where(mentioned >= mentioned_threshold, 1, 0))


def choose_thresholds(levels: np.ndarray, covered: np.ndarray, mentioned: np.ndarray) -> tuple[float, float]:
    """Find the thresholds of mentioned and covered with the highest weighted kappa plus half the F1 of covered."""

    def worth(thresholds: tuple[float, float]) -> float:
        found = to_levels(covered, mentioned, *thresholds)
        return weighted_kappa(levels, found) + 0.5 * f1_score(levels == 2, found == 2)

    return max(((float(m), float(c)) for m in _GRID for c in _GRID), key=worth)


def _folds(groups: np.ndarray) -> list[np.ndarray]:
    """Split groups into folds that keep each whole; as many folds as groups where there are few."""
    names = np.unique(groups)
    return [np.isin(groups, some) for some in np.array_split(names, min(len(names), _FOLDS))]


def _held_out(samples: Samples) -> tuple[np.ndarray, np.ndarray]:
    covered, mentioned = np.zeros(len(samples)), np.zeros(len(samples))
    for held_out in _folds(samples.groups):
        judged = judge(_fit(samples.pick(~held_out)), samples.pick(held_out))
        covered[held_out], mentioned[held_out] = judged.covered, judged.mentioned
    return covered, mentioned


def _fit(samples: Samples) -> CoverageModel:
    from sklearn.linear_model import LogisticRegression

    means, scales = samples.features.mean(axis=0), samples.features.std(axis=0)
    scales = np.where(scales > 0, scales, 1.0)
    standard = np.clip((samples.features - means) / scales, -5.0, 5.0)
    parts = []
    for lowest in (1, 2):
        fitted = LogisticRegression(C=REGULARISATION, max_iter=5000, tol=1e-6).fit(standard, samples.levels >= lowest)
        parts.append(Scale(float(fitted.intercept_[0]), fitted.coef_[0]))
    return CoverageModel(samples.names, means, scales, parts[0], parts[1], 0.5, 0.5, {})
