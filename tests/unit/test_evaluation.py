"""Agreement with a coding, on two sources by four commitments worked out by hand."""

import math
from dataclasses import replace

import pytest

from analytics.evaluation import evaluate_coding
from tests.coded_cells import CELLS, coding_of, tables_of


@pytest.fixture(scope="module")
def evaluation():
    """Compare the eight cells."""
    return evaluate_coding(tables_of(CELLS), coding_of(CELLS))


def _row(evaluation, measure, verdict="", *, dimension="all", group="all", scope="all"):
    """Return the one row of a figure."""
    named = {"dimension": dimension, "group": group, "scope": scope, "measure": measure, "verdict": verdict}
    rows = evaluation.figures
    for column, wanted in named.items():
        rows = rows[rows[column] == wanted]
    (row,) = rows.to_dict("records")
    return row


def test_kappa_weighs_disagreements_linearly(evaluation):
    """Seen 5/8 steps, by chance 58/64: 1 - 40/58; without the two empty cells 5/6 against 28/36: 1 - 30/28."""
    assert _row(evaluation, "cohen_kappa")["value"] == pytest.approx(18 / 58)
    mentioned = _row(evaluation, "cohen_kappa", scope="mentioned")
    assert (mentioned["value"], mentioned["n"]) == (pytest.approx(-1 / 14), 6)


def test_f1_of_each_verdict_with_its_support(evaluation):
    """2 x 1 of 3 + 2; 2 x 2 of 2 + 3; 2 x 2 of 3 + 3."""
    found = [_row(evaluation, "f1", verdict) for verdict in ("covered", "partial", "omitted")]
    assert [row["value"] for row in found] == pytest.approx([0.4, 0.8, 2 / 3])
    assert [(row["n"], row["support"]) for row in found] == [(4, 2), (3, 3), (4, 3)]


def test_omitted_has_no_f1_where_no_cell_can_be_omitted_twice(evaluation):
    """Over cells that a side calls mentioned it would be 0 by definition."""
    figures = evaluation.figures[(evaluation.figures["scope"] == "mentioned") & (evaluation.figures["measure"] == "f1")]
    assert set(figures["verdict"]) == {"covered", "partial"}


def test_ranking_of_mentioned_cells(evaluation):
    """11 of 15 pairs are right; a yes at ranks 1, 3, 4, 5, 6."""
    assert _row(evaluation, "auc_mentioned")["value"] == pytest.approx(11 / 15)
    assert _row(evaluation, "average_precision_mentioned")["value"] == pytest.approx((1 + 2 / 3 + 3 / 4 + 4 / 5 + 5 / 6) / 5)


def test_ranking_and_deviations_carry_their_intervals(evaluation):
    """Precision 0.81 over five yes: logit 1.45 -+ 1.96 / sqrt(5 x 0.81 x 0.19) are 0.313 and 0.976. The others hold their value."""
    row = _row(evaluation, "average_precision_mentioned")
    assert (row["low"], row["high"]) == pytest.approx((0.313, 0.976), abs=1e-3)
    for measure in ("auc_mentioned", "coverage_rate_deviation", "mention_rate_deviation"):
        row = _row(evaluation, measure)
        assert row["low"] < row["value"] < row["high"]


def test_calibration_in_ten_bins(evaluation):
    """Of the two cells above 0.9 one is mentioned; the others stand alone in their bins: 2.54 / 8."""
    assert _row(evaluation, "ece_mentioned")["value"] == pytest.approx(2.54 / 8)
    bins = evaluation.calibration[evaluation.calibration["probability"] == "p_mentioned"]
    assert bins["n"].tolist() == [1, 1, 0, 0, 1, 1, 0, 1, 1, 2]
    assert bins.iloc[9][["mean_p", "share"]].tolist() == pytest.approx([0.97, 0.5])


def test_rates_deviate_in_points(evaluation):
    """Estimated 3.3 of 8 covered where 2 are coded, and 4.74 mentioned where 5 are; per source 1.9 and 1.4 of 4 against 1."""
    assert _row(evaluation, "coverage_rate_deviation")["value"] == pytest.approx(16.25)
    assert _row(evaluation, "mention_rate_deviation")["value"] == pytest.approx(-3.25)
    by_source = [_row(evaluation, "coverage_rate_deviation", dimension="source", group=source)["value"] for source in "ab"]
    assert by_source == pytest.approx([22.5, 10.0])


def test_evidence_agrees_where_passages_overlap(evaluation):
    """Of four cells that both mention one has no quote and one only touches it: 2 of 3."""
    row = _row(evaluation, "evidence_agreement")
    assert (row["value"], row["n"]) == (pytest.approx(2 / 3), 3)


