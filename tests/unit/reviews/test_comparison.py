"""Agreement of several coders against calculations by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analytics.errors import ReviewError
from analytics.reviews.comparison import coder_column, compare_coders


def coding(**verdicts: str) -> pd.DataFrame:
    """Return a coding of source s: ``coding(c1="covered")``."""
    return pd.DataFrame([{"source": "s", "commitment": unit, "verdict": verdict} for unit, verdict in verdicts.items()])


ANN = coding(c1="covered", c2="covered", c3="omitted", c4="omitted")
BEN = coding(c1="covered", c2="omitted", c3="omitted", c4="omitted")
CLEO = coding(c1="covered", c2="partial", c5="covered")


def test_alpha_of_two_agrees_with_hand_calculation() -> None:
    """Coincidences: 2 covered-covered, 1 covered-omitted each way, 4 omitted-omitted; alpha = 1 - (2/8) / (2*3*5/56) = 0.5333."""
    together = compare_coders({"Ann": ANN, "Ben": BEN}).together.set_index("scope")
    assert together.loc["all", "value"] == pytest.approx(1 - (2 / 8) / (30 / 56))
    assert together.loc["all", "n"] == 4
    assert together.loc["mentioned", "n"] == 2
    # mentioned: covered-covered and covered-omitted: observed 2/4, expected 2*3*1/12
    assert together.loc["mentioned", "value"] == pytest.approx(0.0)


def test_alpha_of_all_together_has_an_interval() -> None:
    """It holds the figure; where nobody differs there is none, nor where the cells are too few: of four, one draw in 16 has one verdict."""
    assert math.isnan(compare_coders({"Ann": ANN, "Ben": BEN}).together["low"].iloc[0])
    units = [f"{unit}{copy}" for unit in ANN["commitment"] for copy in "abc"]
    more = {name: pd.concat([each] * 3).sort_values("commitment").assign(commitment=units) for name, each in (("Ann", ANN), ("Ben", BEN))}
    row = compare_coders(more).together.set_index("scope").loc["all"]
    assert row["low"] < row["value"] < row["high"]
    same = compare_coders({"Ann": ANN, "Ben": ANN, "Cleo": ANN}).together.set_index("scope").loc["all"]
    assert same["value"] == 1
    assert math.isnan(same["low"])


def test_pairs_have_figures_with_counts() -> None:
    """Ann and Ben: kappa (3/4 - 1/2) / (1 - 1/2) = 0.5; F1 of covered 2/3 over the two cells that either calls so."""
    pairs = compare_coders({"Ann": ANN, "Ben": BEN}).pairs
    figures = pairs[pairs["scope"] == "all"].set_index(["measure", "verdict"])
    assert figures.loc[("cohen_kappa", ""), "value"] == pytest.approx(0.5)
    assert figures.loc[("f1", "covered"), "value"] == pytest.approx(2 / 3)
    assert figures.loc[("f1", "covered"), "n"] == 2
    assert math.isnan(figures.loc[("f1", "partial"), "value"])


def test_three_coders_share_the_cells_that_two_coded() -> None:
    """c5 was coded by one alone and counts nowhere; every pair has its confusion."""
    found = compare_coders({"Ann": ANN, "Ben": BEN, "Cleo": CLEO})
    assert list(found.cells["commitment"]) == ["c1", "c2", "c3", "c4"]
    assert set(found.confusions) == {("Ann", "Ben"), ("Ann", "Cleo"), ("Ben", "Cleo")}
    assert found.confusions["Ann", "Ben"]["n"].sum() == 4
    assert found.cells[coder_column("Cleo")].tolist() == ["covered", "partial", "", ""]


def test_disagreements_furthest_apart_come_first() -> None:
    """Covered against omitted stands before covered against partial; cells of one mind are not listed."""
    other = coding(c1="partial", c2="omitted", c3="omitted", c4="omitted")
    assert list(compare_coders({"Ann": ANN, "other": other}).disagreements["commitment"]) == ["c2", "c1"]


def test_nothing_in_common_is_undefined() -> None:
    """Without a common cell every figure is NaN over 0 cells, never 0."""
    found = compare_coders({"Ann": ANN, "Cleo": coding(c9="covered")})
    assert found.cells.empty
    assert found.disagreements.empty
    assert found.pairs["value"].isna().all()
    assert list(found.together["n"]) == [0, 0]


def test_a_reviewer_may_be_called_like_a_column() -> None:
    """Names of people cannot collide with the names of columns."""
    found = compare_coders({"source": ANN, "commitment": BEN})
    assert len(found.disagreements) == 1


def test_one_coder_is_not_enough() -> None:
    """Agreement with nobody is refused in a sentence."""
    with pytest.raises(ReviewError, match="two coders"):
        compare_coders({"Ann": ANN})
