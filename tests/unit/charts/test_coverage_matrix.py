"""The matrix shows every cell, its verdict, the close calls and the chosen one."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts.coverage_matrix import CHECKED, SELECTION, alt_text, coverage_matrix, minimum_width
from analytics.charts.theme import CONTRADICTED_SIGN
from analytics.errors import SchemaError
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def matrix_cells(**options: object) -> pd.DataFrame:
    """Draw the small table and return the rows behind the tiles."""
    chart = coverage_matrix(tables.coverage(), title="T", labels=tables.labels(), **options)
    return pd.DataFrame(layer_rows(chart, "rect", "outline"))


def test_every_cell_has_its_verdict() -> None:
    """Six cells, with outlet, verdict and label of the table."""
    cells = matrix_cells()
    assert list(cells["verdict"]) == ["covered", "partial", "omitted", "omitted", "omitted", "omitted"]
    assert set(cells["column"]) == {"Morning Post", "Evening News"}
    assert list(cells["label"])[:3] == ["Tariffs fall", "Joint probe", "More talks"]


def test_cells_with_a_probability_near_one_half_are_marked() -> None:
    """Only 1b of source b is within 0.1 of one half, by its 0.45."""
    cells = matrix_cells()
    assert list(cells.loc[cells["uncertain"], ["source", "commitment"]].itertuples(index=False, name=None)) == [("b", "1b")]


@pytest.mark.parametrize(
    ("group_by", "groups"), [("theme", ["Trade", "Space"]), ("paragraph", ["Paragraph 1", "Paragraph 2"])], ids=["theme", "paragraph"]
)
def test_rows_are_grouped(group_by: str, groups: list[str]) -> None:
    """Headings are the themes or the paragraphs, in order of first mention."""
    chart = coverage_matrix(tables.coverage(), title="T", labels={}, group_by=group_by)
    assert [row["group"] for row in layer_rows(chart, "text", "row-group")] == groups


def test_commitments_outside_paragraphs_have_a_group() -> None:
    """A statement without numbered paragraphs can be grouped by paragraph."""
    unnumbered = tables.coverage().assign(paragraph=pd.array([None] * 6, dtype="Int64"))
    chart = coverage_matrix(unnumbered, title="T", labels={}, group_by="paragraph")
    assert [row["group"] for row in layer_rows(chart, "text", "row-group")] == ["No paragraph"]


def test_a_cell_can_be_picked_by_source_and_commitment() -> None:
    """The selection bears its name, gives the two fields that name a cell, and does not listen to texts, which have neither."""
    spec = coverage_matrix(tables.coverage(), title="T", labels={}).to_dict()
    (pick,) = spec["params"]
    assert (pick["name"], pick["select"]["fields"]) == (SELECTION, ["source", "commitment"])
    assert pick["select"]["on"] == "rect:click, symbol:click"


def test_only_the_chosen_cell_is_outlined() -> None:
    """The chosen pair is drawn once more, with an outline; without a choice, nothing is."""
    chart = coverage_matrix(tables.coverage(), title="T", labels={}, selected=("b", "2a"))
    (chosen,) = layer_rows(chart, "rect", "selected")
    assert (chosen["source"], chosen["commitment"]) == ("b", "2a")
    plain = coverage_matrix(tables.coverage(), title="T", labels={}).to_dict()
    assert not [layer for layer in plain["layer"] if layer["mark"].get("style") == "selected"]


def test_the_text_alternative_counts() -> None:
    """1 covered, 1 partial, 4 omitted; only 2a is left out by both."""
    assert alt_text(tables.coverage()) == (
        "Matrix of 3 commitments and 2 sources: 1 covered, 1 partial, 4 omitted cells. "
        "1 of 3 commitments is left out by every source shown."
    )


def test_a_filter_that_matches_nothing_gives_a_sentence() -> None:
    """No rows: a sentence instead of an empty frame, and the alternative says so."""
    empty = tables.coverage().iloc[:0]
    (row,) = layer_rows(coverage_matrix(empty, title="T", labels={}), "text")
    assert row["reason"] == "No commitment fits the filters."
    assert "no commitment fits" in alt_text(empty)


def test_the_shipped_study_is_drawn_whole() -> None:
    """62 commitments, 2 sources, 11 themes and every cell."""
    coverage = tables.shipped_coverage()
    chart = coverage_matrix(coverage, title="T", labels={})
    assert len(layer_rows(chart, "rect", "outline")) == 124
    assert len(layer_rows(chart, "text", "row-label")) == 62
    assert len(layer_rows(chart, "text", "row-group")) == coverage["theme"].nunique()


def test_twelve_thousand_cells_can_be_drawn() -> None:
    """Altair's limit of 5,000 rows does not hold here."""
    names = [(f"s{source}", f"{unit}a") for source in range(60) for unit in range(200)]
    big = pd.DataFrame(names, columns=["source", "commitment"]).assign(
        outlet=lambda frame: frame["source"], paragraph=1, theme="T", act="fact", verdict="omitted", p_covered=0.1, p_mentioned=0.2
    )
    assert len(layer_rows(coverage_matrix(big, title="T", labels={}), "rect", "outline")) == 12_000
    assert minimum_width(60) == 150 + 60 * 14


