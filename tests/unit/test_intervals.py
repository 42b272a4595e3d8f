"""Intervals against published tables and calculations by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analytics.errors import SettingsError
from analytics.intervals import effective_number, f1_interval, mean_interval, poisson_interval, resampled_interval, wilson_interval


def test_wilson_interval_of_a_textbook_case() -> None:
    """Ten of ten at 95 %: lower end n / (n + z^2) = 10 / 13.8415 = 0.7225, upper end 1."""
    assert wilson_interval(1.0, 10, level=0.95) == pytest.approx((0.7225, 1.0), abs=1e-4)


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390)])
def test_poisson_interval_of_the_published_table(count: int, low: float, high: float) -> None:
    """The 95 % limits of Garwood's table."""
    assert poisson_interval(count) == pytest.approx((low, high), abs=1e-3)


def test_mean_by_the_table_of_student() -> None:
    """1, 2 and 3: mean 2, deviation 1, t 4.3027 at two degrees of freedom: 2 -+ 4.3027 / sqrt 3."""
    assert mean_interval(np.array([1.0, 2.0, 3.0]), level=0.95) == pytest.approx((2 - 2.4842, 2 + 2.4842), abs=1e-4)


@pytest.mark.parametrize("values", [[], [2.0], [2.0, 2.0]])
def test_values_that_cannot_tell_give_no_interval(values: list[float]) -> None:
    """One value, or the same value each time, says nothing of how far others would lie."""
    assert all(math.isnan(end) for end in mean_interval(np.array(values)))


def test_f1_by_way_of_the_shared_cells() -> None:
    """F1 2/3 over 2 cells: 1 of 2 is shared. Wilson of 0.5 over 2 is 0.0945 to 0.9055, which are F1 of 0.1727 and 0.9504."""
    assert f1_interval(2 / 3, 2) == pytest.approx((0.1727, 0.9504), abs=1e-4)


def test_f1_at_the_ends_stays_open() -> None:
    """None of two shared may still be some, all of two may still not be all."""
    assert f1_interval(0.0, 2)[0] == 0.0
    assert f1_interval(0.0, 2)[1] > 0.5
    assert f1_interval(1.0, 2)[0] < 0.6
    assert f1_interval(1.0, 2)[1] == 1.0


def test_unequal_passages_are_worth_fewer() -> None:
    """4, 16, 4 and 8 words: 32^2 / (16 + 256 + 16 + 64) = 2.909; four equal ones are four; no words are none."""
    assert effective_number([4, 16, 4, 8]) == pytest.approx(1024 / 352)
    assert effective_number([5, 5, 5, 5]) == 4
    assert effective_number([]) == 0


def share_of_first(counts: np.ndarray) -> np.ndarray:
    """Return the share of the first kind."""
    shares: np.ndarray = counts[..., 0] / counts.sum(axis=-1)
    return shares


def test_drawing_again_finds_the_quantiles_of_the_binomial() -> None:
    """30 of 100: the middle 95 % of a binomial share with p 0.3 and n 100 reach from 0.21 to 0.39."""
    assert resampled_interval(np.array([30, 70]), share_of_first) == pytest.approx((0.21, 0.39), abs=0.011)


def test_drawing_again_is_the_same_each_time() -> None:
    """The seed is fixed."""
    counts = np.array([3, 9])
    assert resampled_interval(counts, share_of_first) == resampled_interval(counts, share_of_first)


@pytest.mark.parametrize("counts", [[0, 0], [7, 0]])
def test_units_that_cannot_tell_give_no_interval(counts: list[int]) -> None:
    """Without units, and where all are of one kind, every draw is the same: that is no certainty."""
    assert all(math.isnan(end) for end in resampled_interval(np.array(counts), share_of_first))


def test_figures_that_are_mostly_undefined_give_no_interval() -> None:
    """Of two units each of its own kind half of all draws miss one of them; a figure without meaning there cannot be bounded."""

    def only_with_both(counts: np.ndarray) -> np.ndarray:
        return np.where((counts > 0).all(axis=1), counts[:, 0] + np.arange(len(counts)), np.nan)

    assert all(math.isnan(end) for end in resampled_interval(np.array([1, 1]), only_with_both))


def test_undefined_stays_undefined() -> None:
    """No units, no interval."""
    for ends in (wilson_interval(math.nan, 3), wilson_interval(0.5, 0), f1_interval(math.nan, 0)):
        assert all(math.isnan(end) for end in ends)


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_a_level_out_of_range_is_refused(level: float) -> None:
    """A level is a share, and neither nothing nor everything."""
    for make in (lambda: wilson_interval(0.5, 3, level=level), lambda: poisson_interval(3, level=level)):
        with pytest.raises(SettingsError, match="between 0 and 1"):
            make()
