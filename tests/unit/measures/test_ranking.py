"""Ranking by probabilities, on cells counted by hand."""

import math

import numpy as np
import pytest

from analytics.measures.ranking import area_under_curve, area_under_curve_interval, average_precision, average_precision_interval


def test_area_under_curve_counts_pairs():
    """Yes 0.9 and 0.4 against no 0.4 and 0.1: three pairs right, one tie: 3.5 of 4."""
    assert area_under_curve(np.array([True, True, False, False]), np.array([0.9, 0.4, 0.4, 0.1])) == 0.875


def test_average_precision_reads_from_the_top():
    """Yes at ranks 1 and 3: (1 + 2/3) / 2."""
    assert average_precision(np.array([True, False, True]), np.array([0.9, 0.8, 0.7])) == pytest.approx(5 / 6)


@pytest.mark.parametrize("occurred", [[], [True, True], [False, False]])
def test_ranking_without_a_meaning_is_nan(occurred):
    """An area needs yes and no, precision a yes."""
    yes_or_no, p = np.array(occurred, dtype=bool), np.full(len(occurred), 0.5)
    assert math.isnan(area_under_curve(yes_or_no, p))
    assert all(math.isnan(end) for end in area_under_curve_interval(yes_or_no, p))
    assert math.isnan(average_precision(yes_or_no, p)) == (not any(occurred))


def test_the_interval_of_an_area_by_hand():
    """Yes 0.9 and 0.4, no 0.5 and 0.1: area 0.75.

    The yes score above 1 and 1/2 of the no, variance 0.125, and the no below 1/2 and 1 of the yes, the same: the error is
    sqrt(0.125 / 2 + 0.125 / 2) = 0.3536, on the logit scale 0.3536 / (0.75 x 0.25) = 1.8856. logit 0.75 = 1.0986, and
    1.0986 -+ 1.96 x 1.8856 = -2.5971 and 4.7944, which are 0.0693 and 0.9918.
    """
    occurred, scores = np.array([True, False, True, False]), np.array([0.9, 0.5, 0.4, 0.1])
    assert area_under_curve_interval(occurred, scores, level=0.95) == pytest.approx((0.0693, 0.9918), abs=2e-4)


def test_the_interval_of_an_area_holds_what_other_cells_show():
    """Normal scores, the yes higher by 1: their area is Phi(1 / sqrt 2) = 0.7602. Of 400 sets of 100 cells about 95 % hold it."""
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        occurred = rng.random(100) < 0.3
        low, high = area_under_curve_interval(occurred, rng.normal(size=100) + occurred)
        held += low <= 0.7602 <= high
    assert 0.92 <= held / 400 <= 0.98


def test_cells_that_cannot_tell_give_no_interval():
    """A single yes, and yes that all stand above all no: the cells say nothing of how far chance would move it."""
    scores = np.array([0.9, 0.8, 0.2, 0.1])
    for occurred in ([True, False, False, False], [True, True, False, False], [False, False, True, True]):
        assert all(math.isnan(end) for end in area_under_curve_interval(np.array(occurred), scores))
    assert all(math.isnan(end) for end in average_precision_interval(1.0, 2))
    assert all(math.isnan(end) for end in average_precision_interval(math.nan, 0))


def test_the_interval_of_a_precision_by_hand():
    """0.8 over ten yes: logit 1.3863 -+ 1.96 / sqrt(10 x 0.8 x 0.2) = -0.1632 and 2.9358, which are 0.4593 and 0.9496."""
    assert average_precision_interval(0.8, 10, level=0.95) == pytest.approx((0.4593, 0.9496), abs=1e-4)
