"""Corrected rates against calculations by hand, and the roles of checked cells."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analytics.errors import SchemaError
from analytics.measures.corrected_rates import cell_roles, checks_needed, corrected_rates, difference_estimate, first_open_lots
from analytics.measures.rates import rate_table
from analytics.measures.review_order import review_order

UNITS = [f"u{number}" for number in range(20)]
PROGRAM = pd.DataFrame(
    {
        "source": "s",
        "outlet": "S",
        "commitment": UNITS,
        "theme": "T",
        "act": "fact",
        "verdict": "omitted",
        "p_covered": 0.25,
        "p_mentioned": 0.5,
        "reviewer": "",
    }
)
ORDER = pd.DataFrame({"source": "s", "commitment": UNITS, "gain": 0.0, "rank": range(1, 21), "draw": range(20, 0, -1)})


def cell(unit: str) -> tuple[str, str]:
    """Return the cell of a commitment in the only source."""
    return "s", unit


def test_difference_estimate_agrees_with_hand_calculation() -> None:
    """16 cells at 0.5, 9 drawn with 6 told: 0.5 + 1/6; t(8) = 2.306 times sqrt((1 - 9/16) * 0.25 / 9) = 0.1102."""
    truth = np.array([1.0] * 6 + [0.0] * 3 + [np.nan] * 7)
    found = difference_estimate(truth, np.full(16, 0.5), np.array(["random"] * 9 + ["open"] * 7), level=0.95)
    assert found.share == pytest.approx(2 / 3)
    assert (found.low, found.high) == pytest.approx((2 / 3 - 0.25421, 2 / 3 + 0.25421), abs=1e-4)
    assert found.n_random == 9


def test_known_cells_count_as_themselves() -> None:
    """Four known cells with 2 told, 16 others at 0.25 whose sample errs by 0.25 on average: (2 + 4 + 4) / 20."""
    truth = np.array([1.0, 1, 0, 0, 1, 1, 0, 0] + [np.nan] * 12)
    roles = np.array(["known"] * 4 + ["random"] * 4 + ["open"] * 12)
    assert difference_estimate(truth, np.array([0.9] * 4 + [0.25] * 16), roles, level=0.95).share == pytest.approx(0.5)


def test_a_sample_without_errors_does_not_look_certain() -> None:
    """Ten drawn cells at 0.1, none told: all errors are equal, but the program itself expects a spread of 0.09."""
    truth = np.array([0.0] * 10 + [np.nan] * 10)
    found = difference_estimate(truth, np.full(20, 0.1), np.array(["random"] * 10 + ["open"] * 10), level=0.95)
    assert found.share == pytest.approx(0.0)
    assert found.high == pytest.approx(2.262157 * math.sqrt(0.5 * 0.09 / 10), abs=1e-5)


def test_estimate_is_unbiased_whatever_the_program_says() -> None:
    """Over all 210 samples of 4 out of 10 the mean estimate is the truth, though every probability is far off."""
    from itertools import combinations

    told, predicted = np.array([1.0, 1, 1, 0, 0, 0, 0, 0, 0, 0]), np.linspace(0.5, 0.6, 10)
    shares = []
    for sample in combinations(range(10), 4):
        roles = np.where(np.isin(np.arange(10), sample), "random", "open")
        shares.append(predicted.mean() + (told - predicted)[roles == "random"].mean())
        found = difference_estimate(told, predicted, roles, level=0.95)
        assert found.share == pytest.approx(min(max(shares[-1], 0), 1))
    assert np.mean(shares) == pytest.approx(0.3)


@pytest.mark.parametrize(("n", "drawn"), [(0, 0), (5, 0), (5, 1)])
def test_too_little_is_undefined(n: int, drawn: int) -> None:
    """Without cells, or with one drawn cell among open ones, there is no figure, and never 0."""
    roles = np.array(["random"] * drawn + ["open"] * (n - drawn), dtype=object)
    found = difference_estimate(np.ones(n), np.full(n, 0.5), roles, level=0.95)
    assert all(math.isnan(value) for value in (found.share, found.low, found.high))


def test_all_known_is_exact() -> None:
    """A source that was read whole has its own share and no width."""
    found = difference_estimate(np.array([1.0, 0, 0, 0]), np.full(4, 0.9), np.array(["known"] * 4), level=0.95)
    assert (found.share, found.low, found.high) == (0.25, 0.25, 0.25)


def test_roles_follow_rank_and_lot() -> None:
    """Ranks 1 to 3 were checked by rank, u19 and u18 by lot: known and random; u10 was chosen by hand and stays open."""
    by_rank, by_lot = [cell("u0"), cell("u1"), cell("u2")], [cell("u19"), cell("u18")]
    roles = cell_roles(ORDER, {*by_rank, *by_lot, cell("u10")}, by_rank=by_rank, by_lot=by_lot)
    assert list(roles[:4]) == ["known", "known", "known", "open"]
    assert roles[10] == "open"
    assert list(roles[17:]) == ["open", "random", "random"]


def test_a_cell_chosen_by_hand_before_its_lot_belongs_to_the_sample() -> None:
    """The sample is what stands before the last lot in the order of lots, however it came to be checked."""
    roles = cell_roles(ORDER, {cell("u19"), cell("u18"), cell("u17")}, by_rank=[], by_lot=[cell("u17")])
    assert list(roles[16:]) == ["open", "random", "random", "random"]


def test_ranks_behind_a_cell_put_off_are_not_known() -> None:
    """Rank 2 was put off: only rank 1 was checked without a gap, and what lies behind may be left out for what its text says."""
    by_rank = [cell("u0"), cell("u2")]
    roles = cell_roles(ORDER, set(by_rank), by_rank=by_rank, by_lot=[])
    assert list(roles[:3]) == ["known", "open", "open"]


def test_lots_behind_one_that_nobody_checked_wait() -> None:
    """Lots 1, 2 and 4 were checked, 3 was put off: two are a sample; once 3 is checked, by whatever way, all four are."""
    by_lot = [cell("u19"), cell("u18"), cell("u16")]
    roles = cell_roles(ORDER, set(by_lot), by_rank=[], by_lot=by_lot)
    assert list(roles[15:]) == ["open", "open", "open", "random", "random"]
    assert first_open_lots(ORDER, set(by_lot)) == {"s": (3, "u17")}
    roles = cell_roles(ORDER, {*by_lot, cell("u17")}, by_rank=[], by_lot=by_lot)
    assert list(roles[15:]) == ["open", "random", "random", "random", "random"]


def test_lots_drawn_among_filtered_cells_are_no_sample_of_all() -> None:
    """A database of an older version has ten lots of a theme that is every second cell: only the first was drawn of all."""
    by_lot = [cell(unit) for unit in UNITS[19::-2]]
    roles = cell_roles(ORDER, set(by_lot), by_rank=[], by_lot=by_lot)
    assert list(roles[roles != "open"].index) == [19]
    checked = PROGRAM.assign(verdict=["covered" if cell(unit) in by_lot else "omitted" for unit in UNITS])
    rates = corrected_rates(rate_table(checked, level=0.95), checked, PROGRAM, roles, level=0.95)
    assert set(rates["basis"]) != {"random sample"}


def test_a_lot_put_off_before_the_ranks_reach_it_does_not_wait() -> None:
    """Lot 3 is put off, then checked by rank as the first: it is known, and lots 1, 2 and 4 are a sample of the others."""
    order = ORDER.assign(rank=[*range(2, 19), 1, 19, 20])
    lots = [cell("u19"), cell("u18"), cell("u16")]
    roles = cell_roles(order, {*lots, cell("u17")}, by_rank=[cell("u17")], by_lot=lots)
    assert list(roles[16:]) == ["random", "known", "random", "random"]


def test_no_lot_is_waited_for_in_a_source_read_whole() -> None:
    """Every cell is checked."""
    assert first_open_lots(ORDER, {cell(unit) for unit in UNITS}) == {}


def test_rows_are_corrected_from_ten_lots_on() -> None:
    """With nine drawn cells a rate stays; with ten, 5 of them covered, 0.25 becomes 0.5 and the row says why."""
    for drawn, basis, rate in ((9, "checked", None), (10, "random sample", 0.5)):
        lots = [cell(unit) for unit in UNITS[::-1][:drawn]]
        told = set(UNITS[::-1][:drawn:2])
        found = PROGRAM.assign(
            verdict=["covered" if unit in told else "omitted" for unit in UNITS],
            reviewer=["r" if cell(unit) in lots else "" for unit in UNITS],
        )
        roles = cell_roles(ORDER, set(lots), by_rank=[], by_lot=lots)
        rates = corrected_rates(rate_table(found, level=0.95), found, PROGRAM, roles, level=0.95)
        row = rates[rates["dimension"] == "all"].iloc[0]
        assert row["basis"] == basis
        if rate is not None:
            assert row["coverage_rate"] == pytest.approx(rate)
            assert row[["coverage_rate", "partial_rate", "omission_rate"]].sum() == pytest.approx(1.0)
            assert row["n_random"] == 10


def test_needed_lots_shrink_the_interval_enough() -> None:
    """The forecast is the least number of lots whose half width is below the wanted one; none are left of a source read whole."""
    roles = pd.Series(["open"] * 20)
    needed = checks_needed(PROGRAM, PROGRAM, roles, half_width=0.05, level=0.95)

    def half(m: int) -> float:
        from scipy.stats import t

        return float(t.ppf(0.975, m - 1) * math.sqrt((1 - m / 20) * 0.1875 / m))

    assert half(needed) <= 0.05 < half(needed - 1)
    assert checks_needed(PROGRAM, PROGRAM, pd.Series(["known"] * 20), half_width=0.05, level=0.95) == 0


def test_tables_of_other_cells_are_refused() -> None:
    """Rates are corrected with the very table that was reviewed."""
    with pytest.raises(SchemaError, match="differ in their cells"):
        corrected_rates(rate_table(PROGRAM, level=0.95), PROGRAM, PROGRAM.iloc[::-1], pd.Series(["open"] * 20), level=0.95)


def test_gain_agrees_with_hand_calculation() -> None:
    """Of 3 cells a source: (2 * 0.25 * 0.75 + 2 * 0.5 * 0.5) / 3, and 0.5 / 3 where nobody else tells it, as of x but not of z."""
    coverage = pd.DataFrame(
        {
            "source": ["a", "a", "a", "b", "b", "b"],
            "commitment": ["x", "y", "z", "x", "y", "z"],
            "verdict": ["omitted", "covered", "omitted", "omitted", "omitted", "covered"],
            "p_covered": [0.25, 1.0, 0.0, 0.0, np.nan, 1.0],
            "p_mentioned": [0.5, 1.0, 0.5, 0.0, np.nan, 1.0],
        }
    )
    order = review_order(coverage)
    assert list(order["gain"]) == pytest.approx([0.875 / 3 + 0.5 / 3, 0.0, 0.5 / 3, 0.0, 0.0, 0.0])
    assert list(order["rank"]) == [1, 3, 2, 4, 5, 6]
    assert sorted(order["draw"]) == [1, 2, 3, 4, 5, 6]


def test_the_only_teller_decides_as_well_what_all_left_out() -> None:
    """Of 2 cells a source: a alone tells x at 0.8, which may change the list by 0.2 / 2; b beside it may not.

    a: (2 * 0.75 * 0.25 + 2 * 0.8 * 0.2) / 2 = 0.3475, and 0.1 for x; y, which both tell, has none. b: 2 * 0.1 * 0.9 / 2 = 0.09 for x.
    """
    coverage = pd.DataFrame(
        {
            "source": ["a", "a", "b", "b"],
            "commitment": ["x", "y", "x", "y"],
            "verdict": ["covered", "covered", "omitted", "covered"],
            "p_covered": [0.75, 0.75, 0.0, 0.75],
            "p_mentioned": [0.8, 0.8, 0.1, 0.8],
        }
    )
    assert list(review_order(coverage)["gain"]) == pytest.approx([0.4475, 0.3475, 0.09, 0.3475])


def test_lots_of_a_source_do_not_depend_on_other_sources() -> None:
    """The order of lots within a source stays when another source joins the study."""
    more = pd.concat([PROGRAM, PROGRAM.assign(source="t")], ignore_index=True)
    alone, joined = review_order(PROGRAM), review_order(more)
    assert list(alone.sort_values("draw")["commitment"]) == list(joined[joined["source"] == "s"].sort_values("draw")["commitment"])
