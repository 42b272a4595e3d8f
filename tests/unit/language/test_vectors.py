"""What is common to many vectors."""

from __future__ import annotations

import numpy as np

from analytics.language.vectors import unit_rows, without_common


def test_a_share_of_what_is_common_goes() -> None:
    """Of (0.6, 0.8) seven tenths of the part along (2, 0) go: (0.18, 0.8), then of length one. All of it leaves (0, 1)."""
    rows, common = np.array([[0.6, 0.8], [0.0, 1.0]]), np.array([2.0, 0.0])
    assert np.allclose(without_common(rows, common, 0.7), [[0.18 / 0.82, 0.8 / 0.82], [0.0, 1.0]])
    assert np.allclose(without_common(rows, common, 1.0), [[0.0, 1.0], [0.0, 1.0]])


def test_nothing_common_takes_nothing_away() -> None:
    """A mean of zero, as of two opposite sentences, has no direction; a vector of zeros stays one."""
    assert np.allclose(without_common(np.array([[3.0, 4.0]]), np.zeros(2), 1.0), [[0.6, 0.8]])
    assert np.array_equal(unit_rows(np.zeros((1, 2))), np.zeros((1, 2)))
