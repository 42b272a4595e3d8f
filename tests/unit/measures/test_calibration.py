"""Calibration of probabilities, on cells counted by hand."""

import math

import numpy as np
import pytest

from analytics.errors import SchemaError
from analytics.measures.calibration import calibration_error_by_chance, expected_calibration_error, reliability_table

P = np.array([0.05, 0.15, 0.1, 0.95, 1.0])
OCCURRED = np.array([False, True, False, True, True])


def test_reliability_counts_each_bin():
    """0.1 belongs to the second bin, 1 to the last; empty bins are undefined, not zero."""
    table = reliability_table(OCCURRED, P)
    assert table["n"].tolist() == [1, 2, 0, 0, 0, 0, 0, 0, 0, 2]
    filled = table.dropna()
    assert filled["mean_p"].tolist() == pytest.approx([0.05, 0.125, 0.975])
    assert filled["share"].tolist() == [0.0, 0.5, 1.0]
    assert (table["low"].iloc[9], table["high"].iloc[9]) == (0.9, 1.0)


def test_calibration_error_weighs_bins_by_cells():
    """(1 x 0.05 + 2 x 0.375 + 2 x 0.025) / 5 = 0.17."""
    assert expected_calibration_error(OCCURRED, P) == pytest.approx(0.17)


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        ([0.5], 0.5),  # always half off, whichever way it falls
        ([0.5, 0.5], 0.25),  # half off if both fall alike, which is every second time, else 0
        ([0.5, 0.25], 0.4375),  # two bins: (0.5 + 2 x 0.25 x 0.75) / 2
        ([0.0, 1.0, 1.0], 0.0),  # nothing left to chance
    ],
)
def test_calibration_error_by_chance(p, expected):
    """What perfect calibration shows on few cells, within what a thousand draws leave open."""
    assert calibration_error_by_chance(np.array(p)) == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize("occurred", [[], [True, True], [False, False]])
def test_figures_without_a_meaning_are_nan(occurred):
    """Calibration needs a cell."""
    yes_or_no, p = np.array(occurred, dtype=bool), np.full(len(occurred), 0.5)
    assert math.isnan(expected_calibration_error(yes_or_no, p)) == (not occurred)
    assert math.isnan(calibration_error_by_chance(p)) == (not occurred)


@pytest.mark.parametrize("p", [[1.1], [-0.1], [math.nan], [0.5, 0.5]])
def test_what_is_no_probability_is_refused(p):
    """Outside the unit interval, undefined, or one too many."""
    with pytest.raises(SchemaError, match="probabilit"):
        reliability_table(np.array([True]), np.array(p))