def test_a_table_without_verdicts_is_refused() -> None:
    """The sentence names the missing column."""
    with pytest.raises(SchemaError, match="verdict"):
        coverage_matrix(tables.coverage().drop(columns="verdict"), title="T", labels={})


def test_cells_told_as_the_contrary_bear_their_sign() -> None:
    """The sign of the grid stands in the one cell of the chart too, where no check mark stands, and the chart says what it means."""
    table = tables.coverage()
    contrary = ["yes" if place == 1 else "" for place in range(len(table))]
    drawn = coverage_matrix(table.assign(contradicted=contrary, reviewer="Ann"), title="T", labels={}).to_dict()
    assert " ".join(drawn["title"]["subtitle"]).endswith(f"{CONTRADICTED_SIGN}: told as the contrary.")
    marks = [layer for layer in drawn["layer"] if layer["encoding"].get("text", {}).get("value") == CONTRADICTED_SIGN]
    assert {layer["transform"][1]["filter"] for layer in marks} == {"datum.contradicted !== ''"}
    assert {layer["mark"]["align"] for layer in marks} == {"left"}
    assert {"field": "contradicted", "title": "Told as the contrary", "type": "nominal"} in marks[0]["encoding"]["tooltip"]
    assert alt_text(table.assign(contradicted=contrary)).endswith(" 1 cell is told as the contrary.")
    assert CONTRADICTED_SIGN not in coverage_matrix(table.assign(contradicted=""), title="T", labels={}).to_json(ensure_ascii=False)


def test_checked_cells_bear_a_mark_and_a_name() -> None:
    """Two cells that Ann checked bear a check mark, whatever their verdict; nothing is marked where nobody checked."""
    table = tables.coverage()
    reviewer = ["Ann" if place in (0, 2) else "" for place in range(len(table))]
    chart = coverage_matrix(table.assign(reviewer=reviewer), title="T", labels={})
    drawn = chart.to_dict()
    assert " ".join(drawn["title"]["subtitle"]).endswith("✓: checked by a person.")
    marks = [layer for layer in drawn["layer"] if layer["encoding"].get("text", {}).get("value") == CHECKED]
    filters = [[step["filter"] for step in layer["transform"]] for layer in marks]
    assert all("datum.reviewer !== ''" in steps for steps in filters)
    assert {steps[0] for steps in filters} == {"datum.verdict === 'covered'", "datum.verdict !== 'covered'"}
    assert alt_text(table.assign(reviewer=reviewer)).endswith(" 2 cells were checked by a person.")
    assert CHECKED not in coverage_matrix(table.assign(reviewer=""), title="T", labels={}).to_json(ensure_ascii=False)
