"""Figures of accuracy, on expectations worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.training.figures import f1_score, kappa, rate_errors, weighted_kappa


def test_weighted_kappa_by_hand():
    """Three of four right, one off by one; chance would cost 0.875 a cell: 1 - 0.25 / 0.875."""
    coded, found = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2])
    # Coded shares (2, 1, 1) / 4, found shares (1, 2, 1) / 4: expected cost (2*(2+2) + 1*(1+1) + 1*(2+2)) / 16 = 14 / 16.
    assert weighted_kappa(coded, found) == pytest.approx(1 - 0.25 / (14 / 16))


def test_kappa_by_hand():
    """The same cells, every error counting 1: chance agrees in (2 + 2 + 1) / 16 of cells."""
    coded, found = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2])
    assert kappa(coded, found) == pytest.approx(1 - 0.25 / (11 / 16))


def test_kappa_without_variety_is_undefined():
    """Where both sides always say the same one thing, kappa has no meaning."""
    assert np.isnan(weighted_kappa(np.zeros(3, dtype=int), np.zeros(3, dtype=int)))


def test_f1_by_hand():
    """One of two found, one of two said right: 2 * 1 / (2 + 2); nothing said by either is undefined."""
    assert f1_score(np.array([True, True, False]), np.array([True, False, True])) == 0.5
    assert np.isnan(f1_score(np.array([False]), np.array([False])))


def test_rate_errors_by_source():
    """Source a: mean 0.6 against one half; source b: 0.2 against nothing."""
    errors = rate_errors(np.array([True, False, False]), np.array([0.8, 0.4, 0.2]), np.array(["a", "a", "b"]))
    assert errors == pytest.approx([0.1, 0.2])
