"""Omissions: counts, chances and surprise, worked out by hand or by another way of fitting."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq, minimize
from scipy.special import expit

from analytics.errors import SchemaError
from analytics.measures.omissions import omission_table
from analytics.measures.omissions.model import BREADTH_VARIANCE, NEVER_CERTAIN, SALIENCE_VARIANCE, SLOPE_VARIANCE, expected_shares
from analytics.schema import TABLES

UNITS = pd.DataFrame({"commitment": ["u", "v", "w"], "strength": [4, 0, 0], "start": [0, 50, 90], "words": [10, 10, 10]})
LENGTHS = pd.DataFrame({"source": ["a", "b", "c"], "words": [400, 400, 400]})
NOTHING = float("nan")


def coverage(**told: list[float]) -> pd.DataFrame:
    """Make a coverage table: per source the probability of each commitment; from one half on it is partial."""
    rows = [
        (source, source.upper(), unit, "omitted" if not chance >= 0.5 else "partial", chance)
        for source, chances in told.items()
        for unit, chance in zip(UNITS["commitment"], chances, strict=False)
    ]
    return pd.DataFrame(rows, columns=["source", "outlet", "commitment", "verdict", "p_mentioned"])


def test_where_all_cells_are_alike_the_chance_is_theirs():
    """Every probability 0.25: so is every expectation; an omission tells -log2(0.75) = 0.415 bits, times the 0.75 that it is one."""
    table = omission_table(coverage(a=[0.25] * 3, b=[0.25] * 3), LENGTHS, UNITS)
    assert table["expected"].tolist() == pytest.approx([0.25] * 6)
    assert table["surprise"].tolist() == pytest.approx([0.75 * 0.4150375] * 6)
    assert list(table.columns) == TABLES["omissions"].names


def test_who_left_it_out_is_counted_among_the_others():
    """u: only a left it out; v: a and b of three; w: everyone. Told cells say so."""
    table = omission_table(coverage(a=[0.1, 0.1, 0.1], b=[0.9, 0.1, 0.1], c=[0.9, 0.9, 0.1]), LENGTHS, UNITS)
    by = table.set_index(["source", "commitment"])
    assert by.loc["a", "left_out_by"].tolist() == ["only this source", "some sources", "every source"]
    assert by.loc["c", "left_out_by"].tolist() == ["not this source", "not this source", "every source"]
    assert by.loc["a", "n_others_telling"].tolist() == [2, 1, 0]
    assert by.loc["c", "n_others_telling"].tolist() == [1, 0, 0]
    assert set(table["n_others"]) == {2}


def test_alone_there_is_nothing_to_expect():
    """One source: no chance, no surprise, and nobody else to count; what it left out, everyone did."""
    table = omission_table(coverage(a=[0.9, 0.1, 0.1]), LENGTHS, UNITS)
    assert table[["expected", "surprise"]].isna().all().all()
    assert table["n_others"].tolist() == [0, 0, 0]
    assert table["left_out_by"].tolist() == ["not this source", "every source", "every source"]


def test_what_more_others_tell_is_more_surprising_to_leave_out():
    """Source a left out u, which both others tell, and w, which none tells: u must be the surprise."""
    table = omission_table(coverage(a=[0.05, 0.9, 0.05], b=[0.95, 0.9, 0.05], c=[0.95, 0.9, 0.05]), LENGTHS, UNITS)
    a = table[table["source"] == "a"].set_index("commitment")
    assert a.loc["u", "expected"] > a.loc["w", "expected"]
    assert a.loc["u", "surprise"] > a.loc["w", "surprise"]


def test_an_undefined_cell_counts_nowhere():
    """A cell without a probability is no omission, has no surprise, and is not among the others."""
    table = omission_table(coverage(a=[0.2, 0.9, 0.1], b=[NOTHING, 0.9, 0.1], c=[0.9, 0.9, 0.1]), LENGTHS, UNITS)
    by = table.set_index(["source", "commitment"])
    assert by.loc[("b", "u"), "left_out_by"] == ""
    assert math.isnan(by.loc[("b", "u"), "surprise"])
    assert by.loc[("a", "u"), ["n_others", "n_others_telling"]].tolist() == [1, 1]
    assert 0 < by.loc[("b", "u"), "expected"] < 1


def test_the_fit_agrees_with_another_way_of_fitting():
    """A general optimiser finds the same level, slopes, breadths and saliences, and a root finder the same fits without one cell."""
    random = np.random.default_rng(4)
    told, lengths, terms = random.uniform(0.05, 0.95, (3, 4)), np.array([[-1.0], [0.0], [1.0]]), np.array([[-1.0], [-1.0], [1.0], [1.0]])
    lengths /= lengths.std()

    def parts(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        return values[0] + values[1] * lengths[:, 0], values[3:6], values[2] * terms[:, 0], values[6:]

    def loss(values: np.ndarray) -> float:
        level, breadth, slope, salience = parts(values)
        chance = expit((level + breadth)[:, None] + slope + salience)
        fit = (told * np.log(chance) + (1 - told) * np.log(1 - chance)).sum()
        prior = (values[1:3] ** 2).sum() / SLOPE_VARIANCE + (breadth**2).sum() / BREADTH_VARIANCE + (salience**2).sum() / SALIENCE_VARIANCE
        return float(prior / 2 - fit)

    level, breadth, slope, _ = parts(minimize(loss, np.zeros(10), method="BFGS", options={"gtol": 1e-9}).x)

    def without_source(source: int, unit: int) -> float:
        rest = [other for other in range(3) if other != source]
        known = level[rest] + breadth[rest] + slope[unit]
        return brentq(lambda s: (told[rest, unit] - expit(known + s)).sum() - s / SALIENCE_VARIANCE, -9, 9)

    own = np.array([[without_source(source, unit) for unit in range(4)] for source in range(3)])

    def without_unit(source: int, unit: int) -> float:
        rest = [other for other in range(4) if other != unit]
        known = level[source] + slope[rest] + own[source, rest]
        return brentq(lambda s: (told[source, rest] - expit(known + s)).sum() - s / BREADTH_VARIANCE, -9, 9)

    expected = [[expit(level[s] + slope[u] + own[s, u] + without_unit(s, u)) for u in range(4)] for s in range(3)]
    assert expected_shares(told, lengths, terms) == pytest.approx(np.array(expected), abs=1e-5)


def test_the_priors_are_those_that_are_written():
    """A short source tells each of four commitments with 0.1, a long one with 0.9; lengths are 1 from their mean, priors 0.25, 1 and 0.5.

    By symmetry the level is 0, and the slope s of the length and the breadth b of the long source solve 4 (0.9 - expit(s + b)) = s / 0.5
    = b / 1 (two sources pull at s): b = 0.6708, s = 0.3354. A commitment's salience without the long source solves
    0.1 - expit(-(s + b) + v) = v / 0.5: v = -0.0765. The breadth without the cell solves 3 (0.9 - expit(s + v + t)) = t: t = 0.5955.
    So the chance is expit(0.3354 - 0.0765 + 0.5955) = 0.7015.
    """
    told = np.array([[0.1] * 4, [0.9] * 4])
    expected = expected_shares(told, np.array([[-1.0], [1.0]]), np.zeros((4, 1)))
    assert expected == pytest.approx(np.array([[0.2985] * 4, [0.7015] * 4]), abs=1e-4)


def test_certain_cells_are_fitted_as_nearly_certain():
    """Reviewers write 0 and 1; where everything is told the chance is near 1, not beyond."""
    expected = expected_shares(np.ones((3, 4)), np.zeros((3, 1)), np.zeros((4, 1)))
    assert expected == pytest.approx(np.full((3, 4), 1 - NEVER_CERTAIN))


def test_nothing_to_compare_is_undefined():
    """No sources give an empty table with the columns; commitments without verdicts give no chance."""
    empty = coverage().astype({"source": "str", "commitment": "str", "p_mentioned": "float"})
    assert omission_table(empty, LENGTHS, UNITS).empty
    assert np.isnan(expected_shares(np.full((2, 2), NOTHING), np.zeros((2, 1)), np.zeros((2, 1)))).all()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table.drop(columns="p_mentioned"), "lacks the columns"),
        (lambda table: pd.concat([table, table.head(1)]), "stands twice"),
        (lambda table: table.assign(source="z"), "which the table of sources lacks"),
        (lambda table: table.assign(commitment=["x", "y", "z"]), "which the table of commitments lacks"),
        (lambda table: table.assign(p_mentioned=1.5), "outside 0 to 1"),
    ],
)
def test_a_table_that_does_not_fit_is_named(change, said):
    """Each fault of the input ends in a sentence that names it."""
    with pytest.raises(SchemaError, match=said):
        omission_table(change(coverage(a=[0.1, 0.2, 0.3])), LENGTHS, UNITS)
