"""Agreement against published and hand-worked examples."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.errors import SchemaError
from analytics.measures.agreement import Agreement, agreement, krippendorff_alpha


def coding(verdicts: str, source: str = "s") -> pd.DataFrame:
    """Make a coding of one source from letters: c covered, p partial, o omitted."""
    words = {"c": "covered", "p": "partial", "o": "omitted"}
    rows = [(source, f"c{number}", words[letter]) for number, letter in enumerate(verdicts)]
    return pd.DataFrame(rows, columns=["source", "commitment", "verdict"])


def figure(result: Agreement, measure: str, *, scope: str = "all", verdict: str = "") -> Any:
    """Return value and n of one figure."""
    rows = result.figures
    row = rows[(rows["scope"] == scope) & (rows["measure"] == measure) & (rows["verdict"] == verdict)].iloc[0]
    return row["value"], row["n"]


def ends(result: Agreement, measure: str, *, verdict: str = "") -> tuple[float, float]:
    """Return the ends of the interval of one figure over all cells."""
    rows = result.figures
    row = rows[(rows["scope"] == "all") & (rows["measure"] == measure) & (rows["verdict"] == verdict)].iloc[0]
    return float(row["low"]), float(row["high"])


def test_alpha_of_krippendorffs_own_example() -> None:
    """Four coders, twelve units, missing values (Krippendorff 2011, example D): ordinal alpha 0.815."""
    no = math.nan
    ratings = np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, no, no, no],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, no, 3],
            [no, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, no],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, no],
        ]
    )
    assert krippendorff_alpha(ratings) == pytest.approx(0.815, abs=5e-4)


def test_alpha_of_two_coders_by_hand() -> None:
    """Units (0,0) (0,1) (1,1): margins 3 and 3, D_o = 2 pairs of 6, D_e = 18 of 6*5, so alpha = 1 - (2/6)/(18/30) = 4/9."""
    assert krippendorff_alpha(np.array([[0, 0, 1], [0, 1, 1]])) == pytest.approx(4 / 9)


def test_alpha_needs_variation() -> None:
    """Where everybody always says the same, chance and agreement cannot be told apart."""
    assert math.isnan(krippendorff_alpha(np.zeros((2, 5))))
    assert math.isnan(krippendorff_alpha(np.empty((2, 0))))


def test_linear_kappa_by_hand() -> None:
    """Verdicts ccpo against cpoo.

    Distances 0, 1, 1, 0: observed 2/4. Margins of a: c 2, p 1, o 1; of b: c 1, p 1, o 2; expected distance
    (2*1*1 + 2*2*2 + 1*1*1 + 1*2*1 + 1*1*2 + 1*1*1) / 16 = 16/16. Kappa = 1 - 0.5 / 1 = 0.5.
    """
    result = agreement(coding("ccpo"), coding("cpoo"))
    assert figure(result, "cohen_kappa") == (pytest.approx(0.5), 4)


def test_f1_per_verdict_by_hand() -> None:
    """Covered: 1 shared of 2 and 1 -> 2/3; partial: none shared -> 0; omitted: 1 shared of 1 and 2 -> 2/3."""
    result = agreement(coding("ccpo"), coding("cpoo"))
    assert figure(result, "f1", verdict="covered") == (pytest.approx(2 / 3), 2)
    assert figure(result, "f1", verdict="partial") == (0.0, 2)
    assert figure(result, "f1", verdict="omitted") == (pytest.approx(2 / 3), 2)


def test_equal_verdicts_and_f1_have_wilsons_interval() -> None:
    """Ten of ten equal: 0.7225 to 1. One of two cells shared: F1 2/3, from 0.1727 to 0.9504."""
    assert ends(agreement(coding("cpocpocpoc"), coding("cpocpocpoc")), "accuracy") == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert ends(agreement(coding("ccpo"), coding("cpoo")), "f1", verdict="covered") == pytest.approx((0.1727, 0.9504), abs=1e-4)


def test_alpha_and_kappa_have_an_interval_that_narrows() -> None:
    """The interval holds the figure, and with a hundred times the cells it is about a tenth as wide."""
    few, many = (agreement(coding("ccpoopco" * times), coding("cppoooco" * times)) for times in (3, 300))
    for measure in ("krippendorff_alpha", "cohen_kappa", "cohen_kappa_unweighted"):
        (low, high), (lower, higher) = ends(few, measure), ends(many, measure)
        assert low < figure(few, measure)[0] < high
        assert (higher - lower) / (high - low) == pytest.approx(0.1, abs=0.03)


def test_the_interval_of_kappa_has_its_known_width() -> None:
    """Two verdicts, 400 cells, 80 % equal, margins one half: kappa 0.6 with standard error sqrt(0.8 * 0.2 / 400) / 0.5 = 0.04."""
    low, high = ends(agreement(coding("c" * 200 + "o" * 200), coding("c" * 160 + "o" * 40 + "o" * 160 + "c" * 40)), "cohen_kappa")
    assert (low, high) == pytest.approx((0.6 - 1.96 * 0.04, 0.6 + 1.96 * 0.04), abs=0.01)


def test_where_nobody_differs_alpha_and_kappa_have_no_interval() -> None:
    """Full agreement on five cells is no proof of full agreement; the share of equal verdicts says how little it is."""
    same = agreement(coding("ccpoo"), coding("ccpoo"))
    assert figure(same, "krippendorff_alpha")[0] == 1
    assert all(math.isnan(end) for end in (*ends(same, "krippendorff_alpha"), *ends(same, "cohen_kappa")))
    assert ends(same, "accuracy")[0] < 0.6


def test_a_lower_level_is_narrower() -> None:
    """Half of the draws lie within a narrower interval than 95 of 100."""
    a, b = coding("ccpoopcoccpo"), coding("cppooococcoo")
    wide, narrow = (ends(agreement(a, b, level=level), "krippendorff_alpha") for level in (0.95, 0.5))
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_empty_cells_are_set_aside_in_the_second_scope() -> None:
    """Of five cells two are omitted by both: 4/5 agree, but only 2/3 of those somebody mentions."""
    result = agreement(coding("cpcoo"), coding("cppoo"))
    assert figure(result, "accuracy") == (pytest.approx(4 / 5), 5)
    assert figure(result, "accuracy", scope="mentioned") == (pytest.approx(2 / 3), 3)


def test_confusion_counts_every_pair() -> None:
    """Covered against partial once, the rest equal; nine rows in all."""
    confusion = agreement(coding("cpc"), coding("cpp")).confusion.set_index(["verdict_a", "verdict_b"])["n"]
    assert len(confusion) == 9
    assert confusion["covered", "partial"] == 1
    assert confusion.sum() == 3


def test_disagreements_are_listed() -> None:
    """The third commitment is the only one coded differently."""
    rows = agreement(coding("cpc"), coding("cpp")).disagreements
    assert rows.to_dict("records") == [{"source": "s", "commitment": "c2", "verdict_a": "covered", "verdict_b": "partial"}]


def test_cells_of_one_side_only_are_counted_apart() -> None:
    """Two cells more on the left, none on the right; they do not enter any figure."""
    result = agreement(coding("cpcoo"), coding("cpc"))
    assert (result.only_a, result.only_b) == (2, 0)
    assert figure(result, "accuracy") == (1.0, 3)


def test_undefined_is_nan() -> None:
    """Without a shared cell, and without variation, kappa and alpha have no meaning; a verdict nobody gave has no F1."""
    nothing = agreement(coding("c", "s"), coding("c", "t"))
    assert all(math.isnan(value) for value in nothing.figures["value"])
    same = agreement(coding("ccc"), coding("ccc"))
    assert math.isnan(figure(same, "cohen_kappa")[0])
    assert math.isnan(figure(same, "f1", verdict="partial")[0])


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (coding("cp").drop(columns="verdict"), "lacks the columns"),
        (coding("cp").assign(verdict="maybe"), "known are"),
        (pd.concat([coding("cp"), coding("c")]), "twice"),
    ],
)
def test_faulty_codings_are_refused(table: pd.DataFrame, sentence: str) -> None:
    """A missing column, an unknown verdict and a doubled cell each get a sentence."""
    with pytest.raises(SchemaError, match=sentence):
        agreement(table, coding("cp"))
