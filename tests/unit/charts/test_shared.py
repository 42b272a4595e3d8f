"""What two or more sources share, theme by theme."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analytics.charts.shared import alt_text, shared, shared_counts
from analytics.errors import SchemaError
from tests import chart_tables as tables
from tests.chart_specs import layer_rows

OUTLETS = {**tables.OUTLETS, "c": "Night Mail"}


def three_sources() -> pd.DataFrame:
    """Source c tells the two commitments of Trade: 1a is then told by two of three, 2a by one."""
    cells = tables.coverage()
    return pd.concat([cells, cells[cells["source"] == "a"].assign(source="c", verdict=["covered", "omitted", "partial"])])


def test_of_two_sources_each_part_is_counted_per_theme() -> None:
    """Trade: 1a only by a, 2a by neither; Space: 1b only by a. Nothing is told by both or only by b."""
    counts = shared_counts(tables.coverage(), ["a", "b"], tables.OUTLETS)
    assert counts[["theme", "told_by", "only", "label", "n", "total"]].to_numpy().tolist() == [
        ["Trade", "one", "a", "only Morning Post", 1, 2],
        ["Trade", "none", "", "neither", 1, 2],
        ["Space", "one", "a", "only Morning Post", 1, 1],
    ]


def test_of_three_sources_it_is_all_some_one_none() -> None:
    """1a is told by a and c, 1b by a alone, 2a by c alone."""
    counts = shared_counts(three_sources(), ["a", "b", "c"], OUTLETS)
    assert counts[["theme", "label", "n"]].to_numpy().tolist() == [["Trade", "some", 1], ["Trade", "one", 1], ["Space", "one", 1]]


def test_a_source_that_is_not_compared_does_not_count() -> None:
    """Of a and c both tell 1a; b is passed over."""
    counts = shared_counts(three_sources(), ["a", "c"], OUTLETS).set_index(["theme", "label"])["n"]
    assert counts.to_dict() == {("Trade", "both"): 1, ("Trade", "only Night Mail"): 1, ("Space", "only Morning Post"): 1}


def test_parts_stand_side_by_side() -> None:
    """Each part begins where the one before it ends."""
    rows = layer_rows(shared(tables.coverage(), ["a", "b"], tables.OUTLETS, title="T"), "bar")
    assert [(row["theme"], row["left"], row["right"]) for row in rows] == [("Trade", 0, 1), ("Trade", 1, 2), ("Space", 0, 1)]


def test_the_alt_text_sums_up() -> None:
    """Three commitments: two only told by one outlet, one by neither."""
    assert alt_text(tables.coverage(), ["a", "b"], tables.OUTLETS).endswith("Of 3 commitments: 2 only Morning Post, 1 neither.")


def test_the_legend_names_the_outlets_in_the_order_of_the_study() -> None:
    """In the first theme only b tells something, in the second only a; the study names a first."""
    cells = tables.coverage()
    one_each = [("1a", "a", "omitted"), ("1a", "b", "covered"), ("1b", "a", "covered"), ("1b", "b", "omitted")]
    themes = dict(zip(cells["commitment"], cells["theme"], strict=True))
    table = pd.DataFrame(one_each, columns=["commitment", "source", "verdict"]).assign(theme=lambda rows: rows["commitment"].map(themes))
    drawn = json.dumps(shared(table, ["a", "b"], tables.OUTLETS, title="What is shared?").to_dict())
    assert f'"values": {json.dumps([tables.OUTLETS["a"], tables.OUTLETS["b"]])}' in drawn


def test_no_commitment_is_a_sentence() -> None:
    """A filter that leaves nothing ends in words."""
    (row,) = layer_rows(shared(tables.coverage().head(0), ["a", "b"], tables.OUTLETS, title="T"), "text")
    assert row["reason"] == "No commitment fits the filters."


def test_an_unknown_source_is_refused() -> None:
    """Comparing what the study does not have is a mistake of the caller."""
    with pytest.raises(SchemaError, match="the study lacks"):
        shared_counts(tables.coverage(), ["a", "zz"], tables.OUTLETS)