def test_confusion_counts_every_pair(evaluation):
    """All nine pairs, the program first."""
    counts = evaluation.confusion.set_index(["verdict_program", "verdict_coded"])["n"]
    assert len(counts) == 9
    assert counts[counts > 0].to_dict() == {
        ("covered", "covered"): 1,
        ("covered", "partial"): 1,
        ("covered", "omitted"): 1,
        ("partial", "partial"): 2,
        ("omitted", "covered"): 1,
        ("omitted", "omitted"): 2,
    }


def test_disagreements_come_most_surprising_first(evaluation):
    """The program gave the coded verdicts 0.05, 0.20 and 0.35; the evidence of both sides is beside them."""
    rows = evaluation.disagreements
    assert list(zip(rows["source"], rows["commitment"], strict=True)) == [("b", "1"), ("a", "2"), ("b", "3")]
    assert rows["p_coded"].tolist() == pytest.approx([0.05, 0.2, 0.35])
    assert rows["evidence_program"].tolist() == ["words", "words || words", ""]
    assert rows["evidence_coded"].tolist() == ["", "words", "words"]
    assert rows["label"].tolist() == ["Label 1", "Label 2", "Label 3"]


def test_every_group_is_there(evaluation):
    """Language, source, theme, act and sureness, each with its cells."""
    accuracy = evaluation.figures[(evaluation.figures["measure"] == "accuracy") & (evaluation.figures["scope"] == "all")]
    found = {(row["dimension"], row["group"]): row["n"] for row in accuracy.to_dict("records")}
    assert found == {
        ("all", "all"): 8,
        ("language", "en"): 4,
        ("language", "ja"): 4,
        ("source", "a"): 4,
        ("source", "b"): 4,
        ("theme", "Trade"): 6,
        ("theme", "Space"): 2,
        ("act", "fact"): 8,
        ("sure", "yes"): 7,
        ("sure", "no"): 1,
    }


@pytest.mark.parametrize(
    ("measure", "verdict", "reason"),
    [
        ("cohen_kappa", "", "both sides give one and the same verdict throughout"),
        ("krippendorff_alpha", "", "both sides give one and the same verdict throughout"),
        ("f1", "covered", "neither side gives this verdict"),
        ("auc_mentioned", "", "no cell is coded covered or partial"),
        ("average_precision_mentioned", "", "no cell is coded covered or partial"),
        ("evidence_agreement", "", "no cell that both sides call covered or partial has a quote in the coding"),
    ],
)
def test_what_has_no_meaning_is_nan_with_its_reason(evaluation, measure, verdict, reason):
    """A theme that both sides call omitted throughout."""
    row = _row(evaluation, measure, verdict, dimension="theme", group="Space")
    assert math.isnan(row["value"])
    assert row["reason"] == reason


def test_ranking_without_a_no_is_nan():
    """One cell, coded covered: there is nothing to rank it against."""
    one = CELLS[:1]
    row = _row(evaluate_coding(tables_of(one), coding_of(one)), "auc_mentioned")
    assert (math.isnan(row["value"]), row["reason"]) == (True, "every cell is coded covered or partial")


def test_figures_have_a_reason_exactly_where_they_are_undefined(evaluation):
    """No value without a meaning is left unexplained, and no other is excused."""
    assert (evaluation.figures["value"].isna() == (evaluation.figures["reason"] != "")).all()


def test_cells_of_one_side_count_nowhere():
    """The coding lacks two cells and has one that the program did not judge."""
    evaluation = evaluate_coding(tables_of(CELLS[:7]), coding_of(CELLS[2:]))
    assert (evaluation.n_cells, evaluation.only_program, evaluation.only_coded) == (5, 2, 1)
    assert evaluation.confusion["n"].sum() == 5


def test_nothing_in_common_is_undefined_throughout():
    """No figure is zero for want of cells."""
    evaluation = evaluate_coding(tables_of(CELLS[:4]), coding_of(CELLS[4:]))
    assert evaluation.n_cells == 0
    assert evaluation.figures["value"].isna().all()
    assert evaluation.disagreements.empty


def test_cells_without_probabilities_keep_their_verdicts():
    """They count in the agreement, not in the calibration."""
    cells = [replace(CELLS[0], p_covered=math.nan, p_mentioned=math.nan), *CELLS[1:]]
    evaluation = evaluate_coding(tables_of(cells), coding_of(cells))
    assert (_row(evaluation, "cohen_kappa")["n"], _row(evaluation, "ece_covered")["n"]) == (8, 7)
    assert evaluation.calibration.groupby("probability")["n"].sum().tolist() == [7, 7]


def test_the_tables_given_stay_as_they_were():
    """Comparing changes nothing."""
    tables = tables_of(CELLS)
    before = tables.coverage.copy()
    evaluate_coding(tables, coding_of(CELLS))
    assert tables.coverage.equals(before)
