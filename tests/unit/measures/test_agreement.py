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
