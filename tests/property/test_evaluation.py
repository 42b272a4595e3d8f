"""What holds for any two sides of an evaluation."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.evaluation import evaluate_coding
from analytics.schema import VERDICTS
from tests.coded_cells import Judged, coding_of, tables_of

EXAMPLES = 8


@st.composite
def judged_cells(draw):
    """Draw up to twelve cells of two sources with any verdicts and probabilities."""
    verdicts = draw(st.lists(st.tuples(*[st.sampled_from(VERDICTS)] * 2), min_size=1, max_size=12))
    cells = []
    for number, (program, coded) in enumerate(verdicts):
        low, high = sorted(draw(st.tuples(st.floats(0, 1), st.floats(0, 1))))
        cells.append(Judged("ab"[number % 2], str(number), program, coded, low, high))
    return cells


def _figures(cells, measures):
    figures = evaluate_coding(tables_of(cells), coding_of(cells)).figures
    return figures[figures["measure"].isin(measures)].reset_index(drop=True)


@given(judged_cells())
@settings(max_examples=EXAMPLES, deadline=None)
def test_perfect_coding_agrees_fully(cells):
    """Kappa, alpha, F1 and accuracy are 1 wherever they have a meaning, and nothing is left to discuss."""
    same = [replace(cell, coded=cell.program) for cell in cells]
    values = _figures(same, ["cohen_kappa", "krippendorff_alpha", "f1", "accuracy"])["value"].dropna()
    np.testing.assert_allclose(values, 1.0)
    assert evaluate_coding(tables_of(same), coding_of(same)).disagreements.empty


@given(judged_cells())
@settings(max_examples=EXAMPLES, deadline=None)
def test_agreement_has_no_side(cells):
    """Program and coding changed about give the same kappa, alpha and F1."""
    measures = ["cohen_kappa", "cohen_kappa_unweighted", "krippendorff_alpha", "f1", "accuracy"]
    swapped = [replace(cell, program=cell.coded, coded=cell.program) for cell in cells]
    np.testing.assert_allclose(_figures(cells, measures)["value"], _figures(swapped, measures)["value"], atol=1e-12)


@given(judged_cells())
@settings(max_examples=EXAMPLES, deadline=None)
def test_counts_add_up(cells):
    """Every cell is in the confusion table and once in each calibration; those that differ are the disagreements."""
    evaluation = evaluate_coding(tables_of(cells), coding_of(cells))
    assert evaluation.confusion["n"].sum() == len(cells)
    assert evaluation.calibration.groupby("probability")["n"].sum().tolist() == [len(cells)] * 2
    assert len(evaluation.disagreements) == sum(cell.program != cell.coded for cell in cells)
