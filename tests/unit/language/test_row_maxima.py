"""Highest values in runs of rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analytics.language.row_maxima import highest_in_runs


def test_each_run_has_its_own_highest():
    """Rows 0 and 1 are one run, row 2 another: 3 and 5 in the first, -1 and 0 in the second."""
    rows = np.array([[1.0, 5.0], [3.0, 2.0], [-1.0, 0.0]])
    assert highest_in_runs(rows, np.array([0, 2])).tolist() == [[3.0, 5.0], [-1.0, 0.0]]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.integers(0, 99))
def test_runs_are_those_of_numpy(lengths, seed):
    """Whatever the runs: what NumPy's own, slower way gives."""
    rows = np.random.default_rng(seed).normal(size=(sum(lengths), 3))
    starts = np.cumsum([0, *lengths[:-1]])
    assert np.array_equal(highest_in_runs(rows, starts), np.maximum.reduceat(rows, starts, axis=0))
