"""The agreement with a coding as text and as files."""

from dataclasses import replace

import pytest

from analytics.evaluation import evaluate_coding
from analytics.exports.evaluations import describe_evaluation
from analytics.exports.tables import plain_csv
from tests.coded_cells import CELLS, coding_of, tables_of


@pytest.fixture
def told():
    """Tell the eight cells, line by line."""
    return describe_evaluation(evaluate_coding(tables_of(CELLS), coding_of(CELLS))).splitlines()


def test_figures_stand_under_their_names(told):
    """18/58, 0.4, 0.8 and 2/3 in the line of all cells; rates carry a sign."""
    assert told[0] == "Judged by both: 8 cells (0 more only by the program, 0 only by the coding)."
    assert told[3].split() == ["cells", "kappa", "alpha", "F1", "covered", "F1", "partial", "F1", "omitted"]
    first, *_, third = (line.split() for line in told if line.startswith("  all "))
    assert (first[:3], first[4:]) == (["all", "8", "0.31"], ["0.40", "0.80", "0.67"])
    assert third[-3:] == ["-3.2", "+16.2", "0.67"]


def test_the_line_of_all_cells_has_intervals_below(told):
    """Covered: F1 0.40 of 4 cells, 1 shared: Wilson of 0.25 over 4 is 0.0456 to 0.6994, so F1 is 0.09 to 0.82."""
    below = told[told.index(next(line for line in told if line.startswith("  all "))) + 1].split()
    assert (below[0], below[3]) == ("interval", "0.09-0.82")


def test_undefined_is_a_dash_with_its_reason(told):
    """One unsure cell cannot be ranked."""
    unsure = [line.split() for line in told if line.startswith("  sure no ")]
    cells, auc, precision, mentioned, by_chance, covered, covered_by_chance, *rest = unsure[2][2:]
    assert [cells, auc, precision, mentioned, covered, *rest] == ["1", "-", "-", "0.95", "0.85", "+95.0", "+85.0", "-"]
    # a cell called 0.95 is 0.05 off in 95 cases of 100 and 0.95 off in 5, one called 0.85 likewise
    assert float(by_chance) == pytest.approx(2 * 0.95 * 0.05, abs=0.02)
    assert float(covered_by_chance) == pytest.approx(2 * 0.85 * 0.15, abs=0.03)
    assert "  auc_mentioned: no cell is coded covered or partial (sure no)" in told


def test_disagreements_show_both_sides(told):
    """Commitment, source, label, both verdicts and both evidences."""
    at = told.index("Disagreements, most surprising first (3 of 3)")
    assert told[at + 1 : at + 4] == [
        "  1 in b: Label 1",
        "    program covered (p(covered) 0.85, p(mentioned) 0.95, coder not sure): “words”",
        "    coding omitted: no passage",
    ]


def test_full_agreement_is_said():
    """An empty list of disagreements is a sentence."""
    same = [replace(cell, coded=cell.program) for cell in CELLS]
    assert "The two sides agree in every cell." in describe_evaluation(evaluate_coding(tables_of(same), coding_of(same)))


def test_evidence_cannot_become_a_formula():
    """A quote that begins with an equals sign is guarded in the file of disagreements."""
    hostile = [replace(cell, words="=1+1") for cell in CELLS]
    written = plain_csv(evaluate_coding(tables_of(hostile), coding_of(hostile)).disagreements).decode()
    assert ",'=1+1" in written
    assert ",=1+1" not in written
