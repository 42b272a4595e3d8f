"""Rates against distributions worked out on paper."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analytics.errors import SchemaError, SettingsError
from analytics.measures.rates import count_distribution, rate_table, share_intervals
from analytics.schema import TABLES


def cells(*rows: tuple[str, str, str, str, float, float]) -> pd.DataFrame:
    """Make a small coverage table: source, theme, act, verdict, p_covered, p_mentioned."""
    frame = pd.DataFrame(rows, columns=["source", "theme", "act", "verdict", "p_covered", "p_mentioned"])
    return frame.assign(outlet=frame["source"].str.upper())


FOUR_CELLS = cells(
    ("a", "Trade", "commitment", "covered", 0.9, 1.0),
    ("a", "Trade", "fact", "partial", 0.3, 0.8),
    ("a", "Peace", "fact", "omitted", 0.0, 0.2),
    ("b", "Peace", "fact", "omitted", 0.0, 0.0),
)


def row_of(table: pd.DataFrame, source: str, dimension: str, group: str) -> pd.Series:
    """Return the one row with this key."""
    chosen = table[(table["source"] == source) & (table["dimension"] == dimension) & (table["group"] == group)]
    assert len(chosen) == 1
    return chosen.iloc[0]


def test_rates_are_mean_probabilities() -> None:
    """Source a: (0.9 + 0.3 + 0) / 3 covered, (0.1 + 0.5 + 0.2) / 3 partial, (0 + 0.2 + 0.8) / 3 left out."""
    row = row_of(rate_table(FOUR_CELLS, level=0.95), "a", "all", "all")
    assert row["coverage_rate"] == pytest.approx(0.4)
    assert row["partial_rate"] == pytest.approx(0.8 / 3)
    assert row["omission_rate"] == pytest.approx(1 / 3)


def test_counts_of_verdicts_stand_beside_the_rates() -> None:
    """One covered, one partial, one omitted cell in source a; n is the denominator."""
    row = row_of(rate_table(FOUR_CELLS, level=0.95), "a", "all", "all")
    assert [row[name] for name in ("n", "n_covered", "n_partial", "n_omitted")] == [3, 1, 1, 1]


def test_rows_per_source_for_all_then_themes_then_acts() -> None:
    """Themes come in the statement's order, acts from the most binding."""
    table = rate_table(FOUR_CELLS, level=0.95)
    assert list(table[table["source"] == "a"]["group"]) == ["all", "Trade", "Peace", "commitment", "fact"]
    assert list(table.columns) == TABLES["rates"].names


def test_distribution_of_two_unequal_coins() -> None:
    """P(0) = 0.5 * 0.2, P(2) = 0.5 * 0.8, P(1) the rest."""
    assert count_distribution(np.array([0.5, 0.8])) == pytest.approx([0.1, 0.5, 0.4])


def test_exact_quantiles_without_systematic_error() -> None:
    """Four fair coins: P(0) = 1/16 = 0.0625 > 0.05, so the 90 % interval runs from 0 to 4 of 4; at 80 % from 1 (5/16 >= 0.1) to 3 of 4."""
    fair = np.full(4, 0.5)
    assert share_intervals([fair], level=0.90, rate_errors=[0.0]) == [(0.0, 1.0)]
    assert share_intervals([fair], level=0.80, rate_errors=[0.0]) == [(0.25, 0.75)]


def test_certain_cells_leave_only_the_systematic_error() -> None:
    """Two of four cells certain: the share is 0.5 + E, so the 95 % interval is 0.5 -+ 1.96 * 0.1."""
    certain = np.array([1.0, 1.0, 0.0, 0.0])
    exact, (low, high) = share_intervals([certain, certain], level=0.95, rate_errors=[0.0, 0.1])
    assert exact == (0.5, 0.5)
    assert (low, high) == pytest.approx((0.5 - 0.19600, 0.5 + 0.19600), abs=1e-4)


def test_interval_holds_its_own_estimate() -> None:
    """One cell of 0.01: the share is 0 in 99 of 100 cases, so both quantiles are 0, and the estimate 0.01 is taken in."""
    rare, sure = share_intervals([np.array([0.01]), np.array([0.99])], level=0.95, rate_errors=[0.0, 0.0])
    assert rare == pytest.approx((0.0, 0.01))
    assert sure == pytest.approx((0.99, 1.0))


def test_bounds_stay_within_zero_and_one() -> None:
    """A large systematic error cannot push a share out of [0, 1]."""
    assert share_intervals([np.array([0.0, 1.0])], level=0.95, rate_errors=[1.0]) == [(0.0, 1.0)]


def test_no_cells_are_undefined_not_zero() -> None:
    """A source whose cells have no probabilities has n = 0 and undefined rates."""
    row = row_of(rate_table(cells(("a", "Trade", "fact", "omitted", math.nan, math.nan)), level=0.95), "a", "all", "all")
    assert row["n"] == 0
    assert math.isnan(row["coverage_rate"])
    assert math.isnan(row["omission_high"])


def test_many_shares_have_the_intervals_that_each_has_alone() -> None:
    """With and without a systematic error, of one cell and of many, and of none: who stands beside it changes nothing."""
    shares = [np.array([0.5]), np.array([]), np.linspace(0.01, 0.99, 40), np.array([0.0, 1.0, 0.3]), np.array([0.2, 0.9])]
    errors = [0.1, 0.1, 0.02, 0.0, 0.3]
    alone = [share_intervals([some], level=0.9, rate_errors=[error])[0] for some, error in zip(shares, errors, strict=True)]
    together = share_intervals(shares, level=0.9, rate_errors=errors)
    assert [bool(np.isnan(low)) for low, _ in together] == [False, True, False, False, False]
    np.testing.assert_array_equal(together, alone)


def test_empty_table_gives_an_empty_table() -> None:
    """No sources, no rows, but all columns."""
    assert list(rate_table(FOUR_CELLS.iloc[:0], level=0.95).columns) == TABLES["rates"].names


@pytest.mark.parametrize(("level", "rate_error"), [(0.0, 0.0), (1.0, 0.0), (0.95, -0.1), (0.95, 1.1)])
def test_settings_out_of_range_are_refused(level: float, rate_error: float) -> None:
    """An interval level or an error outside its range is named."""
    with pytest.raises(SettingsError, match="give a"):
        rate_table(FOUR_CELLS, level=level, rate_error=rate_error)


def test_impossible_probabilities_are_refused() -> None:
    """Covered cannot be likelier than mentioned."""
    with pytest.raises(SchemaError, match="p_covered <= p_mentioned"):
        rate_table(cells(("a", "Trade", "fact", "covered", 0.9, 0.8)), level=0.95)


def test_missing_columns_are_named() -> None:
    """The sentence says which column is missing."""
    with pytest.raises(SchemaError, match="p_covered"):
        rate_table(FOUR_CELLS.drop(columns="p_covered"), level=0.95)
