"""How likely would this source tell this commitment, judged by everything but this one cell?

An additive logistic model (a Rasch model with explanatory terms): a source's breadth plus a commitment's salience.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

BREADTH_VARIANCE = 1.0
"""Prior variance of a source's breadth beyond its length, in squared logits: one standard deviation is odds of about 1 : 2.7."""

SALIENCE_VARIANCE = 0.5
"""Prior variance of a commitment's salience beyond act, position and length, in squared logits."""

SLOPE_VARIANCE = 0.25
"""Prior variance of the slope of each explanatory term, in squared logits per standard deviation of the term."""

NEVER_CERTAIN = 0.01
"""Probabilities are drawn in to between this and one minus this: neither a model nor a reviewer is beyond doubt."""

_ROUNDS = 100
_LONGEST_STEP = 2.0
_SMALLEST_STEP = 1e-10


@dataclass(frozen=True, slots=True)
class _Cells:
    """What is known of every cell: the share told, in [0, 1], and whether it counts (1) or is undefined (0)."""

    told: np.ndarray
    counts: np.ndarray


@dataclass(frozen=True, slots=True)
class _Fit:
    """The common level and, per source and per commitment, what explains it and what is left over."""

    breadth: np.ndarray
    own_breadth: np.ndarray
    salience: np.ndarray
    own_salience: np.ndarray


def expected_shares(told: np.ndarray, source_terms: np.ndarray, commitment_terms: np.ndarray) -> np.ndarray:
    """Expect how likely each source tells each commitment, without looking at that cell.

    Parameters
    ----------
    told : numpy.ndarray of shape (n_sources, n_commitments)
        Probability in [0, 1] that the source tells the commitment; NaN where it is undefined, which then counts nowhere.
    source_terms : numpy.ndarray of shape (n_sources, a)
        What explains a source's breadth, such as its length. Scaled here; a column without spread is passed over.
    commitment_terms : numpy.ndarray of shape (n_commitments, b)
        What explains a commitment's salience, such as its strength. Likewise.

    Returns
    -------
    numpy.ndarray of shape (n_sources, n_commitments)
        Probabilities in (0, 1). NaN where no other source has a defined cell for the commitment, or the source no other defined cell.

    Notes
    -----
    ``logit(expected) = level + slopes * source terms + breadth + slopes * commitment terms + salience``, with normal priors around 0 on
    slopes, breadth and salience (ridge). First everything is fitted to all cells. Then, for each cell, the salience is fitted again
    without this source and the breadth again without this commitment, the rest held: the cell explains neither.
    """
    cells = _Cells(np.clip(np.nan_to_num(told), NEVER_CERTAIN, 1 - NEVER_CERTAIN), np.isfinite(told).astype(float))
    if told.size == 0 or not cells.counts.any():
        return np.full(told.shape, np.nan)
    fit = _fit(cells, _scaled(source_terms), _scaled(commitment_terms))
    salience = fit.salience + _salience_without_source(cells, fit)
    breadth = fit.breadth[:, None] + _breadth_without_commitment(cells, fit, salience)
    has_others = (cells.counts.sum(axis=0) - cells.counts > 0) & (cells.counts.sum(axis=1, keepdims=True) - cells.counts > 0)
    return np.where(has_others, expit(breadth + salience), np.nan)


def _scaled(terms: np.ndarray) -> np.ndarray:
    """Bring each column to mean 0 and standard deviation 1; one without spread to 0."""
    centred = terms - terms.mean(axis=0)
    spread = centred.std(axis=0)
    return np.where(spread > _SMALLEST_STEP, centred / np.where(spread > _SMALLEST_STEP, spread, 1.0), 0.0)


def _fit(cells: _Cells, source_terms: np.ndarray, commitment_terms: np.ndarray) -> _Fit:
    """Find the most probable values of all parameters together by Newton's method."""
    n_sources, n_commitments = cells.told.shape
    left = np.hstack([np.ones((n_sources, 1)), source_terms, np.eye(n_sources)])
    right = np.hstack([commitment_terms, np.eye(n_commitments)])
    variances = [np.inf, *[SLOPE_VARIANCE] * source_terms.shape[1], *[BREADTH_VARIANCE] * n_sources]
    variances += [*[SLOPE_VARIANCE] * commitment_terms.shape[1], *[SALIENCE_VARIANCE] * n_commitments]
    precisions, split = 1 / np.array(variances), left.shape[1]
    values = np.zeros(len(precisions))
    values[0] = logit(float((cells.told * cells.counts).sum() / cells.counts.sum()))
    for _ in range(_ROUNDS):
        chance = expit((left @ values[:split])[:, None] + (right @ values[split:])[None, :])
        misses, weights = cells.counts * (cells.told - chance), cells.counts * chance * (1 - chance)
        slope = np.concatenate([left.T @ misses.sum(axis=1), right.T @ misses.sum(axis=0)]) - precisions * values
        across = left.T @ weights @ right
        bend = np.block([[(left.T * weights.sum(axis=1)) @ left, across], [across.T, (right.T * weights.sum(axis=0)) @ right]])
        step = np.linalg.solve(bend + np.diag(precisions), slope)
        values += step * min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), _SMALLEST_STEP))
        if np.abs(step).max() < _SMALLEST_STEP:
            break
    own_breadth, own_salience = values[split - n_sources : split], values[len(values) - n_commitments :]
    return _Fit(left @ values[:split] - own_breadth, own_breadth, right @ values[split:] - own_salience, own_salience)


def _salience_without_source(cells: _Cells, fit: _Fit) -> np.ndarray:
    """Fit each commitment's own salience to the other sources alone, per source; shape (n_sources, n_commitments)."""
    known = (fit.breadth + fit.own_breadth)[:, None] + fit.salience[None, :]
    rows = []
    for source in range(len(cells.told)):
        others = cells.counts.copy()
        others[source] = 0
        rows.append(_shifts(known, cells.told, others, SALIENCE_VARIANCE, fit.own_salience))
    return np.array(rows)


def _breadth_without_commitment(cells: _Cells, fit: _Fit, salience: np.ndarray) -> np.ndarray:
    """Fit each source's own breadth to the other commitments alone, per commitment; shape (n_sources, n_commitments)."""
    n_commitments = cells.told.shape[1]
    is_other = 1 - np.eye(n_commitments)
    rows = []
    for source, known in enumerate(fit.breadth[:, None] + salience):
        spread = (np.broadcast_to(row[:, None], is_other.shape) for row in (known, cells.told[source], cells.counts[source]))
        base, told, counts = spread
        rows.append(_shifts(base, told, counts * is_other, BREADTH_VARIANCE, np.full(n_commitments, fit.own_breadth[source])))
    return np.array(rows)


def _shifts(known: np.ndarray, told: np.ndarray, counts: np.ndarray, variance: float, start: np.ndarray) -> np.ndarray:
    """Find, for each column, the shift s with ``sum(counts * (told - expit(known + s))) = s / variance``."""
    shifts = start.copy()
    for _ in range(_ROUNDS):
        chance = expit(known + shifts)
        slope = (counts * (told - chance)).sum(axis=0) - shifts / variance
        step = slope / ((counts * chance * (1 - chance)).sum(axis=0) + 1 / variance)
        shifts += np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
        if np.abs(step).max() < _SMALLEST_STEP:
            break
    return shifts
